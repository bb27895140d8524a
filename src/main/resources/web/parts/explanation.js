import { Component, h } from '../lib/preact.js';
import { fingerprintOf } from '../alert-filter.js';
import { getJson } from '../api.js';
import { ago, moment, secondsSince, span } from '../format.js';
import { say } from '../words.js';

/** Who is told of an alert, over what and when, and why not. */
export class Explanation extends Component {
  state = { explained: null, refusal: null };

  async componentDidMount() {
    try {
      this.setState({ explained: await getJson(`/api/alerts/explain?${new URLSearchParams({ alert: fingerprintOf(this.props.alert) })}`) });
    } catch (refusal) {
      this.setState({ refusal: refusal.message });
    }
  }

  render({}, { explained, refusal }) {
    if (!explained) {
      return h('p', { class: 'explanation muted', role: 'status' }, refusal ? say('refused', refusal) : '…');
    }
    const [one] = explained.cases;
    return h('div', { class: 'explanation' },
      explained.excuse && h('p', {}, say('excused', explained.excuse)),
      one.muted && h('p', {}, say('notTold', one.muted)),
      one.receivers.length === 0 && h('p', {}, say('noReceiver')),
      one.receivers.map((receiving) => h(Receiving, { key: receiving.receiver, receiving, acknowledged: this.props.alert.acknowledged })),
      h('p', { class: 'labels' }, Object.entries(one.labels).map(([name, value]) => [h('code', {}, `${name}=${value}`), ' '])));
  }
}

function Receiving({ receiving: { receiver, group, together, channels, escalation }, acknowledged }) {
  const labels = Object.entries(group).map(([name, value]) => `${name}=${value}`).join(' ');
  return h('div', {},
    h('h4', {}, `→ ${receiver}`),
    h('p', { class: 'muted' }, labels ? say('gatheredBy', labels) : say('oneGroup'), together > 0 && `, ${say('together', together)}`),
    h('ul', {}, channels.map((over) => h('li', { key: over.channel },
      h('b', {}, over.channel), over.recipients.length > 0 && ` ${say('toPeople', over.recipients.join(', '))}`, ': ', when(over)))),
    escalation.acknowledged && h('p', {}, say('ackNote', acknowledged ? `${acknowledged.who}, ${moment(acknowledged.at)}` : escalation.acknowledged)),
    escalation.steps.length > 0 && h('ul', {}, escalation.steps.map(({ step, at, onCall }) => h('li', { key: step },
      say('unlessAcknowledged', step), ': ', at ? moment(at) : say('notForeseen'),
      Object.entries(onCall).map(([schedule, who]) => ` (${schedule}: ${who === 'nobody' ? say('nobody') : who})`)))));
}

function when({ off, toldAt, heldUntil, tellsAt }) {
  if (off) {
    return say('channelOff', off);
  }
  const next = tellsAt && (secondsSince(tellsAt) > -1 ? say('atOnce') : say('inTime', span(-secondsSince(tellsAt))));
  return [toldAt && say('toldWhen', ago(toldAt)), next && (toldAt ? say('againWhen', next) : next), heldUntil && say('heldUntil', moment(heldUntil)), !toldAt && !next && say('notForeseen')]
    .filter(Boolean).join(', ');
}
