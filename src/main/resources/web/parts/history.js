import { Component, h } from '../lib/preact.js';
import { getJson } from '../api.js';
import { moment, percent, span } from '../format.js';
import { StatusBadge, ownWords } from '../status.js';
import { say } from '../words.js';
import { Chart } from './chart.js';

const HOUR = 3_600_000;
const RANGES = { '24h': 24 * HOUR, '7d': 7 * 24 * HOUR, '30d': 30 * 24 * HOUR, '90d': 90 * 24 * HOUR };
const BARS = 60;
const RENEW_EVERY = 30_000;

/** How an integration was over a day up to three months: bars, response times and each change of status. */
export class History extends Component {
  state = { range: '24h', history: null, refusal: null };

  componentDidMount() {
    this.load();
    this.timer = setInterval(() => this.load(), RENEW_EVERY);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
  }

  async load(range = this.state.range) {
    this.setState({ range });
    try {
      const history = await getJson(`/api/integrations/${encodeURIComponent(this.props.integration)}/history?range=${range}`);
      if (range === this.state.range) {
        this.setState({ history, refusal: null });
      }
    } catch (refusal) {
      this.setState({ refusal: refusal.message });
    }
  }

  render({}, { range, history, refusal }) {
    const to = Date.now();
    const from = to - RANGES[range];
    return [
      h('section', { class: 'panel', 'aria-labelledby': 'history-title' },
        h('div', { class: 'section-head' },
          h('h2', { id: 'history-title' }, say('history')),
          history && h('span', { class: 'muted' }, `${say('availability')} ${percent(history.uptime)}`),
          h('div', { class: 'ranges', role: 'group', 'aria-label': say('history') }, Object.keys(RANGES).map((name) =>
            h('button', { 'aria-pressed': String(name === range), onClick: () => this.load(name) }, name)))),
        refusal && h('p', { class: 'empty' }, say('historyRefused', refusal)),
        history && (history.points.length ? h(Times, { history, from, to }) : h('p', { class: 'empty' }, say('noHistory')))),
      history && h(Changes, { changes: history.changes }),
    ];
  }
}

function Times({ history, from, to }) {
  const measured = history.points.map((point) => ({ ...point, time: Date.parse(point.at) }));
  const line = (name) => measured.filter((point) => point[name] !== null && point[name] !== undefined).map((point) => [point.time, point[name]]);
  return [
    h(Bars, { points: measured, from, to }),
    h(Chart, {
      id: 'historyChart', label: say('historyText'), from, to, gap: usualGap(measured),
      series: [{ name: say('average'), points: line('avgMs'), colour: 'line-1' }, { name: say('p95'), points: line('p95Ms'), colour: 'line-2' }],
      bands: outages(history, from, to),
    }),
  ];
}

/** Three times what usually lies between two points: what is checked once an hour has no hole in each. */
function usualGap(points) {
  const gaps = points.slice(1).map((point, i) => point.time - points[i].time).sort((a, b) => a - b);
  return 3 * (gaps[gaps.length >> 1] ?? 0);
}

/** A bar for each part of the time: what share of its checks failed. */
function Bars({ points, from, to }) {
  const width = (to - from) / BARS;
  const bars = Array.from({ length: BARS }, (_, i) => ({ at: from + i * width, checks: 0, failures: 0 }));
  points.forEach((point) => {
    const bar = bars[Math.floor((point.time - from) / width)];
    if (bar) {
      bar.checks += point.checks;
      bar.failures += point.failures;
    }
  });
  return h('div', { class: 'availability', role: 'img', 'aria-label': `${say('availability')}: ${say('shown', bars.filter((bar) => bar.checks && !bar.failures).length, bars.filter((bar) => bar.checks).length)}` },
    bars.map((bar) => h('span', {
      class: tone(bar),
      title: `${moment(bar.at)}: ${bar.checks ? percent(100 - (100 * bar.failures) / bar.checks, 1) : say('none')}`,
    })));
}

function tone({ checks, failures }) {
  if (!checks) {
    return 'is-none';
  }
  return failures === 0 ? 'fill-healthy' : failures < checks / 2 ? 'fill-degraded' : 'fill-down';
}

function outages({ changes }, from, to) {
  const bands = [];
  const byTime = [...changes].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (byTime[0]?.from === 'down') {
    bands.push({ from, to: Date.parse(byTime[0].at), colour: 'down' });
  }
  byTime.forEach((change, i) => {
    if (change.to === 'down' || change.to === 'degraded') {
      bands.push({ from: Date.parse(change.at), to: byTime[i + 1] ? Date.parse(byTime[i + 1].at) : to, colour: change.to });
    }
  });
  return bands;
}

function Changes({ changes }) {
  const latest = [...changes].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, 30);
  return h('section', { class: 'panel', 'aria-labelledby': 'changes-title' },
    h('h2', { id: 'changes-title' }, say('changes')),
    latest.length === 0 && h('p', { class: 'empty' }, say('noChanges')),
    h('ol', { class: 'events changes' }, latest.map((change, i) => h('li', { key: change.at },
      h(StatusBadge, { status: change.to }),
      h('div', {}, h('time', { dateTime: change.at }, moment(change.at)), h('span', { class: 'message' }, ownWords(change.message))),
      h('span', { class: 'number muted' }, span(((i ? Date.parse(latest[i - 1].at) : Date.now()) - Date.parse(change.at)) / 1000))))));
}
