const NAME = 'rollcall-last';
const EVERY = 30_000;
const MOST = 100;

let writtenAt = 0;

/** Keeps for the time without a connection how everything was, and when. */
export function remember({ sorted, summary, timestamp }) {
  if (Date.now() - writtenAt < EVERY) {
    return;
  }
  writtenAt = Date.now();
  const lines = sorted.slice(0, MOST).map(({ key, name, status, message }) => ({ key, name, status, message }));
  try {
    localStorage.setItem(NAME, JSON.stringify({ timestamp, summary, lines }));
  } catch {
    // A browser that keeps nothing shows nothing later.
  }
}

/** What was kept last; null for nothing. */
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(NAME));
  } catch {
    return null;
  }
}

/** Whoever is not logged in leaves nothing behind. */
export function forget() {
  writtenAt = Infinity;
  try {
    localStorage.removeItem(NAME);
  } catch {
    // There is nothing.
  }
}
