const chosen = Object.fromEntries(document.cookie.split('; ').map((pair) => pair.split('=')));
const root = document.documentElement;
root.lang = chosen['rollcall-language'] ?? root.lang;
root.dataset.theme = chosen['rollcall-theme'] ?? root.dataset.theme;

// These look at the language when they are loaded.
const { h, render } = await import('./lib/preact.js');
const { moment, secondsSince, span } = await import('./format.js');
const { StatusBadge, ownWords } = await import('./status.js');
const { say } = await import('./words.js');
const { remembered } = await import('./memory.js');

const ICON = new URL('icon.svg', import.meta.url).pathname;
const TRY_EVERY = 5_000;

/** What stands where no page can be loaded: plainly that there is no connection, and how old what it shows is. */
function Offline() {
  const last = remembered();
  return [
    h('header', { class: 'top' }, h('a', { class: 'brand', href: '/health' }, h('img', { src: ICON, alt: '', class: 'mark' }), 'Rollcall')),
    h('main', {},
      h('section', { class: 'headline' },
        h('h1', {}, say('offline')),
        h('p', {}, say('offlineText')),
        h('div', { class: 'controls' }, h('button', { class: 'primary', onClick: () => location.reload() }, say('tryAgain')))),
      last && h(Last, last)),
  ];
}

function Last({ timestamp, lines }) {
  return h('section', { class: 'panel', 'aria-labelledby': 'last-title' },
    h('h2', { id: 'last-title' }, say('lastKnown', span(secondsSince(timestamp)))),
    h('p', { class: 'muted' }, say('lastKnownText', moment(timestamp))),
    h('ul', { class: 'events' }, lines.map((line) => h('li', { key: line.key, class: 'was' },
      h(StatusBadge, { status: line.status }),
      h('div', {}, h('b', {}, line.name), h('span', { class: 'message' }, ownWords(line.message)))))));
}

function draw() {
  document.title = `${say('offline')} – Rollcall`;
  render(h(Offline), document.getElementById('app'));
}

async function tryAgain() {
  draw();
  const answer = await fetch('/api/health', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) {
    location.reload();
  }
}

draw();
addEventListener('online', tryAgain);
setInterval(tryAgain, TRY_EVERY);
