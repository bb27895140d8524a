import { h } from './lib/preact.js';
import { say } from './words.js';

// Each status has a shape of its own, so that nobody needs its colour.
const SHAPES = {
  healthy: 'M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8Zm3.9 5.3-4.6 5a.9.9 0 0 1-1.3 0L4 9a.9.9 0 1 1 1.3-1.2l1.3 1.4 4-4.3a.9.9 0 0 1 1.3 1.2Z',
  degraded: 'M8.9 1.4 15.6 13a1 1 0 0 1-.9 1.5H1.3A1 1 0 0 1 .4 13L7.1 1.4a1 1 0 0 1 1.8 0ZM8 5a.9.9 0 0 0-.9.9v3.4a.9.9 0 0 0 1.8 0V5.9A.9.9 0 0 0 8 5Zm0 6a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z',
  down: 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5L5 .8Zm.9 3.9a.9.9 0 0 0-1.2 1.2L6.7 8l-2 2a.9.9 0 1 0 1.3 1.3l2-2 2 2a.9.9 0 1 0 1.3-1.3L9.3 8l2-2a.9.9 0 1 0-1.3-1.3l-2 2-2.1-2Z',
  maintenance: 'M15.2 4.2a4.4 4.4 0 0 1-6 5.1l-4.8 5a1.9 1.9 0 0 1-2.7-2.7l5-4.8a4.4 4.4 0 0 1 5.1-6L9.2 3.4l.5 2.9 2.9.5 2.6-2.6Z',
  unknown: 'M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8Zm0 10.3a1 1 0 1 1 0 2 1 1 0 0 1 0-2Zm.8-1.6a.8.8 0 0 1-1.6 0c0-1.3.6-1.8 1.2-2.3.5-.4.7-.6.7-1.1a1.1 1.1 0 0 0-2.2 0 .9.9 0 0 1-1.7 0 2.8 2.8 0 0 1 5.6 0c0 1.4-.8 2-1.3 2.4-.5.4-.7.5-.7 1Z',
};

/** Whether the reader may see every page. Where nobody logs in, everybody may. */
export function seesAll() {
  return ['', 'admin'].includes(document.documentElement.dataset.role);
}

/** Whether the reader may change anything. The server decides either way. */
export function mayAct() {
  return document.documentElement.dataset.role !== 'viewer';
}

/** The outline of a status' icon, 16 by 16. */
export function shapeOf(status) {
  return SHAPES[status] ?? SHAPES.unknown;
}

/** The status of which the icon stands for a severity. */
export function statusOf(severity) {
  return { critical: 'down', warning: 'degraded' }[severity] ?? 'unknown';
}

export function Icon({ status }) {
  return h('svg', { class: `icon ink-${status}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    h('path', { d: shapeOf(status) }));
}

/** A status as icon and word. */
export function StatusBadge({ status }) {
  return h('span', { class: `badge badge-${status}` }, h(Icon, { status }), say(`status-${status}`));
}

/** Percent of what is measured that works; what is slow counts half. Null while nothing is measured. */
export function healthOf(summary) {
  const measured = summary ? summary.healthy + summary.degraded + summary.down : 0;
  return measured ? (100 * (summary.healthy + summary.degraded / 2)) / measured : null;
}

/** Where more about an integration stands: its own page, or for those who may only look its row. */
export function pathOf(key) {
  if (!mayAct()) {
    return `/health#${encodeURIComponent(key)}`;
  }
  return `/dashboard/monitoring/integrations/${encodeURIComponent(key)}`;
}

// What the engine itself says of an integration; what a check found stays as it was found.
const OWN = {
  toldPaused: /^Disabled$/,
  toldMaintenance: /^In maintenance until (.+? UTC)(.*)$/s,
  toldNotChecked: /^Not checked: maintenance until (.+? UTC)(.*)$/s,
  toldNeeds: /^Not checked: (.+) is down$/s,
};

/** A message in the language of the page, as far as these are words of the engine. */
export function ownWords(message) {
  const [name] = Object.entries(OWN).find(([, form]) => form.test(message ?? '')) ?? [];
  return name ? say(name, ...message.match(OWN[name]).slice(1)) : message;
}
