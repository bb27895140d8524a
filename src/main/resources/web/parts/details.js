import { h } from '../lib/preact.js';
import { moment } from '../format.js';
import { Icon, pathOf, StatusBadge, ownWords } from '../status.js';
import { say } from '../words.js';

/** What the API tells of one integration beside its status: what its last check found, and how it is set up. */
export function Details({ details, failure, names }) {
  if (!details) {
    return null;
  }
  return h('div', { class: 'columns' },
    h(Outcome, { name: 'lastCheck', outcome: details.lastOutcome }),
    failure && h(Outcome, { name: 'evidence', outcome: { ...failure, status: 'down' } }),
    details.subChecks?.length > 0 && h(SubChecks, { subChecks: details.subChecks }),
    h(Neighbours, { name: 'dependsOn', keys: details.needs, names }),
    h(Neighbours, { name: 'neededBy', keys: details.neededBy, names }),
    h(Panel, { name: 'declaration' }, h('dl', { class: 'facts' }, facts(details).map(([name, value]) =>
      [h('dt', {}, name), h('dd', {}, name === 'runbook' && /^https?:/.test(value) ? h('a', { href: value, rel: 'noreferrer' }, value) : text(value))]))));
}

function Outcome({ name, outcome }) {
  const evidence = outcome?.evidence && Object.keys(outcome.evidence).length > 0;
  return h(Panel, { name },
    outcome
      ? h('p', { class: 'outcome' }, h(StatusBadge, { status: outcome.status }), h('time', { dateTime: outcome.at, class: 'muted' }, moment(outcome.at)),
        outcome.message && h('span', { class: 'message' }, ownWords(outcome.message)))
      : h('p', { class: 'empty' }, say('notChecked')),
    evidence && h('pre', { tabIndex: 0 }, text(outcome.evidence)));
}

function SubChecks({ subChecks }) {
  return h(Panel, { name: 'subChecks' }, h('ul', { class: 'events' }, subChecks.map((sub) =>
    h('li', { key: sub.name },
      h(Icon, { status: sub.status.toLowerCase() }),
      h('div', {}, h('b', {}, sub.name), h('span', { class: 'message' }, sub.message)),
      h('span', { class: 'number' }, sub.value)))));
}

function Neighbours({ name, keys, names }) {
  return keys?.length > 0 && h(Panel, { name }, h('ul', { class: 'events' }, keys.map((key) =>
    h('li', { key }, h(Icon, { status: names.get(key)?.status ?? 'unknown' }), h('a', { href: pathOf(key) }, names.get(key)?.name ?? key)))));
}

/** Settings and parameters as they are written in files. */
function facts({ declaredIn, runbook, settings: { parameters, ...settings } }) {
  return Object.entries({ runbook, declaredIn, ...settings, ...parameters })
    .filter(([, value]) => value !== null && value !== undefined && value !== '');
}

function Panel({ name, children }) {
  return h('section', { class: 'panel', 'aria-labelledby': `${name}-title` }, h('h2', { id: `${name}-title` }, say(name)), children);
}

function text(value) {
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
