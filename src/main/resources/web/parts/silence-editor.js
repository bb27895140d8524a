import { h } from '../lib/preact.js';
import { parseSet, writeSets } from '../matchers.js';
import { say } from '../words.js';
import { draftOf, Editor, newDraft } from './editor.js';
import { Field } from './field.js';
import { MatcherFields, NEW_MATCHER } from './matcher-fields.js';

/** A draft from matchers that somebody has come with, or from nothing. */
export function newSilence(matchers = []) {
  const sets = matchers.map(parseSet).filter((set) => set.length > 0);
  return { ...newDraft(), sets: sets.length ? sets : [[NEW_MATCHER]], comment: '', deliverEnd: true };
}

export function draftOfSilence(silence) {
  return {
    ...newSilence(silence.matchers), ...draftOf(silence, silence.state === 'expired'),
    comment: silence.comment, deliverEnd: silence.deliverEnd,
  };
}

/** The form of a silence. */
export function SilenceEditor({ draft, names, close, saved }) {
  return h(Editor, {
    draft, close, saved, path: '/api/silences', title: say(draft.id ? 'changeSilence' : 'newSilence'),
    what: ({ draft: { sets }, faults, change }) => h(MatcherFields, { sets, fault: faults.matchers, names, change: (other) => change({ sets: other }) }),
    further: Reason,
    wanted: ({ sets, comment, deliverEnd }) => ({ matchers: writeSets(sets), comment, deliverEnd }),
  });
}

function Reason({ draft, faults, change }) {
  return h('div', { class: 'fields' },
    h(Field, { label: say('why'), fault: faults.comment, wide: true },
      h('input', { type: 'text', required: true, maxLength: 500, autoComplete: 'off', value: draft.comment, onInput: (event) => change({ comment: event.target.value }) })),
    h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: draft.deliverEnd, onChange: (event) => change({ deliverEnd: event.target.checked }) }), say('deliverEnd')));
}
