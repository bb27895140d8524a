import { Component, h } from '../lib/preact.js';
import { decoded, milliseconds, percent, span, secondsSince, NOTHING } from '../format.js';
import { pathOf, StatusBadge, ownWords } from '../status.js';
import { say } from '../words.js';
import { Hours } from './hours.js';

const AT_FIRST = 150;
const COLUMNS = ['service', 'status', 'latency', 'uptime30', 'day', 'breaker', 'action'];

/** The status matrix (requirements 000-05 to 07). Rows that nobody has scrolled to are not made. */
export class Matrix extends Component {
  state = { most: AT_FIRST };

  componentDidMount() {
    this.watcher = new IntersectionObserver(([end]) => end.isIntersecting && this.more(), { rootMargin: '600px' });
    this.watcher.observe(this.end);
  }

  componentDidUpdate() {
    this.showTarget();
  }

  componentWillUnmount() {
    this.watcher.disconnect();
  }

  render({ lines, dashboard, grouped }, { most }) {
    const groups = grouped ? byGroup(lines) : [[null, lines]];
    let left = most;
    return h('div', { class: 'table-box' },
      h('table', { class: 'matrix' },
        h('caption', { class: 'unseen' }, say('matrix')),
        h('thead', {}, h('tr', {}, COLUMNS.map((name) => h('th', { scope: 'col', class: `col-${name}` }, say(name))))),
        groups.map(([group, members]) => {
          const some = members.slice(0, Math.max(left, 0));
          left -= some.length;
          return some.length > 0 && h('tbody', { key: group },
            group !== null && h('tr', { class: 'group' }, h('th', { colSpan: COLUMNS.length, scope: 'rowgroup' },
              group || say('noGroup'), h('span', { class: 'muted' }, members.length))),
            some.map((line) => h(Row, { key: line.key, line, figures: dashboard.figures(line.key) })));
        })),
      lines.length === 0 && h('p', { class: 'empty' }, say('noMatch')),
      h('p', { class: 'end', ref: (end) => { this.end = end; } },
        lines.length > most && h('button', { onClick: () => this.more() }, say('showMore', lines.length - most))));
  }

  more() {
    if (this.state.most < this.props.lines.length) {
      this.setState({ most: this.state.most * 2 });
    }
  }

  /** Where a link of a message leads, `#key`: the row may not be there yet. */
  showTarget() {
    const key = decoded(location.hash.slice(1));
    const at = this.shown === key ? -1 : this.props.lines.findIndex((line) => line.key === key);
    if (at < 0) {
      return;
    }
    if (at >= this.state.most) {
      this.setState({ most: at + AT_FIRST });
      return;
    }
    this.shown = key;
    const row = document.getElementById(key);
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector('a').focus({ preventScroll: true });
  }
}

function byGroup(lines) {
  const groups = new Map();
  lines.forEach((line) => {
    const group = line.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), line]);
  });
  return [...groups].sort(([a], [b]) => (a === '') - (b === '') || a.localeCompare(b));
}

/** Drawn anew only when its line has changed: there may be a thousand. */
class Row extends Component {
  shouldComponentUpdate({ line, figures }) {
    return line !== this.props.line || figures !== this.props.figures;
  }

  render({ line, figures }) {
    const queue = figures.pending !== null && figures.pending !== undefined;
    return h('tr', { id: line.key, 'data-row': line.key, class: `row-${line.status}` },
      h('th', { scope: 'row', class: 'col-service' },
        h('a', { class: 'to-row', href: pathOf(line.key) }, line.name),
        line.message && h('span', { class: 'message' }, ownWords(line.message))),
      h('td', { class: 'col-status' }, h(StatusBadge, { status: line.status }), line.stale && h('span', { class: 'tag', title: say('staleText') }, say('stale')),
        line.status !== 'healthy' && line.enabled && line.since && h('span', { class: 'message' }, say('sinceText', span(secondsSince(line.since))))),
      h('td', { class: 'col-latency number' }, queue ? '-' : milliseconds(line.responseTimeMs)),
      h('td', { class: 'col-uptime30 number' }, queue ? '-' : percent(figures.uptime)),
      h('td', { class: 'col-day' }, h(Hours, { hours: figures.hours })),
      h('td', { class: 'col-breaker' }, queue ? '-' : h(Breaker, { state: line.breaker })),
      h('td', { class: 'col-action' }, h(Action, { line, pending: queue ? figures.pending : null })));
  }
}

function Breaker({ state }) {
  return state ? h('span', { class: `breaker breaker-${state}` }, state.replace('_', '-')) : NOTHING;
}

function Action({ line, pending }) {
  if (pending !== null) {
    return say('pending', pending);
  }
  return line.enabled && (line.status === 'down' || line.status === 'degraded')
    ? h('a', { href: pathOf(line.key), 'aria-label': `${say('investigate')}: ${line.name}` }, say('investigate'))
    : '-';
}
