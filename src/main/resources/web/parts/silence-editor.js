import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { parseSet, writeSets } from '../matchers.js';
import { noRecurrence, parseRecurrence, writeRecurrence } from '../recurrence.js';
import { say } from '../words.js';
import { Field, faultsOf } from './field.js';
import { MatcherFields, NEW_MATCHER } from './matcher-fields.js';
import { RecurrenceFields } from './recurrence-fields.js';
import { localTime, SpanFields, spanOf } from './span-fields.js';

/** A draft from matchers that somebody has come with, or from nothing. */
export function newSilence(matchers = []) {
  const sets = matchers.map(parseSet).filter((set) => set.length > 0);
  return {
    id: null, begun: false, sets: sets.length ? sets : [[NEW_MATCHER]],
    startsAt: '', length: '1h', endsAt: '', recurrence: noRecurrence(), comment: '', deliverEnd: true,
  };
}

/** A draft that changes a silence; of one that is over, the draft of another one like it. */
export function draftOf(silence) {
  const over = silence.state === 'expired';
  const begun = Date.parse(silence.startsAt) <= Date.now();
  return {
    ...newSilence(silence.matchers), id: over ? null : silence.id, begun: begun && !over,
    startsAt: begun ? '' : localTime(silence.startsAt), length: over ? '1h' : '', endsAt: over ? '' : localTime(silence.endsAt),
    recurrence: parseRecurrence(silence.recurrence), comment: silence.comment, deliverEnd: silence.deliverEnd,
  };
}

/** The form of a silence. */
export class SilenceEditor extends Component {
  constructor(props) {
    super(props);
    this.state = { draft: props.draft, faults: {}, refusal: null, busy: false };
  }

  componentDidMount() {
    this.form.querySelector('input').focus();
  }

  render({ names, close }, { draft, faults, refusal, busy }) {
    const set = (part) => this.setState({ draft: { ...this.state.draft, ...part } });
    return h('form', { class: 'panel editor', 'aria-labelledby': 'editor-title', ref: (form) => { this.form = form; }, onSubmit: (event) => this.save(event) },
      h('h2', { id: 'editor-title' }, say(draft.id ? 'changeSilence' : 'newSilence')),
      h(MatcherFields, { sets: draft.sets, fault: faults.matchers, names, change: (sets) => set({ sets }) }),
      h(SpanFields, { draft, faults, begun: draft.begun, change: set }),
      h(RecurrenceFields, { recurrence: draft.recurrence, fault: faults.recurrence, change: (recurrence) => set({ recurrence }) }),
      h('div', { class: 'fields' },
        h(Field, { label: say('why'), fault: faults.comment, wide: true },
          h('input', { type: 'text', required: true, maxLength: 500, autoComplete: 'off', value: draft.comment, onInput: (event) => set({ comment: event.target.value }) })),
        h('label', { class: 'check' },
          h('input', { type: 'checkbox', checked: draft.deliverEnd, onChange: (event) => set({ deliverEnd: event.target.checked }) }), say('deliverEnd'))),
      h('div', { class: 'controls' },
        h('button', { class: 'primary', disabled: busy }, say('save')),
        h('button', { type: 'button', onClick: close }, say('cancel')),
        h('span', { role: 'status', class: refusal ? 'fault' : '' }, refusal)));
  }

  async save(event) {
    event.preventDefault();
    const { draft } = this.state;
    this.setState({ busy: true, faults: {}, refusal: null });
    const recurrence = writeRecurrence(draft.recurrence);
    const wanted = {
      matchers: writeSets(draft.sets), ...spanOf(draft, draft.begun), comment: draft.comment, deliverEnd: draft.deliverEnd,
      ...(recurrence ? { recurrence } : {}),
    };
    try {
      const saved = draft.id ? await send('PUT', `/api/silences/${draft.id}`, wanted) : await send('POST', '/api/silences', wanted);
      this.props.saved(saved);
    } catch (refusal) {
      this.setState({ busy: false, faults: faultsOf(refusal), refusal: say('refused', refusal.message) });
    }
  }
}
