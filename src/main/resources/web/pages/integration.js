import { Component, h } from '../lib/preact.js';
import { getJson } from '../api.js';
import { ago, milliseconds, number, percent, secondsSince, span, NOTHING } from '../format.js';
import { seesAll, StatusBadge, ownWords } from '../status.js';
import { say } from '../words.js';
import { Controls } from '../parts/controls.js';
import { Details } from '../parts/details.js';
import { History } from '../parts/history.js';
import { Neighbourhood } from '../parts/neighbourhood.js';

const DETAILS_EVERY = 15_000;

/** One integration: how it is, how it was, what was wrong last, and what one can do about it. */
export class IntegrationPage extends Component {
  state = { details: null, failure: null };

  componentDidMount() {
    this.load();
    this.timer = setInterval(() => this.load(), DETAILS_EVERY);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
  }

  async load() {
    const key = encodeURIComponent(this.props.pageKey);
    const [details, failures] = await Promise.allSettled([
      getJson(`/api/integrations/${key}`), getJson(`/health/failures/${key}`),
    ]);
    this.setState({ details: details.value ?? this.state.details, failure: failures.value?.[0] ?? this.state.failure });
  }

  render({ feed, dashboard, pageKey }, { details, failure }) {
    const line = feed.lines.get(pageKey);
    document.title = `${line?.name ?? pageKey} – Rollcall`;
    if (!line) {
      return h('section', { class: 'page-head' }, h(Back), h('h1', {}, feed.receivedAt ? say('unknownKey', pageKey) : say('connecting')));
    }
    return [
      h('section', { class: 'headline', 'aria-labelledby': 'name' },
        h('div', { class: 'page-head' },
          h(Back),
          h('h1', { id: 'name' }, line.name),
          h(StatusBadge, { status: line.status }),
          line.since && h('span', { class: 'muted' }, say('sinceText', span(secondsSince(line.since)))),
          line.stale && h('span', { class: 'tag' }, say('staleText'))),
        line.message && h('p', {}, ownWords(line.message)),
        h(Controls, { line, reload: () => this.load() }),
        h(Tiles, { line, figures: dashboard.figures(pageKey) })),
      h(History, { key: pageKey, integration: pageKey }),
      h(Neighbourhood, { key: `needs ${pageKey}`, integration: pageKey, names: feed.lines }),
      h(Details, { details, failure, names: feed.lines }),
    ];
  }
}

/** The list of all is for admins; the dashboard has everything in its rows. */
function Back() {
  return h('a', { class: 'back', href: seesAll() ? '/dashboard/monitoring/integrations' : '/health' }, `← ${say('back')}`);
}

function Tiles({ line, figures }) {
  const tiles = [
    ['responseTime', milliseconds(line.responseTimeMs)],
    ['successRate', percent(figures.successRate)],
    ['uptime30', percent(figures.uptime)],
    ['errors', number(figures.failures ?? 0)],
    ['breaker', line.breaker?.replace('_', '-') ?? NOTHING],
    ['lastCheck', line.lastCheckAt ? ago(line.lastCheckAt) : say('notChecked')],
  ];
  return h('dl', { class: 'tiles' }, tiles.map(([name, value]) => h('div', {}, h('dt', {}, say(name)), h('dd', {}, value))));
}
