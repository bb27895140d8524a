import { Component, h } from '../lib/preact.js';
import { AlertFilter, fingerprintOf, grouped } from '../alert-filter.js';
import { listenToKeys } from '../keyboard.js';
import { Polled } from '../polled.js';
import { mayAct } from '../status.js';
import { say } from '../words.js';
import { AlertFilters } from '../parts/alert-filters.js';
import { AlertGroup } from '../parts/alert-group.js';
import { AsOf } from '../parts/as-of.js';
import { Inbox } from '../parts/inbox.js';

const EVERY = 5_000;

/** What fires, as people are told of it, and what they can answer (requirements 000-39, 002-24). */
export class AlertsPage extends Component {
  filter = AlertFilter.read();
  alerts = new Polled('/api/alerts', EVERY, () => this.setState({}));

  componentDidMount() {
    document.title = `${say('page-alerts')} – Rollcall`;
    this.stop = listenToKeys();
    this.alerts.refresh();
    this.props.feed.listen(() => this.hurry());
  }

  componentWillUnmount() {
    this.stop();
    this.alerts.stop();
  }

  /** Counts that have changed mean an alert that is new or over. */
  hurry() {
    const summary = JSON.stringify(this.props.feed.summary);
    if (this.summary && this.summary !== summary) {
      this.alerts.hurry();
    }
    this.summary = summary;
  }

  render({ feed, dashboard }) {
    const all = this.alerts.data?.alerts ?? [];
    const shown = all.filter((alert) => this.filter.takes(alert));
    return [
      h('div', { class: 'page-head' }, h('h1', {}, say('page-alerts')), h(AsOf, { polled: this.alerts })),
      h('div', { class: mayAct() ? 'side-by-side' : '' },
        h('section', { 'aria-labelledby': 'open-title' },
          h('h2', { id: 'open-title' }, say('openAlerts')),
          h(AlertFilters, { filter: this.filter, alerts: all, shown: shown.length, change: (change) => this.change(change) }),
          this.alerts.data && shown.length === 0 && h('p', { class: 'panel empty' }, say(all.length ? 'noMatch' : 'noAlerts')),
          h('div', { class: 'stack' }, grouped(shown).map((group) =>
            h(AlertGroup, { key: group.id, group, known: feed.lines, renew: () => this.alerts.refresh() })))),
        mayAct() && h(Inbox, { dashboard, open: new Set(all.map(fingerprintOf)) })),
    ];
  }

  change(change) {
    Object.assign(this.filter, change);
    this.filter.write();
    this.setState({});
  }
}
