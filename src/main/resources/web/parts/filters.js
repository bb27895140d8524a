import { h } from '../lib/preact.js';
import { say } from '../words.js';
import { Icon } from '../status.js';

const STATUSES = ['down', 'degraded', 'unknown', 'maintenance', 'healthy'];

/** The controls of a filter; `change` takes what has changed in it. */
export function Filters({ filter, lines, shown, change }) {
  const groups = [...new Set(lines.map((line) => line.group).filter(Boolean))].sort();
  const stale = lines.filter((line) => line.stale).length;
  return h('div', { class: 'filters', role: 'search' },
    h('input', {
      type: 'search', value: filter.text, placeholder: say('searchHint'), 'aria-label': say('search'), 'aria-keyshortcuts': '/',
      onInput: (event) => change({ text: event.target.value }),
    }),
    h('div', { class: 'chips', role: 'group', 'aria-label': say('status') },
      STATUSES.map((status) => [status, lines.filter((line) => line.status === status).length])
        .filter(([status, count]) => count || filter.status === status)
        .map(([status, count]) => h(Chip, { filter, change, status, count, label: say(`status-${status}`) },
          h(Icon, { status }))),
      stale > 0 && h(Chip, { filter, change, status: 'stale', count: stale, label: say('stale') })),
    groups.length > 0 && h('select', {
      'aria-label': say('group'), value: filter.group, onChange: (event) => change({ group: event.target.value }),
    }, h('option', { value: '' }, `${say('group')}: ${say('all')}`), groups.map((group) => h('option', { value: group }, group))),
    groups.length > 0 && h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: filter.grouped, onChange: (event) => change({ grouped: event.target.checked }) }),
      say('groupBy')),
    h('span', { class: 'muted shown', role: 'status' }, say('shown', shown, lines.length)));
}

function Chip({ filter, change, status, count, label, children }) {
  const pressed = filter.status === status;
  return h('button', {
    class: 'chip', 'aria-pressed': String(pressed), onClick: () => change({ status: pressed ? '' : status }),
  }, children, label, h('b', {}, count));
}
