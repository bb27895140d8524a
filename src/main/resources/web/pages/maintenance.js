import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { moment, secondsSince, span } from '../format.js';
import { listenToKeys } from '../keyboard.js';
import { Polled } from '../polled.js';
import { HERE } from '../recurrence.js';
import { mayAct, pathOf } from '../status.js';
import { say } from '../words.js';
import { AsOf } from '../parts/as-of.js';
import { draftOfWork, MaintenanceEditor, newWork } from '../parts/maintenance-editor.js';
import { StateFilter } from '../parts/state-filter.js';

const STATES = ['active', 'pending', 'ended'];
const EVERY = 10_000;

/** Planned work: on what, when next, and the form to plan it. */
export class MaintenancePage extends Component {
  works = new Polled('/api/maintenance', EVERY, () => this.setState({}));
  state = { text: '', state: '', draft: null, said: null };

  componentDidMount() {
    document.title = `${say('page-maintenance')} – Rollcall`;
    this.stop = listenToKeys();
    this.works.refresh();
  }

  componentWillUnmount() {
    this.stop();
    this.works.stop();
  }

  render({ feed }, { text, state, draft, said }) {
    const all = this.works.data?.maintenance ?? [];
    const words = text.toLowerCase().split(/\s+/);
    const shown = all.filter((one) => (!state || one.state === state)
      && words.every((word) => `${one.integration ?? ''} ${one.group ?? ''} ${one.note ?? ''} ${one.addedBy}`.toLowerCase().includes(word)));
    return [
      h('div', { class: 'page-head' },
        h('h1', {}, say('page-maintenance')),
        h(AsOf, { polled: this.works }),
        mayAct() && !draft && h('button', { class: 'primary', onClick: () => this.edit(newWork()) }, say('newWork')),
        h('span', { role: 'status' }, said),
        h('p', { class: 'muted' }, say('timesIn', HERE))),
      draft && h(MaintenanceEditor, { key: draft.turn, draft, names: feed.lines, close: () => this.setState({ draft: null }), saved: () => this.saved() }),
      h('section', { 'aria-labelledby': 'works-title' },
        h('h2', { id: 'works-title', class: 'unseen' }, say('page-maintenance')),
        h(StateFilter, { states: STATES, all, text, state, shown: shown.length, change: (change) => this.change(change) }),
        this.works.data && shown.length === 0 && h('p', { class: 'panel empty' }, say(all.length ? 'noMatch' : 'noWork')),
        h('ul', { class: 'stack' }, shown.map((work) => h(Work, {
          key: work.id, work, names: feed.lines, edit: () => this.edit(draftOfWork(work)), end: () => this.end(work),
        })))),
    ];
  }

  change(change) {
    this.setState(change);
    if (change.state !== undefined) {
      this.works.refresh(`/api/maintenance${change.state === 'ended' ? '?ended=true' : ''}`);
    }
  }

  /** A number of its own has the form begin anew. */
  edit(draft) {
    this.turn = (this.turn ?? 0) + 1;
    this.setState({ draft: { ...draft, turn: this.turn }, said: null });
    scrollTo(0, 0);
  }

  saved() {
    this.setState({ draft: null, said: say('done', say('workSaved')) });
    this.works.refresh();
  }

  async end({ id }) {
    try {
      await send('DELETE', `/api/maintenance/${id}`);
      this.setState({ said: say('done', say('workEnded')) });
    } catch (refusal) {
      this.setState({ said: say('refused', refusal.message) });
    }
    this.works.refresh();
  }
}

function Work({ work, names, edit, end }) {
  const over = work.state === 'ended';
  const about = work.integration ? names.get(work.integration)?.name ?? work.integration : work.group ? say('groupNamed', work.group) : say('about-all');
  return h('li', { class: `panel card-${over ? 'expired' : work.state}`, 'data-row': work.id },
    h('div', { class: 'card-head' },
      h('span', { class: 'tag' }, say(`state-${work.state}`)),
      h('h3', {}, names.has(work.integration) ? h('a', { class: 'to-row', href: pathOf(work.integration) }, about) : about),
      !work.announced && h('span', { class: 'tag' }, say('isInternal')),
      mayAct() && h('div', { class: 'controls' },
        h('button', { class: 'small', onClick: edit, 'aria-label': `${say(over ? 'again' : 'edit')}: ${about}` }, say(over ? 'again' : 'edit')),
        !over && h('button', { class: 'small', onClick: end, 'aria-label': `${say('endNow')}: ${about}` }, say('endNow')))),
    work.note && h('p', {}, work.note),
    work.next.length > 0 && h('ol', { class: 'times', 'aria-label': say('nextTimes') }, work.next.map((time) =>
      h('li', { key: time.from }, h('time', { dateTime: time.from }, moment(time.from)), ' – ', h('time', { dateTime: time.until }, moment(time.until)),
        h('span', { class: 'muted' }, ` · ${soon(time)}`)))),
    h('p', { class: 'muted' }, work.recurrence && [h('code', {}, work.recurrence), ` · ${say('lastTime', moment(work.endsAt))} · `],
      over && `${moment(work.startsAt)} – ${moment(work.endsAt)} · `, say('by', work.addedBy), ' · ', say(work.keepChecking ? 'isChecked' : 'isNotChecked')));
}

function soon({ from, until }) {
  return secondsSince(from) >= 0 ? say('endsIn', span(-secondsSince(until))) : say('beginsIn', span(-secondsSince(from)));
}
