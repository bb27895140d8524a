import { Component, h } from '../lib/preact.js';
import { around } from '../graph-layout.js';
import { listenToKeys } from '../keyboard.js';
import { Polled } from '../polled.js';
import { Icon, pathOf, StatusBadge } from '../status.js';
import { say } from '../words.js';
import { AsOf } from '../parts/as-of.js';
import { DependencyGraph } from '../parts/dependency-graph.js';

const EVERY = 30_000;
const MOST_DRAWN = 40;
const AT_FIRST = 100;
const RANKS = ['down', 'degraded', 'unknown', 'maintenance', 'healthy'];

/** What needs what: a picture of one and those around it, or of all where they are few; and the same as a list. */
export class DependenciesPage extends Component {
  needs = new Polled('/api/dependencies', EVERY, () => this.setState({}));
  state = { text: '', of: new URLSearchParams(location.search).get('of') ?? '', most: AT_FIRST };

  componentDidMount() {
    document.title = `${say('page-dependencies')} – Rollcall`;
    this.stop = listenToKeys();
    this.needs.refresh();
  }

  componentWillUnmount() {
    this.stop();
    this.needs.stop();
  }

  render({ feed }, { text, of, most }) {
    const nodes = new Map((this.needs.data?.dependencies ?? []).map((node) => [node.key, node]));
    const status = (node) => feed.lines.get(node.key)?.status ?? node.status;
    const sorted = [...nodes.values()].sort((a, b) => RANKS.indexOf(status(a)) - RANKS.indexOf(status(b)) || a.name.localeCompare(b.name));
    const focus = nodes.has(of) ? of : nodes.size > MOST_DRAWN ? sorted[0].key : '';
    const keys = focus ? around(nodes, focus, MOST_DRAWN) : [...nodes.keys()];
    const words = text.toLowerCase().split(/\s+/);
    const shown = sorted.filter((node) => words.every((word) => `${node.name} ${node.key}`.toLowerCase().includes(word)));
    return [
      h('div', { class: 'page-head' }, h('h1', {}, say('page-dependencies')), h(AsOf, { polled: this.needs }), h('p', { class: 'muted' }, say('needsHint'))),
      this.needs.data && nodes.size === 0 && h('p', { class: 'panel empty' }, say('noNeeds')),
      nodes.size > 0 && h('section', { 'aria-labelledby': 'graph-title' },
        h('div', { class: 'section-head' },
          h('h2', { id: 'graph-title' }, focus ? say('around', nodes.get(focus).name) : say('all')),
          of && h('button', { class: 'small', onClick: () => this.show('') }, say('showAll')),
          keys.length === MOST_DRAWN && h('span', { class: 'muted' }, say('mostDrawn', MOST_DRAWN))),
        h(DependencyGraph, { nodes, keys, focus, names: feed.lines, label: say('page-dependencies') })),
      nodes.size > 0 && h('section', { 'aria-labelledby': 'needs-title' },
        h('h2', { id: 'needs-title' }, say('asList')),
        h('div', { class: 'filters', role: 'search' },
          h('input', { type: 'search', value: text, 'aria-label': say('search'), placeholder: say('search'), 'aria-keyshortcuts': '/', onInput: (event) => this.setState({ text: event.target.value }) }),
          h('span', { class: 'muted shown', role: 'status' }, say('shown', shown.length, nodes.size))),
        h('div', { class: 'table-box' }, h('table', { class: 'matrix needs' },
          h('caption', { class: 'unseen' }, say('asList')),
          h('thead', {}, h('tr', {}, ['service', 'status', 'dependsOn', 'neededBy', 'picture'].map((name) => h('th', { scope: 'col' }, say(name))))),
          h('tbody', {}, shown.slice(0, most).map((node) => h('tr', { key: node.key, 'data-row': node.key },
            h('th', { scope: 'row' }, h('a', { class: 'to-row', href: pathOf(node.key) }, node.name)),
            h('td', {}, h(StatusBadge, { status: status(node) })),
            h('td', {}, h(Names, { keys: node.dependsOn, nodes, status })),
            h('td', {}, h(Names, { keys: node.neededBy, nodes, status })),
            h('td', {}, h('button', { class: 'small', 'aria-label': `${say('picture')}: ${node.name}`, onClick: () => this.show(node.key) }, say('show')))))))),
        shown.length > most && h('p', { class: 'end' }, h('button', { onClick: () => this.setState({ most: most * 2 }) }, say('showMore', shown.length - most)))),
    ];
  }

  show(of) {
    history.replaceState(null, '', location.pathname + (of ? `?${new URLSearchParams({ of })}` : ''));
    this.setState({ of });
    scrollTo(0, 0);
  }
}

/** Names with the status of each; of many the first, and how many more. */
function Names({ keys, nodes, status }) {
  const first = keys.slice(0, 6);
  return [
    first.map((key, i) => [i > 0 && ', ', nodes.has(key)
      ? h('span', { class: 'named' }, h(Icon, { status: status(nodes.get(key)) }), ' ', nodes.get(key).name, h('span', { class: 'unseen' }, ` (${say(`status-${status(nodes.get(key))}`)})`))
      : key]),
    keys.length > first.length && `, ${say('more', keys.length - first.length)}`,
  ];
}
