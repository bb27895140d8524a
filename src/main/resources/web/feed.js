import { getJson } from './api.js';
import { remember } from './memory.js';
import { toLogin } from './session.js';

const LONGEST_PAUSE = 30_000;
const POLL_EVERY = 5_000;
const SILENCE = 12_000;
const KEPT_POINTS = 900;
const LOGGED_OUT = 4401;
const RANKS = ['down', 'degraded', 'unknown', 'maintenance', 'healthy'];

/**
 * How everything is, as the stream tells it. While the stream is away the status is polled, and the stream tried again with
 * growing pauses.
 */
export class Feed {
  lines = new Map();
  sorted = [];
  summary = null;
  latency = new Map();
  timestamp = null;
  receivedAt = 0;
  streaming = false;

  #listeners = [];
  #pause = 1_000;
  #socket = null;
  #polling = 0;

  listen(listener) {
    this.#listeners.push(listener);
  }

  connect() {
    let first = true;
    let heardAt = Date.now();
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/health/stream`);
    this.#socket = socket;
    socket.onmessage = (event) => {
      heardAt = Date.now();
      this.#take(JSON.parse(event.data), first);
      first = false;
      this.streaming = true;
      this.#pause = 1_000;
    };
    socket.onclose = ({ code }) => (code === LOGGED_OUT ? toLogin() : this.#lost(socket));
    this.#watch(socket, () => heardAt);
  }

  /** How many seconds old the data is. */
  age() {
    return this.receivedAt ? Math.round((Date.now() - this.receivedAt) / 1000) : 0;
  }

  /** A connection may be cut without a word: the server says something every few seconds, so silence is the end. */
  #watch(socket, heardAt) {
    const timer = setInterval(() => {
      if (this.#socket !== socket) {
        clearInterval(timer);
      } else if (Date.now() - heardAt() > SILENCE) {
        socket.onclose = null;
        socket.close();
        this.#lost(socket);
      }
    }, 1_000);
  }

  #lost(socket) {
    if (this.#socket !== socket) {
      return;
    }
    this.#socket = null;
    this.streaming = false;
    this.#tell();
    setTimeout(() => this.connect(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    if (!this.#polling) {
      this.#poll();
    }
  }

  /** Asks every few seconds, until the stream is back. */
  #poll() {
    clearTimeout(this.#polling);
    this.#polling = setTimeout(async () => {
      this.#polling = 0;
      if (this.streaming) {
        return;
      }
      try {
        const report = await getJson('/api/health/status');
        if (!this.streaming) {
          this.#take({ ...report, services: report.integrations }, true);
        }
      } catch {
        this.#tell();
      }
      this.#poll();
    }, POLL_EVERY);
  }

  #take(message, everything) {
    if (message.version && message.version !== document.documentElement.dataset.version) {
      location.reload();
      return;
    }
    if (everything) {
      this.lines = new Map();
    }
    message.services.forEach((line) => this.#put(line));
    Object.entries(message.checked ?? {}).forEach(([key, at]) => this.#put({
      ...this.lines.get(key), lastCheckAt: new Date(at).toISOString(), responseTimeMs: message.latency[key]
    }));
    (message.removed ?? []).forEach((key) => this.lines.delete(key));
    if (everything || message.services.length || message.removed || message.checked) {
      this.sorted = [...this.lines.values()].sort(
        (a, b) => RANKS.indexOf(a.status) - RANKS.indexOf(b.status) || a.name.localeCompare(b.name));
    }
    this.summary = message.summary;
    this.timestamp = message.timestamp;
    this.receivedAt = Date.now();
    remember(this);
    this.#tell();
  }

  #put(line) {
    this.lines.set(line.key, line);
    const at = Date.parse(line.lastCheckAt);
    const points = this.latency.get(line.key) ?? [];
    if (line.responseTimeMs !== null && at && points.at(-1)?.[0] !== at) {
      points.push([at, line.responseTimeMs]);
      this.latency.set(line.key, points.slice(-KEPT_POINTS));
    }
  }

  #tell() {
    this.#listeners.forEach((listener) => listener());
  }
}
