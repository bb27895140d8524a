/** Where integrations stand in a picture of what needs what: in layers by their longest way to one that needs nothing. */
const SWEEPS = 6;

/**
 * The keys around one: what it needs and what needs it, directly or through others, the nearest first.
 * @param most so many at most
 */
export function around(nodes, key, most) {
  const found = [key];
  const follow = (field, from) => nodes.get(from)?.[field].filter((other) => nodes.has(other)) ?? [];
  const queue = [[key, 'dependsOn'], [key, 'neededBy']];
  const seen = new Set([key]);
  while (queue.length && found.length < most) {
    const [from, field] = queue.shift();
    follow(field, from).filter((other) => !seen.has(other) && found.length < most).forEach((other) => {
      seen.add(other);
      found.push(other);
      queue.push([other, field]);
    });
  }
  return found;
}

/**
 * Layers of keys, those that nothing needs first; neighbours stand near each other. A circle is cut somewhere. Where a line
 * passes a layer it has a place of its own there.
 * @returns rows of keys and places, and for each line the keys and places that it passes
 */
export function layers(nodes, keys) {
  const shown = new Set(keys);
  const needs = (key) => nodes.get(key).dependsOn.filter((other) => shown.has(other));
  const depths = depthsOf(keys, needs);
  const deepest = Math.max(0, ...depths.values());
  const rows = Array.from({ length: deepest + 1 }, () => []);
  keys.forEach((key) => rows[deepest - depths.get(key)].push(key));
  const lines = keys.flatMap((key) => needs(key).map((other) => [key, ...passed(depths, key, other, (place, depth) => rows[deepest - depth].push(place)), other]));
  const before = new Map();
  const after = new Map();
  lines.forEach((line) => line.slice(1).forEach((to, i) => {
    after.set(line[i], [...(after.get(line[i]) ?? []), to]);
    before.set(to, [...(before.get(to) ?? []), line[i]]);
  }));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const place = new Map(rows.flatMap((row) => row.map((key, i) => [key, (i + 0.5) / row.length])));
    const others = sweep % 2 ? after : before;
    rows.forEach((row) => {
      const centre = new Map(row.map((key) => [key, mean((others.get(key) ?? []).map((one) => place.get(one))) ?? place.get(key)]));
      row.sort((a, b) => centre.get(a) - centre.get(b));
    });
  }
  return { rows, lines };
}

/** The places of a line between two layers that are not next to each other. */
function passed(depths, from, to, put) {
  const places = [];
  for (let depth = depths.get(from) - 1; depth > depths.get(to); depth--) {
    const place = `${from}\n${to}\n${depth}`;
    put(place, depth);
    places.push(place);
  }
  return places;
}

/** Without recursion, as a chain may be as long as there are integrations. */
function depthsOf(keys, needs) {
  const depths = new Map();
  const open = new Set();
  keys.forEach((start) => {
    const stack = [start];
    while (stack.length) {
      const key = stack.at(-1);
      const missing = depths.has(key) ? [] : needs(key).filter((other) => !depths.has(other) && !open.has(other));
      if (missing.length && !open.has(key)) {
        open.add(key);
        stack.push(...missing);
      } else {
        if (!depths.has(key)) {
          depths.set(key, Math.max(-1, ...needs(key).map((other) => depths.get(other) ?? -1)) + 1);
        }
        open.delete(key);
        stack.pop();
      }
    }
  });
  return depths;
}

function mean(values) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}
