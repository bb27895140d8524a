import { h } from '../lib/preact.js';

/** A control with its name, and below it what is wrong with it. */
export function Field({ label, fault, hint, wide, children }) {
  return h('label', { class: `field${wide ? ' is-wide' : ''}${fault ? ' is-wrong' : ''}` }, h('span', {}, label), children,
    hint && !fault && h('span', { class: 'hint' }, hint),
    fault && h('span', { class: 'fault' }, fault));
}

/** What the server says is wrong, by field; what is said of `list[0]` belongs to `list`. */
export function faultsOf(refusal) {
  return Object.fromEntries((refusal.faults ?? []).map(({ field, expected }) => [field.replace(/[[.].*/, ''), expected]));
}
