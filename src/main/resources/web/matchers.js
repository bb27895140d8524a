/** Matchers as they are written, and as fields: sets of label, operator and value. */
const MATCHER = /\s*([^\s=!~,{}"]+)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))\s*(?:,|$)/gy;
const ESCAPES = { n: '\n' };

export const OPERATORS = ['=', '!=', '=~', '!~'];

export function parseSet(text) {
  return [...text.matchAll(MATCHER)].map(([, label, op, quoted, plain]) => ({
    label, op, value: quoted === undefined ? plain.trim() : quoted.replace(/\\(.)/g, (_, letter) => ESCAPES[letter] ?? letter),
  }));
}

export function writeSet(set) {
  return set.filter(({ label }) => label.trim())
    .map(({ label, op, value }) => `${label.trim()}${op}"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`)
    .join(', ');
}

/** The sets that are not empty. */
export function writeSets(sets) {
  return sets.map(writeSet).filter(Boolean);
}

/** What fits alerts with these labels. */
export function matchersOf(labels, names = Object.keys(labels)) {
  return writeSet(names.filter((name) => labels[name]).map((label) => ({ label, op: '=', value: labels[label] })));
}

/** What tells an alert from the others. */
export function matchersOfAlert({ labels }) {
  return matchersOf(labels, labels.integration || labels.group ? ['rule', 'integration', 'group'].filter((name) => name !== 'group' || !labels.integration) : undefined);
}
