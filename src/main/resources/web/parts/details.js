import { h } from '../lib/preact.js';
import { Icon, pathOf } from '../status.js';
import { say } from '../words.js';

/** What the API tells of one integration beside its status. */
export function Details({ details, names }) {
  if (!details) {
    return null;
  }
  return h('div', { class: 'columns' },
    details.subChecks?.length > 0 && h(Panel, { name: 'subChecks' }, h('ul', { class: 'events' }, details.subChecks.map((sub) =>
      h('li', { key: sub.name }, h(Icon, { status: sub.status }), h('div', {}, h('b', {}, sub.name), h('span', { class: 'message' }, sub.message)))))),
    h(Panel, { name: 'evidence' }, details.evidence ? h('pre', { tabIndex: 0 }, text(details.evidence)) : h('p', { class: 'empty' }, say('noEvidence'))),
    [['dependsOn', details.dependsOn], ['neededBy', details.neededBy]].map(([name, keys]) => keys?.length > 0 && h(Panel, { name },
      h('ul', {}, keys.map((key) => h('li', {}, h('a', { href: pathOf(key) }, h(Icon, { status: names.get(key)?.status }), ' ', names.get(key)?.name ?? key)))))),
    details.declaration && h(Panel, { name: 'declaration' }, h('dl', { class: 'facts' },
      Object.entries(details.declaration).map(([name, value]) => [h('dt', {}, name), h('dd', {}, text(value))]))));
}

function Panel({ name, children }) {
  return h('section', { class: 'panel', 'aria-labelledby': `${name}-title` }, h('h2', { id: `${name}-title` }, say(name)), children);
}

function text(value) {
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
