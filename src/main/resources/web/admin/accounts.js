import { h } from '../lib/preact.js';
import { ago, moment } from '../format.js';
import { say } from '../words.js';
import { Confirm } from './confirm.js';

/** Who may log in, and who is logged in. */
export function Users({ users, edit, logOut, remove }) {
  const self = document.documentElement.dataset.user;
  return h(Table, { name: 'users', columns: ['userName', 'role', 'loggedIn', 'addedAt'], rows: users, row: (user) =>
    h('tr', { key: user.name, 'data-row': user.name },
      h('th', { scope: 'row' }, user.name, user.name === self && h('span', { class: 'tag' }, say('thatIsYou')),
        !user.local && h('span', { class: 'message' }, say('fromProvider'))),
      cell('role', say(`role-${user.role}`)),
      cell('loggedIn', user.sessions > 0 ? say('sessions', user.sessions) : say('notLoggedIn'),
        user.seenAt && h('span', { class: 'message', title: moment(user.seenAt) }, say('lastSeen', ago(user.seenAt)))),
      cell('addedAt', h('time', { dateTime: user.createdAt }, moment(user.createdAt))),
      h('td', {}, h('div', { class: 'controls' },
        user.local && h('button', { class: 'small to-row', 'aria-label': `${say('edit')}: ${user.name}`, onClick: () => edit(user) }, say('edit')),
        user.sessions > 0 && h(Confirm, { label: say('logOut'), about: user.name, question: say('logOutEverywhere', user.name), run: () => logOut(user) }),
        user.local && h(Confirm, { label: say('remove'), about: user.name, question: say('removeUser', user.name), run: () => remove(user) })))) });
}

/** Tokens of programs. */
export function Tokens({ tokens, remove }) {
  return h(Table, { name: 'tokens', columns: ['tokenName', 'scope', 'onlyPath', 'holdsUntil'], rows: tokens, row: (token) => {
    const over = token.expiresAt && Date.parse(token.expiresAt) <= Date.now();
    return h('tr', { key: token.id, 'data-row': token.id },
      h('th', { scope: 'row' }, token.name, h('span', { class: 'message' }, say('madeBy', token.createdBy, moment(token.createdAt)))),
      cell('scope', say(`scope-${token.scope}`)),
      cell('onlyPath', h('code', {}, token.path)),
      cell('holdsUntil', token.expiresAt ? moment(token.expiresAt) : say('holdsOn'), over && h('span', { class: 'tag' }, say('state-expired'))),
      h('td', {}, h(Confirm, { label: say('remove'), about: token.name, question: say('removeToken', token.name), run: () => remove(token) })));
  } });
}

/** Devices that are told while no page is open. */
export function Devices({ devices, remove }) {
  return h(Table, { name: 'devices', columns: ['deviceOf', 'deviceSeverityWord', 'deviceService', 'deviceSince'], rows: devices, row: (device) =>
    h('tr', { key: device.id, 'data-row': device.id },
      h('th', { scope: 'row' }, device.owner ?? say('nobodyKnown')),
      cell('deviceSeverityWord', say(`from-${device.severity}`)),
      cell('deviceService', device.service),
      cell('deviceSince', h('time', { dateTime: device.at }, moment(device.at))),
      h('td', {}, h(Confirm, { label: say('remove'), about: device.owner ?? device.id, question: say('removeDevice', device.owner ?? say('nobodyKnown')), run: () => remove(device) }))) });
}

/** On a phone there is no head above it, so that it says itself what it is. */
function cell(name, ...content) {
  return h('td', { 'data-label': say(name) }, content);
}

function Table({ name, columns, rows, row }) {
  return h('section', { 'aria-labelledby': `${name}-title` },
    h('h2', { id: `${name}-title` }, say(name)),
    h('div', { class: 'table-box' },
      h('table', { class: 'matrix accounts' },
        h('caption', { class: 'unseen' }, say(name)),
        h('thead', {}, h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, say(column))), h('td', {}))),
        h('tbody', {}, (rows ?? []).map(row))),
      rows?.length === 0 && h('p', { class: 'empty' }, say(`no-${name}`))));
}
