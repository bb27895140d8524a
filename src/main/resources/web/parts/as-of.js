import { h } from '../lib/preact.js';
import { ago, moment } from '../format.js';
import { say } from '../words.js';

const OLD = 20_000;

/** How old what the API told is, once that matters. */
export function AsOf({ polled }) {
  if (!polled.data) {
    return h('p', { class: 'muted', role: 'status' }, polled.refusal ? say('notLoaded', polled.refusal) : say('connecting'));
  }
  const stale = polled.refusal !== null || Date.now() - polled.at > OLD;
  return h('p', { class: stale ? 'tag tag-old' : 'unseen', role: 'status', title: moment(polled.at) },
    stale && say('asOf', ago(new Date(polled.at)), polled.refusal ?? ''));
}
