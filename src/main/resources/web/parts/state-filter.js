import { h } from '../lib/preact.js';
import { say } from '../words.js';

/** Search, and chips for states; those that are over are asked for only when somebody wants them, so they are not counted. */
export function StateFilter({ states, all, text, state, shown, change }) {
  return h('div', { class: 'filters', role: 'search' },
    h('input', { type: 'search', value: text, 'aria-label': say('search'), placeholder: say('search'), 'aria-keyshortcuts': '/', onInput: (event) => change({ text: event.target.value }) }),
    h('div', { class: 'chips', role: 'group', 'aria-label': say('state') }, states.map((one, i) => h('button', {
      class: 'chip', 'aria-pressed': String(state === one), onClick: () => change({ state: state === one ? '' : one }),
    }, say(`state-${one}`), i < states.length - 1 && h('b', {}, all.filter((each) => each.state === one).length)))),
    h('span', { class: 'muted shown', role: 'status' }, say('shown', shown, all.length)));
}
