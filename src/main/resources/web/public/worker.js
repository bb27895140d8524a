// Tells of news of the status page while it is closed. It answers no request, keeps nothing, and knows nothing but what it is sent.
const ASSETS = '/assets/{{version}}';
const PAGE = '/status';
const SUBSCRIPTIONS = '/status/push';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('push', (event) => event.waitUntil(tell(event.data.json())));
self.addEventListener('notificationclick', (event) => event.waitUntil(open(event.notification)));
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(event.oldSubscription && renew(event)));

async function tell({ title, body, lang, tag, confirm }) {
  const shown = self.registration.showNotification(title, { body, lang, tag, renotify: true, icon: `${ASSETS}/icon-192.png` });
  if (confirm) {
    await confirmed(new URL(confirm).pathname);
  }
  await shown;
}

/** Shows the engine that this browser could read its first message. */
async function confirmed(link) {
  try {
    await fetch(link, { method: 'POST' });
  } catch {
    // The page says that it waits, and the reader can press again.
  }
  (await pages()).forEach((page) => page.postMessage('look'));
}

async function open(notification) {
  notification.close();
  const known = (await pages()).find((page) => new URL(page.url).pathname === PAGE);
  await (known ? known.focus() : self.clients.openWindow(PAGE));
}

function pages() {
  return self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}

/** The push service has given this browser another address. The engine goes on telling it what it told it before. */
async function renew({ oldSubscription, newSubscription }) {
  const known = await addressOf(oldSubscription);
  const answer = await fetch(known);
  if (answer.ok) {
    const { components } = await answer.json();
    const { applicationServerKey } = oldSubscription.options;
    const fresh = newSubscription ?? (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
    const headers = { 'Content-Type': 'application/json' };
    await fetch(SUBSCRIPTIONS, { method: 'POST', headers, body: JSON.stringify({ ...fresh.toJSON(), components }) });
    await fetch(known, { method: 'DELETE' });
  }
}

/** As device.js has it, which no worker of all browsers can import. */
async function addressOf({ endpoint }) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  const id = [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${SUBSCRIPTIONS}/${id}`;
}
