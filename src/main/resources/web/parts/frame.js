import { h } from '../lib/preact.js';
import { language, say } from '../words.js';
import { HelpDialog, openHelp } from './help.js';

const STALE_SECONDS = 10;

const PAGES = [
  ['health', '/health'],
  ['integrations', '/dashboard/monitoring/integrations'],
  ['deployment', '/admin/monitoring/deployment'],
];
const THEMES = ['auto', 'light', 'dark'];

/** What stands around every page. */
export function Frame({ feed, page, children }) {
  return [
    h('a', { class: 'skip', href: '#main' }, say('skip')),
    h('header', { class: 'top' },
      h('a', { class: 'brand', href: '/health' }, h(Mark), 'Rollcall'),
      h('nav', { 'aria-label': 'Rollcall' }, PAGES.map(([name, path]) =>
        h('a', { href: path, 'aria-current': name === page ? 'page' : null }, say(name)))),
      h(Freshness, { feed }),
      h('div', { class: 'switches' },
        h('button', { class: 'quiet', lang: language === 'de' ? 'en' : 'de', onClick: switchLanguage }, say('language')),
        h('label', {}, h('span', { class: 'unseen' }, say('theme')),
          h('select', { onChange: switchTheme, value: document.documentElement.dataset.theme },
            THEMES.map((name) => h('option', { value: name }, say(name))))),
        h('button', { class: 'quiet round', 'aria-label': say('keys'), title: say('keys'), onClick: openHelp }, '?'))),
    h('main', { id: 'main', tabIndex: -1 }, children),
    h(HelpDialog),
  ];
}

function Mark() {
  return h('svg', { viewBox: '0 0 32 32', class: 'mark', 'aria-hidden': 'true' },
    h('rect', { width: 32, height: 32, rx: 8 }),
    h('path', { d: 'M5 17h5l3-8 5 15 4-11 2 4h3' }));
}

/** Whether what is shown is how things are now. */
function Freshness({ feed }) {
  const age = feed.age();
  const old = feed.receivedAt > 0 && age > STALE_SECONDS;
  const name = !feed.receivedAt ? 'connecting' : feed.streaming ? 'live' : 'polling';
  return h('p', { class: `freshness ${old ? 'is-old' : `is-${name}`}`, role: 'status', title: old ? say('lost') : null },
    old ? say('old', age) : say(name));
}

function keep(name, value) {
  document.cookie = `rollcall-${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

function switchTheme(event) {
  document.documentElement.dataset.theme = event.target.value;
  keep('theme', event.target.value);
}

function switchLanguage() {
  keep('language', language === 'de' ? 'en' : 'de');
  location.reload();
}
