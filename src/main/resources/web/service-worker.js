// Tells of alerts while no page is open, and says plainly when none can be loaded. It keeps no answer that holds data.
const VERSION = '{{version}}';
const CACHE = `rollcall-${VERSION}`;
const ASSETS = `/assets/${VERSION}`;
const OFFLINE_PARTS = [
  'offline.js', 'memory.js', 'format.js', 'status.js', 'words.js', 'words/de.js', 'words/en.js', 'lib/preact.js', 'style.css', 'icon.svg',
].map((name) => `${ASSETS}/${name}`);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const SUBSCRIPTIONS = '/api/push/subscriptions';
/** What a proxy says when there is nothing behind it. */
const NO_ENGINE = [502, 504];
const GERMAN = navigator.language.startsWith('de');
const TITLES = GERMAN
  ? { view_details: 'Einzelheiten', acknowledge: 'Bestätigen' }
  : { view_details: 'View details', acknowledge: 'Acknowledge' };
const UNREACHABLE = GERMAN ? 'Nicht bestätigt: keine Verbindung zu Rollcall.' : 'Not acknowledged: Rollcall cannot be reached.';

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => answer(event));
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(event.oldSubscription && renew(event)));
self.addEventListener('push', (event) => event.waitUntil(tell(event.data.json())));
self.addEventListener('notificationclick', (event) => event.waitUntil(pressed(event.action, event.notification)));

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(OFFLINE_PARTS);
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

function answer(event) {
  const { request } = event;
  if (request.mode === 'navigate' && request.method === 'GET') {
    event.respondWith(page(event));
  } else if (OFFLINE_PARTS.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
}

async function page(event) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    return NO_ENGINE.includes(response.status) ? offline() : response;
  } catch {
    return offline();
  }
}

function offline() {
  const html = `<!DOCTYPE html><html lang="${GERMAN ? 'de' : 'en'}" data-theme="auto" data-role=""><head><meta charset="utf-8"><title>Rollcall</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="${ASSETS}/icon.svg"><link rel="stylesheet" href="${ASSETS}/style.css">
<script type="module" src="${ASSETS}/offline.js"></script></head><body><div id="app"></div></body></html>`;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' };
  return new Response(html, { status: 503, headers });
}

/** Shows what docs/channels/push.md describes, as far as browsers can. */
async function tell({ alert, data }) {
  const firing = alert.badge > 0;
  const actions = data.actions.filter((action) => TITLES[action] && ((firing && data.topic) || action !== 'acknowledge'));
  navigator.setAppBadge?.(alert.badge).catch(() => {});
  await show(alert.title, alert.body, data, actions, firing && data.severity === 'critical');
}

function show(title, body, data, actions, stays) {
  return self.registration.showNotification(title, {
    body,
    data,
    icon: `${ASSETS}/icon-192.png`,
    tag: data.tag,
    renotify: true,
    requireInteraction: stays,
    actions: actions.slice(0, 2).map((action) => ({ action, title: TITLES[action] })),
  });
}

async function pressed(action, notification) {
  notification.close();
  if (action === 'acknowledge') {
    await acknowledge(notification);
  } else {
    await open(notification.data.link);
  }
}

/** As whoever is logged in; who is not is led to the login, and from there to the alert. */
async function acknowledge({ title, data }) {
  try {
    const { status, body } = await ask('POST', '/api/alerts/acknowledge', { alert: data.topic });
    if (status === 401) {
      await open(data.link);
    } else {
      await show(title, body.text ?? body.detail, data, ['view_details'], false);
    }
  } catch {
    await show(title, UNREACHABLE, data, ['view_details', 'acknowledge'], true);
  }
}

/** The push service has given this browser another address. The engine goes on telling it what it told it before. */
async function renew({ oldSubscription, newSubscription }) {
  const known = `${SUBSCRIPTIONS}/${await idOf(oldSubscription)}`;
  const { status, body } = await ask('GET', known);
  if (status === 200) {
    const { pushManager } = self.registration;
    const fresh = newSubscription ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: body.publicKey }));
    await ask('POST', SUBSCRIPTIONS, { ...fresh.toJSON(), severity: body.severity });
    await ask('DELETE', known);
  }
}

/** As push.js has it, which no worker of all browsers can import. */
async function idOf({ endpoint }) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function ask(method, path, content) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  if (method !== 'GET') {
    const session = await ask('GET', '/api/session');
    if (session.status !== 200) {
      return session;
    }
    headers['X-CSRF-Token'] = session.body.csrf;
  }
  const response = await fetch(path, { method, headers, body: JSON.stringify(content) });
  return { status: response.status, body: await response.json() };
}

/** Always on this host, whatever name the engine has for itself. */
async function open(link) {
  const { pathname, search, hash } = new URL(link);
  const address = new URL(pathname + search + hash, location.origin).href;
  const pages = await self.clients.matchAll({ type: 'window' });
  const known = pages.find((client) => new URL(client.url).pathname === pathname);
  if (known) {
    await known.focus();
    await known.navigate(address);
  } else {
    await self.clients.openWindow(address);
  }
}
