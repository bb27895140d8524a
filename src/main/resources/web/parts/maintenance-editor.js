import { Component, h } from '../lib/preact.js';
import { send } from '../api.js';
import { noRecurrence, parseRecurrence, writeRecurrence } from '../recurrence.js';
import { say } from '../words.js';
import { Field, faultsOf } from './field.js';
import { RecurrenceFields } from './recurrence-fields.js';
import { localTime, SpanFields, spanOf } from './span-fields.js';

const SCOPES = ['integration', 'group', 'all'];

export function newWork() {
  return {
    id: null, begun: false, scope: 'integration', about: '', startsAt: '', length: '1h', endsAt: '', recurrence: noRecurrence(), note: '', keepChecking: true,
  };
}

/** A draft that changes work; of work that is over, the draft of another one like it. */
export function draftOfWork(work) {
  const over = work.state === 'ended';
  const begun = Date.parse(work.startsAt) <= Date.now();
  return {
    ...newWork(), id: over ? null : work.id, begun: begun && !over,
    scope: work.integration ? 'integration' : work.group ? 'group' : 'all', about: work.integration ?? work.group ?? '',
    startsAt: begun ? '' : localTime(work.startsAt), length: over ? '1h' : '', endsAt: over ? '' : localTime(work.endsAt),
    recurrence: parseRecurrence(work.recurrence), note: work.note ?? '', keepChecking: work.keepChecking,
  };
}

/** The form of planned work. */
export class MaintenanceEditor extends Component {
  constructor(props) {
    super(props);
    this.state = { draft: props.draft, faults: {}, refusal: null, busy: false };
  }

  componentDidMount() {
    this.form.querySelector('select').focus();
  }

  render({ names, close }, { draft, faults, refusal, busy }) {
    const set = (part) => this.setState({ draft: { ...this.state.draft, ...part } });
    return h('form', { class: 'panel editor', 'aria-labelledby': 'editor-title', ref: (form) => { this.form = form; }, onSubmit: (event) => this.save(event) },
      h('h2', { id: 'editor-title' }, say(draft.id ? 'changeWork' : 'newWork')),
      h('div', { class: 'fields' },
        h(Field, { label: say('about') }, h('select', { value: draft.scope, onChange: (event) => set({ scope: event.target.value, about: '' }) },
          SCOPES.map((scope) => h('option', { value: scope }, say(`about-${scope}`))))),
        draft.scope !== 'all' && h(About, { draft, faults, names, change: set }),
        h(Field, { label: say('note'), fault: faults.note, hint: say('noteHint'), wide: true },
          h('input', { type: 'text', maxLength: 1000, autoComplete: 'off', value: draft.note, onInput: (event) => set({ note: event.target.value }) }))),
      h(SpanFields, { draft, faults, begun: draft.begun, change: set }),
      h(RecurrenceFields, { recurrence: draft.recurrence, fault: faults.recurrence, change: (recurrence) => set({ recurrence }) }),
      h('label', { class: 'check' },
        h('input', { type: 'checkbox', checked: draft.keepChecking, onChange: (event) => set({ keepChecking: event.target.checked }) }), say('keepChecking')),
      h('p', { class: 'hint' }, say('announced')),
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
      ...(draft.scope === 'all' ? {} : { [draft.scope]: draft.about }), ...spanOf(draft, draft.begun),
      note: draft.note, keepChecking: draft.keepChecking, ...(recurrence ? { recurrence } : {}),
    };
    try {
      this.props.saved(await (draft.id ? send('PUT', `/api/maintenance/${draft.id}`, wanted) : send('POST', '/api/maintenance', wanted)));
    } catch (refusal) {
      this.setState({ busy: false, faults: faultsOf(refusal), refusal: say('refused', refusal.message) });
    }
  }
}

function About({ draft, faults, names, change }) {
  const lines = [...names.values()];
  const choices = draft.scope === 'group'
    ? [...new Set(lines.map((line) => line.group).filter(Boolean))].sort().map((group) => [group, group])
    : lines.map((line) => [line.key, line.name]).sort(([, a], [, b]) => a.localeCompare(b));
  return h(Field, { label: say(`about-${draft.scope}`), fault: faults[draft.scope] },
    h('input', { type: 'text', required: true, list: 'about', autoComplete: 'off', value: draft.about, onInput: (event) => change({ about: event.target.value.trim() }) }),
    h('datalist', { id: 'about' }, choices.map(([value, name]) => h('option', { value }, name))));
}
