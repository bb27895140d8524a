import { h } from '../lib/preact.js';
import { SEVERITIES, STATES, stateOf } from '../alert-filter.js';
import { Icon, statusOf } from '../status.js';
import { say } from '../words.js';

/** The controls of a filter of alerts; `change` takes what has changed in it. */
export function AlertFilters({ filter, alerts, shown, change }) {
  const names = new Map(alerts.map((alert) => [alert.integration, alert.name]));
  const count = (test) => alerts.filter(test).length;
  return h('div', { class: 'filters', role: 'search' },
    h('input', {
      type: 'search', value: filter.text, placeholder: say('alertSearchHint'), 'aria-label': say('search'), 'aria-keyshortcuts': '/',
      onInput: (event) => change({ text: event.target.value }),
    }),
    h('div', { class: 'chips', role: 'group', 'aria-label': say('severity') }, SEVERITIES
      .map((severity) => [severity, count((alert) => alert.severity === severity)])
      .filter(([severity, some]) => some || filter.severity === severity)
      .map(([severity, some]) => h('button', {
        class: 'chip', 'aria-pressed': String(filter.severity === severity),
        onClick: () => change({ severity: filter.severity === severity ? '' : severity }),
      }, h(Icon, { status: statusOf(severity) }), say(`severity-${severity}`), h('b', {}, some)))),
    h(Choice, {
      name: 'state', value: filter.state, change: (state) => change({ state }),
      options: STATES.map((state) => [state, `${say(`alert-${state}`)} (${count((alert) => stateOf(alert) === state)})`]),
    }),
    h(Choice, {
      name: 'integration', value: filter.integration, change: (integration) => change({ integration }),
      options: [...names].sort(([, a], [, b]) => a.localeCompare(b)),
    }),
    h('span', { class: 'muted shown', role: 'status' }, say('shown', shown, alerts.length)));
}

function Choice({ name, value, options, change }) {
  return h('select', { 'aria-label': say(name), value, onChange: (event) => change(event.target.value) },
    h('option', { value: '' }, `${say(name)}: ${say('all')}`),
    value && !options.some(([key]) => key === value) && h('option', { value }, value),
    options.map(([key, label]) => h('option', { value: key }, label)));
}
