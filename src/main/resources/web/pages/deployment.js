import { Component, h } from '../lib/preact.js';
import { getReport, send } from '../api.js';
import { ago, milliseconds } from '../format.js';
import { Icon, ownWords } from '../status.js';
import { say } from '../words.js';
import { Trend } from '../parts/trend.js';

const PATH = '/api/health/deployment';
const EVERY = 30_000;
const KEPT = 60;
const STATUSES = { pass: 'healthy', warn: 'degraded', fail: 'down' };
const OVERALL = { healthy: 'healthy', degraded: 'degraded', unhealthy: 'down' };

/** The services of this deployment (requirements 003-02 to 02c). */
export class DeploymentPage extends Component {
  state = { report: null, refusal: null, busy: false, times: {} };

  componentDidMount() {
    document.title = `${say('deployment')} – Rollcall`;
    this.renew(() => getReport(PATH));
    this.timer = setInterval(() => this.renew(() => getReport(PATH)), EVERY);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
  }

  async renew(task) {
    this.setState({ busy: true });
    try {
      const report = await task();
      this.setState(({ times }) => ({ report, times: added(times, report), refusal: null }));
    } catch (refusal) {
      this.setState({ refusal: refusal.message });
    } finally {
      this.setState({ busy: false });
    }
  }

  async forceCheck() {
    const report = await send('POST', PATH, { action: 'force_check' });
    return report?.services ? report : getReport(PATH);
  }

  render({ feed, dashboard }, { report, refusal, busy, times }) {
    return [
      h('section', { class: 'headline', 'aria-labelledby': 'deployment-title' },
        h('div', { class: 'page-head' },
          h('h1', { id: 'deployment-title' }, say('deployment')),
          report && h('span', { class: `badge badge-${OVERALL[report.summary.overallStatus]}` },
            h(Icon, { status: OVERALL[report.summary.overallStatus] }), say(`overall-${report.summary.overallStatus}`))),
        h('div', { class: 'controls' },
          document.documentElement.dataset.role !== 'viewer'
            && h('button', { class: 'primary', disabled: busy, onClick: () => this.renew(() => this.forceCheck()) }, say('forceCheck')),
          h('button', { disabled: busy, onClick: () => this.renew(() => getReport(PATH)) }, say('refresh')),
          h('span', { class: 'muted', role: 'status' },
            refusal ? say('deploymentRefused', refusal) : report && say('renewed', ago(report.timestamp)))),
        report && h(Facts, { report })),
      report && h('section', { 'aria-labelledby': 'services-title' },
        h('h2', { id: 'services-title' }, say('services')),
        h('ul', { class: 'detail-cards' }, Object.entries(report.services).map(([name, service]) => h(ServiceCard, {
          key: name, name, service, times: times[name], figures: dashboard.figures(name), line: feed.lines.get(name),
        })))),
    ];
  }
}

function added(times, report) {
  const next = { ...times };
  Object.entries(report.services).forEach(([name, { responseTime, lastChecked }]) => {
    const known = next[name] ?? [];
    if (responseTime !== null && responseTime !== undefined && known.at(-1)?.[0] !== lastChecked) {
      next[name] = [...known, [lastChecked, responseTime]].slice(-KEPT);
    }
  });
  return next;
}

function Facts({ report: { deployment, summary } }) {
  const tiles = [
    ['version', deployment.version],
    ['environment', deployment.deploymentId],
    ['region', deployment.region],
    ['services', [say('passed', summary.passedChecks), summary.warningChecks && say('warned', summary.warningChecks), summary.failedChecks && say('failed', summary.failedChecks)].filter(Boolean).join(', ')],
  ];
  return h('dl', { class: 'tiles' }, tiles.filter(([, value]) => value).map(([name, value]) =>
    h('div', {}, h('dt', {}, say(name)), h('dd', {}, value))));
}

function ServiceCard({ name, service, times, figures, line }) {
  const status = STATUSES[service.status];
  return h('li', { class: `detail-card edge-${status}` },
    h('div', { class: 'detail-head' }, h('h3', {}, line?.name ?? service.name ?? name),
      h('span', { class: `badge badge-${status}` }, h(Icon, { status }), say(`check-${service.status}`))),
    h('dl', { class: 'figures' },
      h('div', {}, h('dt', {}, say('responseTime')), h('dd', {}, milliseconds(service.responseTime))),
      h('div', {}, h('dt', {}, say('lastCheck')), h('dd', {}, ago(service.lastChecked)))),
    h(Trend, { points: times, hours: figures.hours }),
    h('details', {}, h('summary', {}, say('details')), h('dl', { class: 'facts' },
      Object.entries(service.details ?? {}).map(([fact, value]) => [
        h('dt', {}, fact), h('dd', {}, typeof value === 'object' ? JSON.stringify(value) : ownWords(String(value)))]))));
}
