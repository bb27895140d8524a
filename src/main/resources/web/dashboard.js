import { getJson } from './api.js';

const EVERY = 10_000;

/** What the record knows beside the present status: figures over time, outages, alerts. */
export class DashboardFeed {
  data = null;

  #listeners = [];
  #timer = 0;
  #seen = '';

  constructor(feed) {
    feed.listen(() => this.#hurry(feed.summary));
  }

  listen(listener) {
    this.#listeners.push(listener);
  }

  async refresh() {
    clearTimeout(this.#timer);
    try {
      this.data = await getJson('/health/dashboard');
      this.#listeners.forEach((listener) => listener());
    } catch {
      // What was known stands; how old it is, the top of the page says.
    }
    this.#timer = setTimeout(() => this.refresh(), EVERY);
  }

  figures(key) {
    return this.data?.figures[key] ?? {};
  }

  /** So many messages are unread by now. */
  unread(count) {
    if (this.data) {
      this.data.unread = count;
      this.#listeners.forEach((listener) => listener());
    }
  }

  /** Counts that have changed mean an outage or an alert that is new or over: the record knows it a moment later. */
  #hurry(summary) {
    const now = JSON.stringify(summary);
    if (this.#seen && now !== this.#seen) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.refresh(), 2_000);
    }
    this.#seen = now;
  }
}
