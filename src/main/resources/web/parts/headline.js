import { h } from '../lib/preact.js';
import { longSpan, number, percent, secondsSince, span, NOTHING } from '../format.js';
import { healthOf, Icon } from '../status.js';
import { say } from '../words.js';

/** Figures are asked for every ten seconds, and may be five seconds old then. */
const OLD = 45;
const STATUSES = ['healthy', 'degraded', 'down', 'maintenance', 'unknown'];

/** How the whole is, in one number, one sentence and one bar (requirement 000-03), and the counters (000-04). */
export function Headline({ feed, dashboard }) {
  const summary = feed.summary;
  const health = healthOf(summary);
  return h('section', { class: 'headline', 'aria-labelledby': 'system-health' },
    h('div', { class: 'verdict' },
      h('h1', { id: 'system-health' }, say('systemHealth'), ' ', h('b', {}, health === null ? NOTHING : percent(health, 1))),
      h('p', {}, h(Icon, { status: worst(summary) }), sentence(summary))),
    h('div', {
      class: 'bar', role: 'meter', 'aria-labelledby': 'system-health',
      'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(health ?? 0), 'aria-valuetext': percent(health, 1),
    }, STATUSES.filter((status) => summary?.[status]).map((status) =>
      h('span', { class: `fill-${status}`, style: { flexGrow: summary[status] }, title: `${summary[status]} ${say(`status-${status}`)}` }))),
    h('dl', { class: 'tiles' }, tiles(dashboard.data, summary).map(([name, value, tone]) =>
      h('div', { class: tone }, h('dt', {}, say(name)), h('dd', {}, value)))),
    h('p', { class: 'muted', role: 'status' }, remark(feed.timestamp, dashboard.data)));
}

/** The status comes from memory and is new; the figures come from the record, which may be away. By the engine's own clock. */
function remark(now, data) {
  const age = data ? (Date.parse(now) - Date.parse(data.timestamp)) / 1000 : 0;
  if (!(age > OLD)) {
    return null;
  }
  return Date.parse(data.timestamp) === 0 ? say('figuresMissing') : say('figuresOld', span(age));
}

function tiles(data, summary) {
  if (!data) {
    return ['uptime', 'lastIncident', 'errorRate', 'messagesWaiting', 'openAlerts'].map((name) => [name, NOTHING]);
  }
  return [
    ['uptime', longSpan(secondsSince(data.startedAt))],
    ['lastIncident', lastIncident(data)],
    ['errorRate', data.checksLastDay ? percent((100 * data.failuresLastDay) / data.checksLastDay) : NOTHING],
    data.queueDepth === null ? ['messagesWaiting', number(data.messagesWaiting)] : ['queueDepth', number(data.queueDepth)],
    ['openAlerts', number(data.alerts.length), data.alerts.length ? 'is-bad' : ''],
    ...(summary?.stale ? [['stale', number(summary.stale), 'is-bad']] : []),
  ];
}

function lastIncident({ outages, lastOutageAt }) {
  if (!lastOutageAt) {
    return say('none');
  }
  return outages.some((outage) => !outage.until) ? say('ongoing') : say('ago', span(secondsSince(lastOutageAt)));
}

function worst(summary) {
  return ['down', 'degraded'].find((status) => summary?.[status]) ?? (summary?.healthy ? 'healthy' : 'unknown');
}

function sentence(summary) {
  if (!summary) {
    return say('connecting');
  }
  if (summary.down) {
    return say('someDown', summary.down);
  }
  if (summary.degraded) {
    return say('someDegraded', summary.degraded);
  }
  return say(summary.healthy ? 'allWell' : summary.total ? 'nothingKnown' : 'nothingWatched');
}
