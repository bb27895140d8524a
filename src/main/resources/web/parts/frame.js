import { Component, h } from '../lib/preact.js';
import { language, say } from '../words.js';
import { leave } from '../session.js';
import { mayAct, seesAll } from '../status.js';
import { HelpDialog, openHelp } from './help.js';

const STALE_SECONDS = 10;

const PAGES = [
  ['health', '/health'],
  ['alerts', '/alerts'],
  ['silences', '/silences'],
  ['maintenance', '/maintenance'],
  ['dependencies', '/dependencies'],
  ['integrations', '/dashboard/monitoring/integrations'],
  ['deployment', '/admin/monitoring/deployment'],
  ['people', '/admin/people'],
];
const FOR_ADMINS = ['integrations', 'deployment', 'people'];
const OTHER = language === 'de' ? 'en' : 'de';
const THEMES = ['auto', 'light', 'dark'];

/** What stands around every page. */
export function Frame({ feed, dashboard, page, children }) {
  return [
    h('a', { class: 'skip', href: '#main' }, say('skip')),
    h('header', { class: 'top' },
      h('a', { class: 'brand', href: '/health' }, h(Mark), 'Rollcall'),
      h('nav', { 'aria-label': 'Rollcall' }, PAGES.filter(([name]) => seesAll() || !FOR_ADMINS.includes(name)).map(([name, path]) =>
        h('a', { href: path, 'aria-current': name === page ? 'page' : null }, say(`page-${name}`), name === 'alerts' && h(Unread, { dashboard })))),
      h(Freshness, { feed }),
      h('div', { class: 'switches' },
        h('button', { class: 'quiet round', lang: OTHER, 'aria-label': `${OTHER}: ${say('language')}`, title: say('language'), onClick: switchLanguage }, OTHER),
        h(ThemeSwitch),
        h('button', { class: 'quiet round', 'aria-label': say('keys'), title: say('keys'), onClick: openHelp }, '?')),
      h(Who)),
    h('main', { id: 'main', tabIndex: -1 }, children),
    h(HelpDialog),
  ];
}

function Mark() {
  return h('svg', { viewBox: '0 0 32 32', class: 'mark', 'aria-hidden': 'true' },
    h('rect', { width: 32, height: 32, rx: 8 }),
    h('path', { d: 'M5 17h5l3-8 5 15 4-11 2 4h3' }));
}

/** Who is logged in, and the way out; nothing where nobody needs to be. */
function Who() {
  const { user, role, csrf } = document.documentElement.dataset;
  return csrf !== '' && h('form', { class: 'who', method: 'post', action: '/logout', onSubmit: leave },
    h('span', { class: 'user', title: role }, user),
    h('button', { 'aria-label': say('logOut'), title: `${say('logOut')}: ${user}` },
      h('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
        h('path', { d: 'M9 1.5v1.5H3.5v10H9v1.5H2v-13ZM11.2 4.7 14.5 8l-3.3 3.3-1.1-1.1 1.4-1.4H6V7.2h5.5L10.1 5.8Z' })),
      h('span', { class: 'word' }, say('logOut'))));
}

/** How many messages of the inbox nobody has read. */
function Unread({ dashboard }) {
  const unread = dashboard.data?.unread;
  return unread > 0 && mayAct() && h('b', { class: 'count', title: say('unread', unread) }, unread, h('span', { class: 'unseen' }, say('unreadWord')));
}

/** Whether what is shown is how things are now. */
function Freshness({ feed }) {
  const age = feed.age();
  const old = feed.receivedAt > 0 && age > STALE_SECONDS;
  const name = !feed.receivedAt ? 'connecting' : feed.streaming ? 'live' : 'polling';
  return h('p', { class: `freshness ${old ? 'is-old' : `is-${name}`}`, role: 'status', title: old ? say(navigator.onLine ? 'lost' : 'offlineText') : null },
    old ? say(navigator.onLine ? 'old' : 'oldOffline', age) : say(name));
}

function keep(name, value) {
  document.cookie = `rollcall-${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

/** Goes round: as the system has it, light, dark. */
class ThemeSwitch extends Component {
  state = { theme: document.documentElement.dataset.theme };

  render({}, { theme }) {
    const label = `${say('theme')}: ${say(theme)}`;
    return h('button', { class: 'quiet round', 'aria-label': label, title: label, onClick: () => this.next(theme) },
      h('svg', { class: `icon theme-${theme}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
        h('circle', { cx: 8, cy: 8, r: 6.5 }), h('path', { d: 'M8 1.5a6.5 6.5 0 0 1 0 13Z' })));
  }

  next(theme) {
    const following = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    document.documentElement.dataset.theme = following;
    keep('theme', following);
    this.setState({ theme: following });
  }
}

function switchLanguage() {
  keep('language', OTHER);
  location.reload();
}
