import { h } from '../lib/preact.js';
import { layers } from '../graph-layout.js';
import { pathOf, shapeOf } from '../status.js';
import { say } from '../words.js';

const WIDTH = 196;
const HEIGHT = 48;
const ACROSS = 72;
const DOWN = 14;
const LONGEST = 21;
const MARGIN = 6;

/**
 * What needs what as a picture: to the left who needs, to the right what is needed. Each box is a link, and says its status by
 * a shape and a word as well.
 */
export function DependencyGraph({ nodes, keys, focus, names, label }) {
  const rows = layers(nodes, keys);
  const tallest = Math.max(...rows.map((row) => row.length));
  const height = tallest * (HEIGHT + DOWN) - DOWN + 2 * MARGIN;
  const width = rows.length * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN;
  const places = new Map(rows.flatMap((row, x) => {
    const top = (height - row.length * (HEIGHT + DOWN) + DOWN) / 2;
    return row.map((key, y) => [key, { x: MARGIN + x * (WIDTH + ACROSS), y: top + y * (HEIGHT + DOWN) }]);
  }));
  const edges = keys.flatMap((key) => nodes.get(key).dependsOn.filter((other) => places.has(other)).map((other) => [key, other]));
  return h('div', { class: 'graph-box', role: 'group', 'aria-label': label, tabIndex: 0 },
    h('svg', { class: 'graph', width, height, viewBox: `0 0 ${width} ${height}` },
      h('g', { 'aria-hidden': 'true' }, edges.map(([from, to]) => h('path', {
        key: `${from} ${to}`, class: `edge edge-to-${statusIn(names, nodes, to)}`, d: line(places.get(from), places.get(to)),
      }))),
      rows.flat().map((key) => h(Box, { key, at: places.get(key), node: nodes.get(key), status: statusIn(names, nodes, key), focused: key === focus }))));
}

function statusIn(names, nodes, key) {
  return names.get(key)?.status ?? nodes.get(key).status;
}

function line(from, to) {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const bend = Math.max(ACROSS / 2, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function Box({ at, node, status, focused }) {
  const name = node.name.length > LONGEST ? `${node.name.slice(0, LONGEST - 1)}…` : node.name;
  const word = say(`status-${status}`);
  return h('a', { href: pathOf(node.key), class: `node node-${status}${focused ? ' is-focus' : ''}`, 'aria-label': `${node.name}: ${word}`, 'aria-current': focused ? 'true' : null },
    h('title', {}, node.name),
    h('rect', { x: at.x, y: at.y, width: WIDTH, height: HEIGHT, rx: 9 }),
    h('path', { class: `ink-${status}`, transform: `translate(${at.x + 12} ${at.y + 16})`, d: shapeOf(status) }),
    h('text', { x: at.x + 38, y: at.y + 21 }, name),
    h('text', { class: 'word', x: at.x + 38, y: at.y + 38 }, word));
}
