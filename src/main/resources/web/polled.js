import { getJson } from './api.js';

/** What the API tells at a path, asked for again and again while a page is open. */
export class Polled {
  data = null;
  at = 0;
  refusal = null;

  #path;
  #every;
  #told;
  #timer = 0;
  #asked = 0;

  /** @param told is called whenever something has come */
  constructor(path, every, told) {
    this.#path = path;
    this.#every = every;
    this.#told = told;
  }

  /** Asks now, and from then on in its own time. An answer that another one has overtaken is dropped. */
  async refresh(path = this.#path) {
    this.#path = path;
    clearTimeout(this.#timer);
    const turn = ++this.#asked;
    try {
      const data = await getJson(path);
      if (turn !== this.#asked) {
        return;
      }
      Object.assign(this, { data, at: Date.now(), refusal: null });
    } catch (refusal) {
      this.refusal = refusal.message;
    }
    if (turn === this.#asked) {
      this.#timer = setTimeout(() => this.refresh(), this.#every);
      this.#told();
    }
  }

  /** Something has changed elsewhere: it will show here in a moment. */
  hurry() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), 1_500);
  }

  stop() {
    this.#asked++;
    clearTimeout(this.#timer);
  }
}
