import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { mayAct } from '../status.js';
import { say } from '../words.js';
import { QuietDialog } from './quiet-dialog.js';

/** What one can do about an integration. Who may only look is not shown any of it; the server decides either way. */
export class Controls extends Component {
  state = { said: null, busy: false };

  render({ line }, { said, busy }) {
    if (!mayAct()) {
      return null;
    }
    const path = `/api/integrations/${encodeURIComponent(line.key)}`;
    const silence = ({ duration, reason }) =>
      send('POST', '/api/silences', { matchers: [`integration=${line.key}`], duration, comment: reason });
    const maintain = ({ duration, reason, announced }) =>
      send('POST', '/api/maintenance', { integration: line.key, duration, note: reason, announced: announced === 'on' });
    return h('div', { class: 'controls' },
      this.button('checkNow', busy || !line.enabled, 'primary', () => this.checkNow(path)),
      line.enabled
        ? this.button('pause', busy, '', () => send('POST', `${path}/pause`).then(() => say('paused')))
        : this.button('resume', busy, '', () => send('POST', `${path}/resume`).then(() => say('resumed'))),
      line.enabled && line.breaker && (line.breaker === 'CLOSED'
        ? this.button('openBreaker', busy, '', () => this.force(path, 'open').then(() => say('breakerOpened')))
        : this.button('closeBreaker', busy, '', () => this.force(path, 'closed').then(() => say('breakerClosed')))),
      h(QuietDialog, { name: 'silence', busy, ask: (wish) => this.run(() => silence(wish).then(() => say('silenced', wish.duration))) }),
      h(QuietDialog, { name: 'maintenance', choice: 'announced', busy, ask: (wish) => this.run(() => maintain(wish).then(() => say('inMaintenance', wish.duration))) }),
      h('span', { role: 'status' }, said));
  }

  button(name, disabled, tone, task) {
    return h('button', { class: tone, disabled, onClick: () => this.run(task) }, say(name));
  }

  force(path, state) {
    return send('POST', `${path}/breaker`, { state });
  }

  async run(task) {
    this.setState({ busy: true, said: null });
    try {
      this.setState({ said: say('done', await task()) });
      this.props.reload();
    } catch (refusal) {
      this.setState({ said: say('refused', refusal.message) });
    } finally {
      this.setState({ busy: false });
    }
  }

  async checkNow(path) {
    const outcome = await send('POST', `${path}/check`);
    return say('found', say(`status-${outcome.status}`));
  }
}
