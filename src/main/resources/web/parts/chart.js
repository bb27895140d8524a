import { Component, h } from '../lib/preact.js';
import { nearest, roundSteps, roundTimes } from '../chart-scale.js';
import { dayMonth, hourMinute, milliseconds, moment, number } from '../format.js';

const LEFT = 46;
const BOTTOM = 24;
const TOP = 8;
const DAY = 86_400_000;

/**
 * Lines over time on a canvas. `series` are { name, points: [[time, value]], colour, dash }; `bands` are { from, to, colour }
 * behind them; `gap` is how far apart two points may be for a line to join them, in milliseconds.
 */
export class Chart extends Component {
  state = { at: null };

  componentDidMount() {
    this.resizing = new ResizeObserver(() => this.draw());
    this.resizing.observe(this.canvas);
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.redraw = () => this.draw();
    this.scheme.addEventListener('change', this.redraw);
    this.themes = new MutationObserver(this.redraw);
    this.themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  componentDidUpdate() {
    this.draw();
  }

  componentWillUnmount() {
    this.resizing.disconnect();
    this.themes.disconnect();
    this.scheme.removeEventListener('change', this.redraw);
  }

  render({ id, label, series }, { at }) {
    return h('div', { class: 'chart' },
      h('canvas', {
        id, role: 'img', 'aria-label': `${label}. ${series.map((one) => `${one.name}: ${milliseconds(one.points.at(-1)?.[1])}`).join(', ')}`,
        ref: (canvas) => { this.canvas = canvas; },
        onPointerMove: (event) => this.setState({ at: this.timeAt(event.offsetX) }),
        onPointerLeave: () => this.setState({ at: null }),
      }),
      h('ul', { class: 'legend' },
        at !== null && h('li', { class: 'muted' }, moment(at)),
        series.map((one, i) => h('li', { key: one.name },
          h('i', { class: `line line-${one.colour} ${i % 2 ? 'is-dashed' : ''}` }),
          one.name, ' ', h('b', {}, milliseconds((at === null ? one.points.at(-1) : nearest(one.points, at))?.[1]))))));
  }

  timeAt(x) {
    const { from, to } = this.props;
    return from + ((x - LEFT) / (this.canvas.clientWidth - LEFT)) * (to - from);
  }

  draw() {
    const canvas = this.canvas;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    const scale = devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    const style = getComputedStyle(canvas);
    const ink = (name) => style.getPropertyValue(`--${name}`).trim();
    const { from, to, series, bands = [], gap } = this.props;
    const steps = roundSteps(Math.max(0, ...series.flatMap((one) => one.points.map(([, value]) => value))), 4);
    const x = (at) => LEFT + ((at - from) / (to - from)) * (width - LEFT);
    const y = (value) => TOP + (1 - value / steps.at(-1)) * (height - TOP - BOTTOM);
    bands.forEach((band) => {
      pen.fillStyle = ink(band.colour);
      pen.globalAlpha = 0.22;
      pen.fillRect(Math.max(x(band.from), LEFT), TOP, Math.max(x(Math.min(band.to, to)) - Math.max(x(band.from), LEFT), 1.5), height - TOP - BOTTOM);
      pen.globalAlpha = 1;
    });
    this.drawAxes(pen, { x, y, steps, ink, width, height });
    series.forEach((one, i) => drawLine(pen, { points: one.points, x, y, gap, colour: ink(one.colour), dash: i % 2 ? [5, 4] : [] }));
    if (this.state.at !== null) {
      pen.fillStyle = ink('muted');
      pen.fillRect(x(this.state.at), TOP, 1, height - TOP - BOTTOM);
    }
  }

  drawAxes(pen, { x, y, steps, ink, width, height }) {
    const { from, to } = this.props;
    pen.font = '11px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    steps.forEach((value) => {
      pen.fillStyle = ink('line');
      pen.fillRect(LEFT, Math.round(y(value)), width - LEFT, 1);
      pen.fillStyle = ink('muted');
      pen.textAlign = 'right';
      pen.fillText(number(value, 1), LEFT - 8, y(value));
    });
    pen.textAlign = 'center';
    let taken = 0;
    roundTimes(from, to, width / 80).forEach((at) => {
      const text = to - from > 2 * DAY ? dayMonth(at) : hourMinute(at);
      const half = pen.measureText(text).width / 2;
      const middle = Math.min(Math.max(x(at), LEFT + half), width - half);
      if (middle - half > taken) {
        pen.fillText(text, middle, height - 8);
        taken = middle + half + 6;
      }
    });
  }
}

function drawLine(pen, { points, x, y, gap, colour, dash }) {
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = 1.75;
  pen.lineJoin = 'round';
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([at, value], i) => {
    const joined = i > 0 && at - points[i - 1][0] <= gap;
    pen[joined ? 'lineTo' : 'moveTo'](x(at), y(value));
    const alone = !joined && !(i + 1 < points.length && points[i + 1][0] - at <= gap);
    if (alone) {
      pen.fillRect(x(at) - 1.5, y(value) - 1.5, 3, 3);
    }
  });
  pen.stroke();
  pen.setLineDash([]);
}
