import { openHelp } from './parts/help.js';

const ROWS = '[data-row] .to-row';

/** The keys of a page with rows: the link of a row has the focus, so that Enter opens it as everywhere. */
export function listenToKeys() {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const typing = event.target.matches('input, select, textarea');
    const action = typing ? WHILE_TYPING[event.key] : ANYWHERE[event.key];
    if (action) {
      event.preventDefault();
      action(event.target);
    }
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

const ANYWHERE = {
  '/': () => document.querySelector('input[type=search]')?.focus(),
  j: () => step(1),
  k: () => step(-1),
  '?': openHelp,
};

const WHILE_TYPING = {
  Escape: (field) => {
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.blur();
  },
};

function step(by) {
  const rows = [...document.querySelectorAll(ROWS)];
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
}
