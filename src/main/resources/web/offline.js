const chosen = Object.fromEntries(document.cookie.split('; ').map((pair) => pair.split('=')));
const root = document.documentElement;
root.lang = chosen['rollcall-language'] ?? root.lang;
root.dataset.theme = chosen['rollcall-theme'] ?? root.dataset.theme;

// These look at the language when they are loaded.
const { h, render } = await import('./lib/preact.js');
const { moment, secondsSince, span } = await import('./format.js');
const { StatusBadge } = await import('./status.js');
const { say } = await import('./words.js');
const { remembered } = await import('./memory.js');

const TRY_EVERY = 5_000;

/** What stands where no page can be loaded: plainly that there is no connection, and how old what it shows is. */
function Offline() {
  const last = remembered();
  return h('main', {},
    h('section', { class: 'headline' },
      h('h1', {}, say('offline')),
      h('p', {}, say('offlineText')),
      h('div', { class: 'controls' }, h('button', { class: 'primary', onClick: () => location.reload() }, say('tryAgain')))),
    last && h('section', { class: 'panel', 'aria-labelledby': 'last-title' },
      h('h2', { id: 'last-title' }, say('lastKnown', span(secondsSince(last.timestamp)))),
      h('p', { class: 'muted' }, say('lastKnownText', moment(last.timestamp))),
      h('ul', { class: 'events' }, last.lines.map((line) => h('li', { key: line.key, class: 'was' },
        h(StatusBadge, { status: line.status }),
        h('div', {}, h('b', {}, line.name), h('span', { class: 'message' }, line.message)))))));
}

function draw() {
  document.title = `${say('offline')} – Rollcall`;
  render(h(Offline), document.getElementById('app'));
}

async function tryAgain() {
  try {
    await fetch('/api/health', { cache: 'no-store' });
    location.reload();
  } catch {
    draw();
  }
}

draw();
addEventListener('online', tryAgain);
setInterval(tryAgain, TRY_EVERY);
