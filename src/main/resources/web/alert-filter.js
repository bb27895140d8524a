const FIELDS = { q: 'text', severity: 'severity', state: 'state', integration: 'integration' };
const RANKS = ['critical', 'warning', 'info'];

export const SEVERITIES = RANKS;
export const STATES = ['unanswered', 'acknowledged', 'muted', 'pending', 'ended'];

/** What makes it the same alert when it fires again. */
export function fingerprintOf(alert) {
  return `${alert.rule}/${alert.integration}`;
}

/** How far people have come with it, in one word. */
export function stateOf(alert) {
  if (alert.state !== 'firing') {
    return alert.state;
  }
  return alert.acknowledged ? 'acknowledged' : alert.muted ? 'muted' : 'unanswered';
}

/** Which alerts a reader wants to see. It stands in the address, so that it can be sent to somebody. */
export class AlertFilter {
  text = '';
  severity = '';
  state = '';
  integration = '';

  static read() {
    const query = new URLSearchParams(location.search);
    return Object.assign(new AlertFilter(), Object.fromEntries(
      Object.entries(FIELDS).map(([name, field]) => [field, query.get(name) ?? ''])));
  }

  write() {
    const query = new URLSearchParams(Object.entries(FIELDS).map(([name, field]) => [name, this[field]]).filter(([, value]) => value));
    history.replaceState(null, '', location.pathname + (query.size ? `?${query}` : ''));
  }

  takes(alert) {
    const labels = Object.entries(alert.labels).map(([name, value]) => `${name}=${value}`).join(' ');
    const text = `${alert.name} ${alert.integration} ${alert.rule} ${alert.message ?? ''} ${labels}`.toLowerCase();
    return this.text.toLowerCase().split(/\s+/).every((word) => text.includes(word))
      && (!this.severity || alert.severity === this.severity)
      && (!this.state || stateOf(alert) === this.state)
      && (!this.integration || alert.integration === this.integration);
  }
}

/**
 * Alerts as they are told together, the worst group first. One that is in several groups stands in the largest; those that
 * nobody is told of stand in a group without an id.
 */
export function grouped(alerts) {
  const sizes = new Map();
  alerts.flatMap((alert) => alert.groups).forEach(({ id }) => sizes.set(id, (sizes.get(id) ?? 0) + 1));
  const groups = new Map();
  alerts.forEach((alert) => {
    const home = [...alert.groups].sort((a, b) => sizes.get(b.id) - sizes.get(a.id))[0] ?? { id: null, receiver: null, labels: {} };
    groups.set(home.id, { ...home, alerts: [...(groups.get(home.id)?.alerts ?? []), alert] });
  });
  const rank = (group) => Math.min(...group.alerts.map((alert) => RANKS.indexOf(alert.severity)));
  return [...groups.values()].sort((a, b) => (a.id === null) - (b.id === null) || rank(a) - rank(b));
}
