import { Component, h } from '../lib/preact.js';
import { fingerprintOf } from '../alert-filter.js';
import { send } from '../api.js';
import { ago, moment, secondsSince, span } from '../format.js';
import { matchersOf, matchersOfAlert } from '../matchers.js';
import { Icon, mayAct, pathOf, statusOf } from '../status.js';
import { say } from '../words.js';
import { Explanation } from './explanation.js';

/** Alerts that are told together, with what can be answered to all of them. */
export function AlertGroup({ group, known, renew }) {
  const { id, receiver, labels, alerts } = group;
  const title = Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(' ');
  const firing = alerts.filter((alert) => alert.state === 'firing');
  return h('section', { class: 'panel alert-group', 'aria-label': id === null ? say('notGrouped') : `${title} ${say('toldTo', receiver)}` },
    h('div', { class: 'group-head' },
      h('h3', {}, id === null ? say('notGrouped') : title || say('oneGroup')),
      id !== null && h('span', { class: 'muted' }, `${say('toldTo', receiver)} · ${say('alertCount', alerts.length)}`),
      firing.length > 1 && id !== null && h('div', { class: 'controls' }, h(Answers, { topic: id, about: firing, matchers: matchersOf(labels), renew }))),
    h('ul', { class: 'alerts' }, alerts.map((alert) => h(AlertRow, { key: fingerprintOf(alert) + alert.state, alert, known, renew }))));
}

class AlertRow extends Component {
  state = { explained: false };

  render({ alert, known, renew }, { explained }) {
    const firing = alert.state === 'firing';
    const ack = alert.acknowledged;
    const filtered = `/alerts?${new URLSearchParams({ integration: alert.integration })}`;
    return h('li', { 'data-row': fingerprintOf(alert), class: `alert alert-${alert.severity}` },
      h('div', { class: 'alert-line' },
        h(Icon, { status: firing ? statusOf(alert.severity) : alert.state === 'ended' ? 'healthy' : 'unknown' }),
        h('a', { class: 'to-row', href: known.has(alert.integration) ? pathOf(alert.integration) : filtered }, alert.name),
        h('span', { class: 'tag' }, say(`severity-${alert.severity}`)),
        !firing && h('span', { class: 'tag' }, say(`alert-${alert.state}`)),
        ack && h('span', { class: 'tag tag-ack', title: moment(ack.at) }, say('ackBy', ack.who, ago(ack.at))),
        h('time', { class: 'number muted', dateTime: alert.since, title: moment(alert.since) }, say('sinceText', span(secondsSince(alert.since))))),
      h('p', { class: 'message' }, `${alert.rule}: ${alert.condition}`),
      alert.message && h('p', {}, alert.message),
      alert.muted && h('p', { class: 'muted' }, h(Icon, { status: 'maintenance' }), ' ', say('notTold', alert.muted)),
      h(Told, { told: alert.told, muted: alert.muted, firing }),
      firing && mayAct() && h('div', { class: 'controls' },
        h(Answers, { topic: fingerprintOf(alert), about: [alert], matchers: matchersOfAlert(alert), renew }),
        h('button', { class: 'small', 'aria-expanded': String(explained), onClick: () => this.setState({ explained: !explained }) }, say('explain'))),
      // Anew when somebody has answered or was told.
      explained && h(Explanation, { key: `${ack?.at} ${alert.told.at(-1)?.at} ${alert.muted}`, alert }));
  }
}

/** Over what it was told, and when last. */
function Told({ told, muted, firing }) {
  if (told.length === 0) {
    return firing && !muted && h('p', { class: 'muted' }, say('toldNobody'));
  }
  const channels = [...new Set(told.map((one) => one.channel))];
  return h('p', { class: 'muted' }, say('told'), ' ', channels.map((channel, i) => {
    const last = told.filter((one) => one.channel === channel).at(-1);
    return [i > 0 && ', ', h('span', { title: `${last.receiver}, ${moment(last.at)}` }, channel)];
  }), ` · ${ago(told.map((one) => one.at).sort().at(-1))}`);
}

/** What one can answer to an alert, or to a group of them. */
class Answers extends Component {
  state = { busy: false, said: null };

  render({ about, matchers }, { busy, said }) {
    if (!mayAct()) {
      return null;
    }
    const acknowledged = about.every((alert) => alert.acknowledged);
    return [
      acknowledged ? this.button('release', busy) : this.button('acknowledge', busy),
      !acknowledged && this.button('escalate', busy),
      matchers && h('a', { class: 'button small', href: `/silences?${new URLSearchParams({ new: matchers })}` }, say('silence'), ' …'),
      h('span', { role: 'status', class: 'said' }, said),
    ];
  }

  button(action, disabled) {
    return h('button', { class: 'small', disabled, onClick: () => this.answer(action) }, say(action));
  }

  async answer(action) {
    this.setState({ busy: true, said: null });
    try {
      const { text } = await send('POST', `/api/alerts/${action}`, { alert: this.props.topic });
      this.setState({ said: text });
    } catch (refusal) {
      this.setState({ said: say('refused', refusal.message) });
    }
    this.setState({ busy: false });
    // What was answered is on record a moment later.
    setTimeout(this.props.renew, 700);
  }
}
