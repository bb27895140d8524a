import { getJson, send } from './api.js';

const SUBSCRIPTIONS = '/api/push/subscriptions';

/** Whether this browser can be told, and somebody is logged in whom it would be. */
export function canBeTold() {
  const { push, csrf } = document.documentElement.dataset;
  return push === 'true' && csrf !== '' && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** From when on this device is told, by what the engine knows of it; null when it is not told. */
export async function told() {
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.getSubscription();
  if (!subscription) {
    return null;
  }
  try {
    const known = await getJson(`${SUBSCRIPTIONS}/${await idOf(subscription)}`);
    if (known.publicKey === base64(subscription.options.applicationServerKey)) {
      return known.severity;
    }
  } catch (refusal) {
    if (refusal.status !== 404) {
      throw refusal;
    }
  }
  // One that the engine knows nothing of, or that was made for another key, reaches nobody.
  await subscription.unsubscribe();
  return null;
}

/** Asks the reader, the browser's push service and the engine, in this order. False when the reader says no. */
export async function tellMe(severity) {
  if (await Notification.requestPermission() !== 'granted') {
    return false;
  }
  const { publicKey } = await getJson('/api/push/key');
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  await send('POST', SUBSCRIPTIONS, { ...subscription.toJSON(), severity });
  return true;
}

export async function tellMeNoMore() {
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.getSubscription();
  if (subscription) {
    // The engine takes one that has gone out of its list by itself.
    await subscription.unsubscribe();
    await send('DELETE', `${SUBSCRIPTIONS}/${await idOf(subscription)}`);
  }
}

/** What the engine calls a subscription: the beginning of a hash of its address. */
async function idOf({ endpoint }) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
