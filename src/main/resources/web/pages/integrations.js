import { Component, h } from '../lib/preact.js';
import { ago, milliseconds, number, percent } from '../format.js';
import { Filter } from '../filter.js';
import { listenToKeys } from '../keyboard.js';
import { pathOf, StatusBadge, ownWords } from '../status.js';
import { say } from '../words.js';
import { Filters } from '../parts/filters.js';
import { Headline } from '../parts/headline.js';
import { Hours } from '../parts/hours.js';

const AT_FIRST = 60;

/** Every integration with its figures (requirements 002-20 to 20c). */
export class IntegrationsPage extends Component {
  filter = Filter.read();
  state = { most: AT_FIRST };

  componentDidMount() {
    document.title = `${say('integrations')} – Rollcall`;
    this.stop = listenToKeys();
    this.watcher = new IntersectionObserver(([end]) => end.isIntersecting && this.more(), { rootMargin: '600px' });
    this.watcher.observe(this.end);
  }

  componentWillUnmount() {
    this.stop();
    this.watcher.disconnect();
  }

  render({ feed, dashboard }, { most }) {
    const shown = feed.sorted.filter((line) => this.filter.takes(line));
    return [
      h(Headline, { feed, dashboard }),
      h('section', { 'aria-labelledby': 'integrations-title' },
        h('h2', { id: 'integrations-title' }, say('integrations')),
        h(Filters, { filter: this.filter, lines: feed.sorted, shown: shown.length, change: (change) => this.change(change) }),
        shown.length === 0 && feed.sorted.length > 0 && h('p', { class: 'empty' }, say('noMatch')),
        h('ul', { class: 'detail-cards' }, shown.slice(0, most).map((line) =>
          h(DetailCard, { key: line.key, line, figures: dashboard.figures(line.key) }))),
        h('p', { class: 'end', ref: (end) => { this.end = end; } },
          shown.length > most && h('button', { onClick: () => this.more() }, say('showMore', shown.length - most)))),
    ];
  }

  more() {
    if (this.state.most < this.props.feed.sorted.length) {
      this.setState({ most: this.state.most * 2 });
    }
  }

  change(change) {
    Object.assign(this.filter, change);
    this.filter.write();
    this.setState({});
  }
}

function DetailCard({ line, figures }) {
  return h('li', { class: `detail-card edge-${line.status}`, 'data-row': line.key, id: line.key },
    h('div', { class: 'detail-head' },
      h('h3', {}, h('a', { class: 'to-row', href: pathOf(line.key) }, line.name)),
      h(StatusBadge, { status: line.status })),
    h('p', { class: 'muted' }, [line.group, line.type].filter(Boolean).join(' · ')),
    line.message && h('p', { class: 'message' }, ownWords(line.message)),
    h(Hours, { hours: figures.hours }),
    h('dl', { class: 'figures' },
      h(Figure, { name: 'responseTime', value: milliseconds(line.responseTimeMs) }),
      h(Figure, { name: 'successRate', value: percent(figures.successRate) }),
      h(Figure, { name: 'uptime30', value: percent(figures.uptime) }),
      h(Figure, { name: 'errors', value: number(figures.failures ?? 0) })),
    h('p', { class: 'muted foot' },
      line.stale && h('span', { class: 'tag', title: say('staleText') }, say('stale')),
      line.lastCheckAt ? say('checked', ago(line.lastCheckAt)) : say('notChecked'),
      line.consecutiveFailures > 0 && ` · ${say('failures', line.consecutiveFailures)}`));
}

function Figure({ name, value }) {
  return h('div', {}, h('dt', {}, say(name)), h('dd', {}, value));
}
