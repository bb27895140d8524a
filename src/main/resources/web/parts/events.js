import { h } from '../lib/preact.js';
import { ago, moment, secondsSince, span } from '../format.js';
import { Icon, pathOf, statusOf } from '../status.js';
import { say } from '../words.js';

/** The last outages, the newest first. */
export function Outages({ outages }) {
  return h('section', { class: 'panel', 'aria-labelledby': 'outages-title' },
    h('h2', { id: 'outages-title' }, say('outages')),
    outages?.length === 0 && h('p', { class: 'empty' }, say('noOutages')),
    h('ol', { class: 'events' }, (outages ?? []).slice(0, 6).map((outage) => h('li', { key: outage.key + outage.at },
      h(Icon, { status: outage.until ? 'healthy' : 'down' }),
      h('div', {},
        h('a', { href: pathOf(outage.key) }, outage.name),
        h('time', { dateTime: outage.at, title: moment(outage.at) }, ago(outage.at)),
        h('span', { class: 'message' }, outage.message)),
      h('span', { class: 'number' }, outage.until ? span((Date.parse(outage.until) - Date.parse(outage.at)) / 1000) : say('ongoing'))))));
}

/** The alerts that fire, the worst first. */
export function Alerts({ alerts, names }) {
  return h('section', { class: 'panel', 'aria-labelledby': 'alerts-title' },
    h('h2', { id: 'alerts-title' }, h('a', { href: '/alerts' }, say('openAlerts'))),
    alerts?.length === 0 && h('p', { class: 'empty' }, say('noAlerts')),
    h('ol', { class: 'events' }, (alerts ?? []).map((alert) => h('li', { key: `${alert.rule}/${alert.integration}` },
      h(Icon, { status: statusOf(alert.severity) }),
      h('div', {},
        names.has(alert.integration) ? h('a', { href: pathOf(alert.integration) }, names.get(alert.integration).name) : h('b', {}, alert.integration),
        h('span', { class: 'tag' }, say(`severity-${alert.severity}`)),
        h('span', { class: 'message' }, `${alert.rule}: ${alert.condition}`)),
      h('time', { class: 'number', dateTime: alert.since, title: moment(alert.since) }, span(secondsSince(alert.since)))))));
}
