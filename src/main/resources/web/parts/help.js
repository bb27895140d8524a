import { h } from '../lib/preact.js';
import { say } from '../words.js';

const KEYS = [
  ['/', 'keySearch'], ['j', 'keyNext'], ['k', 'keyPrevious'], ['Enter', 'keyOpen'], ['Esc', 'keyEscape'], ['?', 'keyHelp'],
];

function dialog() {
  return document.getElementById('help');
}

export function openHelp() {
  dialog().showModal();
}

/** Which keys do what. */
export function HelpDialog() {
  return h('dialog', { id: 'help', 'aria-labelledby': 'help-title' },
    h('h2', { id: 'help-title' }, say('keys')),
    h('dl', { class: 'keys' }, KEYS.map(([key, meaning]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, say(meaning))])),
    h('button', { onClick: () => dialog().close() }, say('close')));
}
