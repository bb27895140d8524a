import { Component, h } from '../lib/preact.js';
import { Filter } from '../filter.js';
import { listenToKeys } from '../keyboard.js';
import { say } from '../words.js';
import { Cards } from '../parts/cards.js';
import { Alerts, Outages } from '../parts/events.js';
import { Device } from '../parts/device.js';
import { Filters } from '../parts/filters.js';
import { Headline } from '../parts/headline.js';
import { LatencyChart } from '../parts/latency-chart.js';
import { Matrix } from '../parts/matrix.js';

/** The dashboard: how everything is, at a glance and in each row. */
export class HealthPage extends Component {
  filter = Filter.read();

  componentDidMount() {
    document.title = `Rollcall – ${say('title')}`;
    this.stop = listenToKeys();
  }

  componentWillUnmount() {
    this.stop();
  }

  render({ feed, dashboard }) {
    const lines = feed.sorted;
    const shown = lines.filter((line) => this.filter.takes(line));
    return [
      h(Headline, { feed, dashboard }),
      h(Cards, { lines, dashboard }),
      h('div', { class: 'side-by-side' },
        h(LatencyChart, { feed, dashboard }),
        h('div', { class: 'stack' },
          h(Alerts, { alerts: dashboard.data?.alerts, names: feed.lines }),
          h(Outages, { outages: dashboard.data?.outages }),
          h(Device))),
      h('section', { 'aria-labelledby': 'matrix-title' },
        h('h2', { id: 'matrix-title' }, say('matrix')),
        h(Filters, { filter: this.filter, lines, shown: shown.length, change: (change) => this.change(change) }),
        h(Matrix, { lines: shown, dashboard, grouped: this.filter.grouped })),
    ];
  }

  change(change) {
    Object.assign(this.filter, change);
    this.filter.write();
    this.setState({});
  }
}
