import { forget } from './memory.js';

let leaving = false;

/** Somebody logs out: what follows is no session that has ended by itself. */
export function leave() {
  leaving = true;
  forget();
}

/** Nobody is logged in any longer. The login leads back to this very place. */
export function toLogin() {
  if (!leaving) {
    leave();
    const here = encodeURIComponent(location.pathname + location.search);
    location.assign(`/login?why=ended&next=${here}${location.hash}`);
  }
}
