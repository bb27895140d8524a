import { Component, h, render } from './lib/preact.js';
import { Feed } from './feed.js';
import { DashboardFeed } from './dashboard.js';
import { decoded } from './format.js';
import { Frame } from './parts/frame.js';
import { AlertsPage } from './pages/alerts.js';
import { DependenciesPage } from './pages/dependencies.js';
import { DeploymentPage } from './pages/deployment.js';
import { HealthPage } from './pages/health.js';
import { IntegrationPage } from './pages/integration.js';
import { IntegrationsPage } from './pages/integrations.js';
import { MaintenancePage } from './pages/maintenance.js';
import { SilencesPage } from './pages/silences.js';

const INTEGRATIONS = '/dashboard/monitoring/integrations';
const PAGES = { alerts: AlertsPage, silences: SilencesPage, maintenance: MaintenancePage, dependencies: DependenciesPage };

/** Which page a path stands for. */
function pageOf(path) {
  if (path.startsWith(INTEGRATIONS + '/')) {
    return { name: 'integrations', view: IntegrationPage, key: decoded(path.slice(INTEGRATIONS.length + 1)) };
  }
  if (path === INTEGRATIONS) {
    return { name: 'integrations', view: IntegrationsPage };
  }
  const name = path.slice(1);
  if (PAGES[name]) {
    return { name, view: PAGES[name] };
  }
  if (path === '/admin/people') {
    return { name: 'people', view: Later, load: () => import('./admin/people.js').then((module) => module.PeoplePage) };
  }
  return path.startsWith('/admin') ? { name: 'deployment', view: DeploymentPage } : { name: 'health', view: HealthPage };
}

/** A page whose scripts are loaded only by whoever opens it. */
class Later extends Component {
  async componentDidMount() {
    this.setState({ view: await this.props.load() });
  }

  render({ load, ...props }, { view }) {
    return view && h(view, props);
  }
}

/** Draws the page anew when something has changed, and once a second for what grows old. */
class App extends Component {
  componentDidMount() {
    const draw = () => this.setState({});
    this.props.feed.listen(draw);
    this.props.dashboard.listen(draw);
    setInterval(draw, 1000);
  }

  render({ feed, dashboard, page }) {
    return h(Frame, { feed, dashboard, page: page.name }, h(page.view, { feed, dashboard, pageKey: page.key, load: page.load }));
  }
}

const feed = new Feed();
const dashboard = new DashboardFeed(feed);
render(h(App, { feed, dashboard, page: pageOf(location.pathname) }), document.getElementById('app'));
// A browser that takes none shows the pages all the same.
navigator.serviceWorker?.register('/service-worker.js').catch(() => {});
feed.connect();
dashboard.refresh();
