import { Component, h } from '../lib/preact.js';
import { canBeTold, tellMe, tellMeNoMore, told } from '../push.js';
import { say } from '../words.js';

const SEVERITIES = ['critical', 'warning', 'info'];

/** Whether this device is told of alerts while no page is open. Nothing where it cannot be. */
export class Device extends Component {
  state = { severity: undefined, wanted: 'warning', busy: false, trouble: null };

  componentDidMount() {
    if (canBeTold()) {
      this.look();
    }
  }

  async look() {
    try {
      const severity = await told();
      this.setState({ severity, wanted: severity ?? this.state.wanted });
    } catch (refusal) {
      this.setState({ trouble: refusal.message });
    }
  }

  render({}, { severity, wanted, busy, trouble }) {
    if (severity === undefined && !trouble) {
      return null;
    }
    const blocked = Notification.permission === 'denied';
    return h('section', { class: 'panel device', 'aria-labelledby': 'device-title' },
      h('h2', { id: 'device-title' }, h(Bell), say(severity ? 'deviceTold' : 'device')),
      blocked ? h('p', { class: 'muted' }, say('deviceBlocked')) : h('div', { class: 'controls' },
        h('label', {}, say('deviceSeverity'), ' ',
          h('select', { value: wanted, disabled: busy, onChange: (event) => this.choose(event.target.value) }, SEVERITIES.map((name) =>
            h('option', { value: name, selected: name === wanted }, say(`from-${name}`))))),
        severity
          ? h('button', { disabled: busy, onClick: () => this.run(() => tellMeNoMore()) }, say('deviceStop'))
          : h('button', { class: 'primary', disabled: busy, onClick: () => this.run(() => tellMe(wanted)) }, say('deviceStart'))),
      h('p', { role: 'status' }, trouble && say('refused', trouble)));
  }

  choose(wanted) {
    this.setState({ wanted });
    if (this.state.severity) {
      this.run(() => tellMe(wanted));
    }
  }

  async run(task) {
    this.setState({ busy: true, trouble: null });
    try {
      await task();
    } catch (failure) {
      this.setState({ trouble: failure.message });
    }
    await this.look();
    this.setState({ busy: false });
  }
}

function Bell() {
  return h('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    h('path', { d: 'M8 1a1 1 0 0 1 1 1v.3A4.5 4.5 0 0 1 12.5 6.7v2.8l1.2 1.9a.7.7 0 0 1-.6 1.1H2.9a.7.7 0 0 1-.6-1.1l1.2-1.9V6.7A4.5 4.5 0 0 1 7 2.3V2a1 1 0 0 1 1-1ZM6.3 13.5h3.4a1.7 1.7 0 0 1-3.4 0Z' }));
}
