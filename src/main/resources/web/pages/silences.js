import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { moment, secondsSince, span } from '../format.js';
import { listenToKeys } from '../keyboard.js';
import { Polled } from '../polled.js';
import { mayAct } from '../status.js';
import { say } from '../words.js';
import { AsOf } from '../parts/as-of.js';
import { StateFilter } from '../parts/state-filter.js';
import { draftOfSilence, newSilence, SilenceEditor } from '../parts/silence-editor.js';

const STATES = ['active', 'pending', 'expired'];
const EVERY = 10_000;

/** What nobody is told of: who asked for it, until when and why; and the form to change it. */
export class SilencesPage extends Component {
  silences = new Polled('/api/silences', EVERY, () => this.setState({}));
  state = { text: '', state: '', draft: null, said: null };

  componentDidMount() {
    document.title = `${say('page-silences')} – Rollcall`;
    this.stop = listenToKeys();
    this.silences.refresh();
    const wanted = new URLSearchParams(location.search).getAll('new');
    if (wanted.length && mayAct()) {
      this.edit(newSilence(wanted));
      history.replaceState(null, '', location.pathname);
    }
  }

  componentWillUnmount() {
    this.stop();
    this.silences.stop();
  }

  render({ feed }, { text, state, draft, said }) {
    const all = this.silences.data?.silences ?? [];
    const words = text.toLowerCase().split(/\s+/);
    const shown = all.filter((one) => (!state || one.state === state)
      && words.every((word) => `${one.matchers.join(' ')} ${one.comment} ${one.createdBy}`.toLowerCase().includes(word)));
    return [
      h('div', { class: 'page-head' },
        h('h1', {}, say('page-silences')),
        h(AsOf, { polled: this.silences }),
        mayAct() && !draft && h('button', { class: 'primary', onClick: () => this.edit(newSilence()) }, say('newSilence')),
        h('span', { role: 'status' }, said)),
      draft && h(SilenceEditor, { key: draft.turn, draft, names: feed.lines, close: () => this.setState({ draft: null }), saved: (one) => this.saved(one) }),
      h('section', { 'aria-label': say('page-silences') },
        h(StateFilter, { states: STATES, all, text, state, shown: shown.length, change: (change) => this.change(change) }),
        this.silences.data && shown.length === 0 && h('p', { class: 'panel empty' }, say(all.length ? 'noMatch' : 'noSilences')),
        h('ul', { class: 'stack' }, shown.map((silence) => h(Silence, {
          key: silence.id, silence, edit: () => this.edit(draftOfSilence(silence)), end: () => this.end(silence),
        })))),
    ];
  }

  change(change) {
    this.setState(change);
    if (change.state !== undefined) {
      this.silences.refresh(`/api/silences${change.state === 'expired' ? '?ended=true' : ''}`);
    }
  }

  /** A number of its own has the form begin anew. */
  edit(draft) {
    this.turn = (this.turn ?? 0) + 1;
    this.setState({ draft: { ...draft, turn: this.turn }, said: null });
    scrollTo(0, 0);
  }

  saved(silence) {
    this.setState({ draft: null, said: say('done', say('silenceSaved', span(-secondsSince(silence.endsAt)))) });
    this.silences.refresh();
  }

  async end({ id }) {
    try {
      await send('DELETE', `/api/silences/${id}`);
      this.setState({ said: say('done', say('silenceEnded')) });
    } catch (refusal) {
      this.setState({ said: say('refused', refusal.message) });
    }
    this.silences.refresh();
  }
}

function Silence({ silence, edit, end }) {
  const over = silence.state === 'expired';
  return h('li', { class: `panel card-${silence.state}`, 'data-row': silence.id },
    h('div', { class: 'card-head' },
      h('span', { class: 'tag' }, say(`state-${silence.state}`)),
      h('div', { class: 'labels' }, silence.matchers.map((set, i) => [i > 0 && ` ${say('or')} `, h('code', {}, set)])),
      mayAct() && h('div', { class: 'controls' },
        h('button', { class: 'small to-row', onClick: edit, 'aria-label': `${say(over ? 'again' : 'edit')}: ${silence.matchers[0]}` }, say(over ? 'again' : 'edit')),
        !over && h('button', { class: 'small', onClick: end, 'aria-label': `${say('endNow')}: ${silence.matchers[0]}` }, say('endNow')))),
    h('p', {}, silence.comment),
    h('p', { class: 'muted' }, say('by', silence.createdBy), ' · ',
      h('time', { dateTime: silence.startsAt }, moment(silence.startsAt)), ' – ', h('time', { dateTime: silence.endsAt }, moment(silence.endsAt)),
      !over && ` (${say('endsIn', span(-secondsSince(silence.endsAt)))})`,
      silence.recurrence && [' · ', h('code', {}, silence.recurrence)],
      !silence.deliverEnd && ` · ${say('endNotTold')}`));
}
