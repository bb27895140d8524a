import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { noRecurrence, parseRecurrence, writeRecurrence } from '../recurrence.js';
import { say } from '../words.js';
import { faultsOf } from './field.js';
import { RecurrenceFields } from './recurrence-fields.js';
import { localTime, SpanFields, spanOf } from './span-fields.js';

/** The draft of something that holds for an hour from now. */
export function newDraft() {
  return { id: null, begun: false, startsAt: '', length: '1h', endsAt: '', recurrence: noRecurrence() };
}

/** A draft that changes what there is; of what is over, the draft of another one like it. */
export function draftOf(kept, over) {
  const begun = Date.parse(kept.startsAt) <= Date.now();
  return {
    id: over ? null : kept.id, begun: begun && !over,
    startsAt: begun ? '' : localTime(kept.startsAt), length: over ? '1h' : '', endsAt: over ? '' : localTime(kept.endsAt),
    recurrence: parseRecurrence(kept.recurrence),
  };
}

/**
 * The form of what holds from one time to another, perhaps again and again. `what` gives the fields before those of its
 * times, `further` those after them, and `wanted` what the API takes of both.
 */
export class Editor extends Component {
  constructor(props) {
    super(props);
    this.state = { draft: props.draft, faults: {}, refusal: null, busy: false };
  }

  componentDidMount() {
    this.form.querySelector('input, select').focus();
  }

  render({ title, what, further, close }, { draft, faults, refusal, busy }) {
    const change = (part) => this.setState({ draft: { ...this.state.draft, ...part } });
    return h('form', { class: 'panel editor', 'aria-labelledby': 'editor-title', ref: (form) => { this.form = form; }, onSubmit: (event) => this.save(event) },
      h('h2', { id: 'editor-title' }, title),
      what({ draft, faults, change }),
      h(SpanFields, { draft, faults, begun: draft.begun, change }),
      h(RecurrenceFields, { recurrence: draft.recurrence, fault: faults.recurrence, change: (recurrence) => change({ recurrence }) }),
      further({ draft, faults, change }),
      h('div', { class: 'controls' },
        h('button', { class: 'primary', disabled: busy }, say('save')),
        h('button', { type: 'button', onClick: close }, say('cancel')),
        h('span', { role: 'status', class: refusal ? 'fault' : '' }, refusal)));
  }

  async save(event) {
    event.preventDefault();
    const { draft } = this.state;
    const { path, wanted, saved } = this.props;
    this.setState({ busy: true, faults: {}, refusal: null });
    const recurrence = writeRecurrence(draft.recurrence);
    const body = { ...spanOf(draft, draft.begun), ...wanted(draft), ...(recurrence ? { recurrence } : {}) };
    try {
      saved(await (draft.id ? send('PUT', `${path}/${draft.id}`, body) : send('POST', path, body)));
    } catch (refusal) {
      this.setState({ busy: false, faults: faultsOf(refusal), refusal: say('refused', refusal.message) });
    }
  }
}
