import { h } from '../lib/preact.js';
import { say } from '../words.js';
import { Chart } from './chart.js';

const HOUR = 3_600_000;
const SHORTEST = 10 * 60_000;
const GAP = 12 * 60_000;
const COLOURS = ['line-1', 'line-2', 'line-3', 'line-4', 'line-5', 'line-6'];

/** The response times of the slowest integrations (requirement 000-33): what the record holds, and what the stream adds. */
export function LatencyChart({ feed, dashboard }) {
  const now = Date.now();
  const series = keys(feed, dashboard).map((key, i) => ({
    name: feed.lines.get(key)?.name ?? key,
    points: points(key, feed, dashboard, now - HOUR),
    colour: COLOURS[i],
  })).filter((one) => one.points.length > 0);
  const first = Math.min(now - SHORTEST, ...series.map((one) => one.points[0][0]));
  return h('section', { class: 'panel', 'aria-labelledby': 'latency-title' },
    h('h2', { id: 'latency-title' }, say('latency')),
    h(Chart, { id: 'latencyChart', label: say('latencyText'), series, from: first, to: now, gap: GAP }));
}

function keys(feed, dashboard) {
  const recorded = Object.keys(dashboard.data?.latency ?? {}).sort();
  return recorded.length ? recorded : [...feed.latency.keys()].slice(0, COLOURS.length);
}

function points(key, feed, dashboard, from) {
  const recorded = (dashboard.data?.latency[key] ?? []).map(({ at, ms }) => [Date.parse(at), ms]);
  const last = recorded.at(-1)?.[0] ?? 0;
  const live = (feed.latency.get(key) ?? []).filter(([at]) => at > last + 60_000);
  return [...recorded, ...live].filter(([at]) => at >= from);
}
