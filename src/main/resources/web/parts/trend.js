import { h } from '../lib/preact.js';
import { milliseconds } from '../format.js';
import { say } from '../words.js';
import { Hours } from './hours.js';

const WIDTH = 240;
const HEIGHT = 40;

/** The last day by the hour, and the response times seen since the page was opened. */
export function Trend({ points = [], hours }) {
  const most = Math.max(1, ...points.map(([, value]) => value));
  const path = points.map(([, value], i) =>
    `${((i / Math.max(points.length - 1, 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`).join(' ');
  return [
    h(Hours, { hours }),
    points.length > 1 && h('svg', {
      class: 'trend', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
      'aria-label': `${say('recent')}: ${points.map(([, value]) => milliseconds(value)).slice(-5).join(', ')}`,
    }, h('polyline', { points: path })),
  ];
}
