import { h } from '../lib/preact.js';
import { WEEKDAYS, writeRecurrence } from '../recurrence.js';
import { language, say } from '../words.js';
import { Field } from './field.js';

const KINDS = ['once', 'daily', 'weekly', 'monthly', 'text'];
const MONDAY = Date.UTC(2024, 0, 1);
const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });

/** When something happens again between its start and its end. */
export function RecurrenceFields({ recurrence, fault, change }) {
  const { kind, from, until, weekdays, monthDays, text, zone } = recurrence;
  const set = (part) => change({ ...recurrence, ...part });
  const byClock = ['daily', 'weekly', 'monthly'].includes(kind);
  return h('fieldset', { class: 'fields' },
    h('legend', {}, say('repeats')),
    h(Field, { label: say('howOften') }, h('select', { value: kind, onChange: (event) => set({ kind: event.target.value }) },
      KINDS.map((one) => h('option', { value: one }, say(`repeats-${one}`))))),
    kind === 'weekly' && h('div', { class: 'chips', role: 'group', 'aria-label': say('weekdays') }, WEEKDAYS.map((day, i) =>
      h('button', {
        type: 'button', class: 'chip', 'aria-pressed': String(weekdays.includes(day)),
        onClick: () => set({ weekdays: weekdays.includes(day) ? weekdays.filter((one) => one !== day) : [...weekdays, day] }),
      }, names.format(MONDAY + i * 86_400_000)))),
    kind === 'monthly' && h(Field, { label: say('monthDays'), hint: say('monthDaysHint') },
      h('input', { type: 'text', required: true, value: monthDays, onInput: (event) => set({ monthDays: event.target.value }) })),
    byClock && [
      h(Field, { label: say('fromTime') }, h('input', { type: 'time', required: true, value: from, onInput: (event) => set({ from: event.target.value }) })),
      h(Field, { label: say('toTime') }, h('input', { type: 'time', required: true, value: until, onInput: (event) => set({ until: event.target.value }) })),
      h(Field, { label: say('timeZone') },
        h('input', { type: 'text', required: true, list: 'zones', autoComplete: 'off', value: zone, onInput: (event) => set({ zone: event.target.value }) })),
      h('datalist', { id: 'zones' }, (Intl.supportedValuesOf?.('timeZone') ?? []).map((name) => h('option', { value: name }))),
    ],
    kind === 'text' && h(Field, { label: say('recurrenceText'), wide: true, hint: 'weekly fri 18:00 for 60h Europe/Berlin · cron 0 22 * * 5 for 8h' },
      h('input', { type: 'text', required: true, value: text, onInput: (event) => set({ text: event.target.value }) })),
    kind !== 'once' && h('p', { class: fault ? 'fault' : 'hint' }, fault ?? writeRecurrence(recurrence)));
}
