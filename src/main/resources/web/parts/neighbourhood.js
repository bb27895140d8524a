import { Component, h } from '../lib/preact.js';
import { getJson } from '../api.js';
import { around } from '../graph-layout.js';
import { say } from '../words.js';
import { DependencyGraph } from './dependency-graph.js';

const MOST_DRAWN = 25;

/** The picture of what an integration needs and of what needs it; nothing where it stands alone. */
export class Neighbourhood extends Component {
  state = { nodes: new Map() };

  async componentDidMount() {
    try {
      const { dependencies } = await getJson('/api/dependencies');
      this.setState({ nodes: new Map(dependencies.map((node) => [node.key, node])) });
    } catch {
      // The lists beside it say the same.
    }
  }

  render({ integration, names }, { nodes }) {
    if (!nodes.has(integration)) {
      return null;
    }
    return h('section', { class: 'panel', 'aria-labelledby': 'neighbourhood-title' },
      h('div', { class: 'section-head' },
        h('h2', { id: 'neighbourhood-title' }, say('page-dependencies')),
        h('a', { href: `/dependencies?${new URLSearchParams({ of: integration })}` }, say('asList'))),
      h(DependencyGraph, { nodes, keys: around(nodes, integration, MOST_DRAWN), focus: integration, names, label: say('page-dependencies') }));
  }
}
