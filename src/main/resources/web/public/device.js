// "Notify me on this device" on the status page, for whoever can be told there.
const SUBSCRIPTIONS = '/status/push';
const WORKER = '/status/worker.js';
/** Below the page: it answers no request, and a worker for those who are logged in goes on looking after the pages. */
const SCOPE = '/status/';
/** What was chosen before anybody pressed; the page may be loaded anew meanwhile. */
const CHOICE = 'rollcall-status-choice';

/** Milliseconds; without scripts the page is loaded anew as often. */
const RENEWED = 60_000;

const panel = document.getElementById('device');
const boxes = [...panel.querySelectorAll('input')];
let state;

setInterval(renew, RENEWED);

if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) {
  choose(JSON.parse(sessionStorage[CHOICE] ?? '[]'));
  boxes.forEach((box) => box.addEventListener('change', () => chosen()));
  document.getElementById('start').addEventListener('click', () => run(start));
  document.getElementById('stop').addEventListener('click', () => run(stop));
  navigator.serviceWorker.addEventListener('message', () => run(look));
  run(look);
}

async function run(task) {
  const buttons = panel.querySelectorAll('button');
  buttons.forEach((button) => { button.disabled = true; });
  try {
    show(await task());
  } catch {
    show('failed');
  }
  buttons.forEach((button) => { button.disabled = false; });
}

function show(next) {
  state = next;
  panel.querySelectorAll('[data-when]').forEach((part) => { part.hidden = !part.dataset.when.split(' ').includes(next); });
  panel.hidden = false;
}

/** What the engine knows of this device. */
async function look() {
  const subscription = await (await registration())?.pushManager.getSubscription();
  if (!subscription) {
    return Notification.permission === 'denied' ? 'blocked' : 'off';
  }
  const address = await addressOf(subscription);
  const answer = await fetch(address);
  if (answer.ok && base64(subscription.options.applicationServerKey) === panel.dataset.key) {
    const known = await answer.json();
    choose(known.components);
    return known.state;
  }
  if (!answer.ok && answer.status !== 404) {
    return 'failed';
  }
  // One that the engine knows nothing of, or that was made for another key, reaches nobody.
  await subscription.unsubscribe();
  await fetch(address, { method: 'DELETE' });
  return 'off';
}

/** Asks the reader, the browser's push service and the engine, in this order. */
async function start() {
  if (await Notification.requestPermission() !== 'granted') {
    return Notification.permission === 'denied' ? 'blocked' : 'off';
  }
  const { pushManager } = await active(await navigator.serviceWorker.register(WORKER, { scope: SCOPE }));
  return save(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: panel.dataset.key }));
}

async function save(subscription) {
  const components = boxes.filter((box) => box.checked).map((box) => box.value);
  const answer = await fetch(SUBSCRIPTIONS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...subscription.toJSON(), components }),
  });
  return answer.ok ? (await answer.json()).state : 'failed';
}

async function stop() {
  const subscription = await (await registration())?.pushManager.getSubscription();
  if (subscription) {
    const address = await addressOf(subscription);
    await subscription.unsubscribe();
    await fetch(address, { method: 'DELETE' });
  }
  return 'off';
}

/** Renews all but this panel, in which somebody may be choosing. */
async function renew() {
  try {
    const answer = await fetch(location.pathname);
    const other = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('device');
    const parts = [...other.parentElement.childNodes];
    [...panel.parentElement.childNodes].filter((part) => part !== panel).forEach((part) => part.remove());
    panel.before(...parts.slice(0, parts.indexOf(other)));
    panel.after(...parts.slice(parts.indexOf(other) + 1));
  } catch {
    // What is shown says of when it is.
  }
}

function chosen() {
  sessionStorage[CHOICE] = JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.value));
  if (state === 'waiting' || state === 'confirmed') {
    run(async () => save(await (await registration()).pushManager.getSubscription()));
  }
}

function choose(components) {
  boxes.forEach((box) => { box.checked = components.includes(box.value); });
}

/** Ours, and not one that looks after the whole host. */
async function registration() {
  const found = await navigator.serviceWorker.getRegistration(SCOPE);
  return found && new URL(found.scope).pathname === SCOPE ? found : undefined;
}

/** A registration whose worker runs, so that it can subscribe. */
async function active(registered) {
  const worker = registered.active ?? registered.waiting ?? registered.installing;
  while (worker.state !== 'activated' && worker.state !== 'redundant') {
    await new Promise((changed) => { worker.addEventListener('statechange', changed, { once: true }); });
  }
  return registered;
}

/** As the engine calls it: by the beginning of a hash of its endpoint. */
async function addressOf({ endpoint }) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  const id = [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${SUBSCRIPTIONS}/${id}`;
}

function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
