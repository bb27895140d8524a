import { h } from '../lib/preact.js';
import { say } from '../words.js';
import { draftOf, Editor, newDraft } from './editor.js';
import { Field } from './field.js';

const SCOPES = ['integration', 'group', 'all'];

export function newWork() {
  return { ...newDraft(), scope: 'integration', about: '', note: '', keepChecking: true, announced: true };
}

export function draftOfWork(work) {
  return {
    ...newWork(), ...draftOf(work, work.state === 'ended'),
    scope: work.integration ? 'integration' : work.group ? 'group' : 'all', about: work.integration ?? work.group ?? '',
    note: work.note ?? '', keepChecking: work.keepChecking, announced: work.announced,
  };
}

/** The form of planned work. */
export function MaintenanceEditor({ draft, names, close, saved }) {
  return h(Editor, {
    draft, close, saved, path: '/api/maintenance', title: say(draft.id ? 'changeWork' : 'newWork'),
    what: (form) => h(Subject, { ...form, names }),
    further: Switches,
    wanted: ({ scope, about, note, keepChecking, announced }) => ({ ...(scope === 'all' ? {} : { [scope]: about }), note, keepChecking, announced }),
  });
}

function Subject({ draft, faults, names, change }) {
  return h('div', { class: 'fields' },
    h(Field, { label: say('about') }, h('select', { value: draft.scope, onChange: (event) => change({ scope: event.target.value, about: '' }) },
      SCOPES.map((scope) => h('option', { value: scope }, say(`about-${scope}`))))),
    draft.scope !== 'all' && h(About, { draft, faults, names, change }),
    h(Field, { label: say('note'), fault: faults.note, hint: say('noteHint'), wide: true },
      h('input', { type: 'text', maxLength: 1000, autoComplete: 'off', value: draft.note, onInput: (event) => change({ note: event.target.value }) })));
}

function Switches({ draft, change }) {
  return [
    h('div', { class: 'controls' }, ['keepChecking', 'announced'].map((name) => h('label', { class: 'check' },
      h('input', { type: 'checkbox', name, checked: draft[name], onChange: (event) => change({ [name]: event.target.checked }) }), say(name)))),
    h('p', { class: 'hint' }, say(draft.announced ? 'announcedHint' : 'internalHint')),
  ];
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
