import { toLogin } from './session.js';

/** A request that was refused, in words for people. */
export class Refusal extends Error {
  constructor(status, problem) {
    const faults = problem?.faults ?? [];
    super(problem?.detail ?? (faults.map(({ field, expected }) => `${field}: ${expected}`).join('; ') || problem?.title || `HTTP ${status}`));
    this.status = status;
    this.faults = faults;
  }
}

async function ask(path, options) {
  const response = await fetch(path, { headers: { Accept: 'application/json' }, ...options });
  const body = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (response.status === 401) {
    toLogin();
  }
  return { response, body };
}

export async function getJson(path) {
  const { response, body } = await ask(path, {});
  if (!response.ok) {
    throw new Refusal(response.status, body);
  }
  return body;
}

/** The deployment's health: it answers 503 with its report when something fails. */
export async function getReport(path) {
  const { response, body } = await ask(path, {});
  if (!body?.services) {
    throw new Refusal(response.status, body);
  }
  return body;
}

export async function send(method, path, content) {
  const { response, body } = await ask(path, {
    method,
    headers: {
      Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRF-Token': document.documentElement.dataset.csrf,
    },
    body: content === undefined ? undefined : JSON.stringify(content),
  });
  if (!response.ok && !body?.services) {
    throw new Refusal(response.status, body);
  }
  return body;
}
