import { Component, h } from '../lib/preact.js';
import { layers } from '../graph-layout.js';
import { pathOf, shapeOf } from '../status.js';
import { say } from '../words.js';

const WIDTH = 216;
const HEIGHT = 48;
const PASSAGE = 16;
const ACROSS = 64;
const DOWN = 14;
const LONGEST = 19;
const MARGIN = 6;

/**
 * What needs what as a picture: to the left who needs, to the right what is needed. Each box is a link, and says its status by
 * a shape and a word as well.
 */
export class DependencyGraph extends Component {
  componentDidMount() {
    this.showFocus();
  }

  componentDidUpdate(before) {
    if (before.focus !== this.props.focus) {
      this.showFocus();
    }
  }

  /** The picture may be larger than its frame. */
  showFocus() {
    const box = this.box.querySelector('.is-focus rect')?.getBBox();
    if (box) {
      this.box.scrollTo(box.x + box.width / 2 - this.box.clientWidth / 2, box.y + box.height / 2 - this.box.clientHeight / 2);
    }
  }

  render({ nodes, keys, focus, names, label }) {
    const { rows, lines } = layers(nodes, keys);
    const { places, width, height } = placed(rows, nodes);
    const status = (key) => names.get(key)?.status ?? nodes.get(key).status;
    return h('div', { class: 'graph-box', role: 'group', 'aria-label': label, tabIndex: 0, ref: (box) => { this.box = box; } },
      h('svg', { class: 'graph', width, height, viewBox: `0 0 ${width} ${height}` },
        h('g', { 'aria-hidden': 'true' }, lines.map((line) => h('path', {
          key: line.join(' '), class: `edge edge-to-${status(line.at(-1))}`, d: curve(line.map((one) => places.get(one))),
        }))),
        rows.flat().filter((key) => nodes.has(key)).map((key) =>
          h(Box, { key, at: places.get(key), node: nodes.get(key), status: status(key), focused: key === focus }))));
  }
}

/** Rows stand beside each other, each in the middle of the height; where a line passes is less high than a box. */
function placed(rows, nodes) {
  const heightOf = (key) => (nodes.has(key) ? HEIGHT : PASSAGE);
  const tall = (row) => row.reduce((sum, key) => sum + heightOf(key) + DOWN, -DOWN);
  const height = Math.max(...rows.map(tall)) + 2 * MARGIN;
  const places = new Map();
  rows.forEach((row, i) => {
    let y = (height - tall(row)) / 2;
    row.forEach((key) => {
      places.set(key, { x: MARGIN + i * (WIDTH + ACROSS), y, middle: y + heightOf(key) / 2 });
      y += heightOf(key) + DOWN;
    });
  });
  return { places, height, width: rows.length * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN };
}

function curve(places) {
  return places.slice(1).map((to, i) => {
    const x = places[i].x + WIDTH;
    const bend = Math.max(ACROSS / 2, Math.abs(to.x - x) / 2);
    const passes = i === 0 ? `M${x} ${places[i].middle}` : `H${x}`;
    return `${passes}C${x + bend} ${places[i].middle} ${to.x - bend} ${to.middle} ${to.x} ${to.middle}`;
  }).join('');
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
