import { Component, h } from '../lib/preact.js';
import { getJson } from '../api.js';
import { OPERATORS, writeSets } from '../matchers.js';
import { Icon, statusOf } from '../status.js';
import { say } from '../words.js';

const LABELS = ['integration', 'group', 'rule', 'severity', 'kind'];
const SHOWN = 8;
const AFTER = 300;

export const NEW_MATCHER = { label: '', op: '=', value: '' };

/** Matchers as fields, and which open alerts they fit now. */
export class MatcherFields extends Component {
  state = { alerts: null, refusal: null, known: [] };

  async componentDidMount() {
    this.preview();
    try {
      this.setState({ known: (await getJson('/api/alerts')).alerts.map((alert) => alert.labels) });
    } catch {
      // Only what it would suggest is missing.
    }
  }

  componentDidUpdate({ sets }) {
    if (writeSets(sets).join('\n') !== writeSets(this.props.sets).join('\n')) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.preview(), AFTER);
    }
  }

  componentWillUnmount() {
    clearTimeout(this.timer);
  }

  async preview() {
    const matchers = writeSets(this.props.sets).join('\n');
    if (!matchers) {
      this.setState({ alerts: null, refusal: null });
      return;
    }
    try {
      const { alerts } = await getJson(`/api/silences/preview?${new URLSearchParams({ matchers })}`);
      this.setState({ alerts, refusal: null });
    } catch (refusal) {
      this.setState({ alerts: null, refusal: refusal.message });
    }
  }

  render({ sets, fault, names }, { alerts, refusal, known }) {
    const labels = [...new Set([...LABELS, ...known.flatMap(Object.keys)])];
    return h('fieldset', { class: 'fields matchers' },
      h('legend', {}, say('whichAlerts')),
      sets.map((set, i) => [
        i > 0 && h('p', { class: 'hint' }, say('orThese')),
        set.map((matcher, j) => h('div', { class: 'matcher' },
          h('input', { type: 'text', list: 'labels', 'aria-label': say('label'), placeholder: say('label'), autoComplete: 'off', value: matcher.label, onInput: (event) => this.put(i, j, { label: event.target.value }) }),
          h('select', { 'aria-label': say('operator'), value: matcher.op, onChange: (event) => this.put(i, j, { op: event.target.value }) },
            OPERATORS.map((op) => h('option', { value: op }, op))),
          h('input', { type: 'text', list: `values-${i}-${j}`, 'aria-label': say('value'), placeholder: say('value'), autoComplete: 'off', value: matcher.value, onInput: (event) => this.put(i, j, { value: event.target.value }) }),
          h('datalist', { id: `values-${i}-${j}` }, this.values(matcher.label, known, names).map((value) => h('option', { value }))),
          h('button', { type: 'button', class: 'quiet round', 'aria-label': say('removeMatcher', matcher.label), onClick: () => this.take(i, j) }, '×'))),
        h('button', { type: 'button', class: 'small', onClick: () => this.add(i) }, `+ ${say('and')}`),
      ]),
      h('datalist', { id: 'labels' }, labels.map((label) => h('option', { value: label }))),
      h('button', { type: 'button', class: 'small', onClick: () => this.props.change([...sets, [NEW_MATCHER]]) }, `+ ${say('or')}`),
      h('div', { class: 'preview', role: 'status' },
        fault || refusal ? h('p', { class: 'fault' }, fault ?? refusal)
          : alerts && [
            h('p', {}, say('wouldMute', alerts.length)),
            h('ul', {}, alerts.slice(0, SHOWN).map((alert) => h('li', {}, h(Icon, { status: statusOf(alert.severity) }), ` ${alert.name}: ${alert.rule}`))),
            alerts.length > SHOWN && h('p', { class: 'muted' }, say('more', alerts.length - SHOWN)),
          ]));
  }

  values(label, known, names) {
    const seen = known.map((labels) => labels[label]).filter(Boolean);
    const usual = { severity: ['critical', 'warning', 'info'], integration: [...names.keys()] }[label] ?? [];
    return [...new Set([...seen, ...usual])].sort();
  }

  put(i, j, part) {
    this.props.change(this.props.sets.map((set, k) => (k === i ? set.map((one, l) => (l === j ? { ...one, ...part } : one)) : set)));
  }

  add(i) {
    this.props.change(this.props.sets.map((set, k) => (k === i ? [...set, NEW_MATCHER] : set)));
  }

  take(i, j) {
    const left = this.props.sets.map((set, k) => (k === i ? set.filter((_, l) => l !== j) : set)).filter((set) => set.length > 0);
    this.props.change(left.length ? left : [[NEW_MATCHER]]);
  }
}
