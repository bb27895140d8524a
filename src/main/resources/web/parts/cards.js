import { h } from '../lib/preact.js';
import { milliseconds, percent, NOTHING } from '../format.js';
import { Icon, pathOf, seesAll } from '../status.js';
import { say } from '../words.js';

const WIDTH = 210;
const WIDEST = 1344;
const EDGES = 54;
const columns = Math.max(2, Math.floor((Math.min(innerWidth, WIDEST) - EDGES) / WIDTH));
const MOST = columns * (columns > 2 ? 2 : 3) - 1;

/** The service cards (requirements 000-31 and 32): the worst ones, as many as one looks at. */
export function Cards({ lines, dashboard }) {
  const more = lines.length - MOST;
  return h('section', { 'aria-labelledby': 'services-title' },
    h('h2', { id: 'services-title' }, say('services')),
    h('ul', { id: 'services', class: 'cards' }, lines.slice(0, MOST).map((line) =>
      h(Card, { key: line.key, line, uptime: dashboard.figures(line.key).uptime })),
    more > 0 && h('li', {}, h('a', { class: 'service-card more', href: seesAll() ? '/dashboard/monitoring/integrations' : '#matrix-title' }, say('more', more)))));
}

function Card({ line, uptime }) {
  return h('li', {}, h('a', { class: `service-card fill-${line.status}`, href: pathOf(line.key) },
    h('span', { class: 'label' }, h(Icon, { status: line.status }), line.name),
    h('span', { class: 'metric' }, line.status === 'down' ? say('status-down') : line.enabled ? milliseconds(line.responseTimeMs) : NOTHING),
    h('span', { class: 'label' }, line.status === 'healthy' || line.status === 'down' ? '' : `${say(`status-${line.status}`)} · `,
      uptime === null || uptime === undefined ? NOTHING : `${percent(uptime)} ${say('up')}`)));
}
