import { h } from '../lib/preact.js';
import { HERE } from '../recurrence.js';
import { say } from '../words.js';
import { Field } from './field.js';

const LENGTHS = ['30m', '1h', '2h', '4h', '8h', '1d', '7d', '30d'];

/** A time as a field of the browser has it, in the browser's time zone, and the other way round. */
export function localTime(instant) {
  const at = new Date(instant);
  return new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function instantOf(local) {
  return local ? new Date(local).toISOString() : null;
}

/** What these fields say, as the API wants it; `begun` when the start is past and stays. */
export function spanOf({ startsAt, length, endsAt }, begun) {
  return {
    ...(startsAt && !begun ? { startsAt: instantOf(startsAt) } : {}),
    ...(length ? { duration: length } : { endsAt: instantOf(endsAt) }),
  };
}

/** From when to when something holds. */
export function SpanFields({ draft, faults, begun, change }) {
  return h('fieldset', { class: 'fields' },
    h('legend', {}, say('when'), h('span', { class: 'muted' }, ` · ${say('timesIn', HERE)}`)),
    !begun && h(Field, { label: say('begins'), fault: faults.startsAt, hint: draft.startsAt ? null : say('nowIfEmpty') },
      h('input', { type: 'datetime-local', value: draft.startsAt, onInput: (event) => change({ startsAt: event.target.value }) })),
    h(Field, { label: say(begun ? 'lastsFromNow' : 'lasts'), fault: draft.length ? faults.duration ?? faults.endsAt : null },
      h('select', { value: draft.length, onChange: (event) => change({ length: event.target.value }) },
        LENGTHS.map((length) => h('option', { value: length }, length)),
        h('option', { value: '' }, say('untilTime')))),
    !draft.length && h(Field, { label: say('ends'), fault: faults.endsAt },
      h('input', { type: 'datetime-local', required: true, value: draft.endsAt, onInput: (event) => change({ endsAt: event.target.value }) })));
}
