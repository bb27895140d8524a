import { h } from '../lib/preact.js';
import { say } from '../words.js';

const COLOURS = { x: 'var(--down)', d: 'var(--degraded)', h: 'var(--healthy)', u: 'var(--unknown)', '-': 'var(--line)' };

/** The last 24 hours as a row of bars: one element whatever their number, for pages with a thousand of them. */
export function Hours({ hours }) {
  if (!hours) {
    return null;
  }
  const bad = [...hours].filter((hour) => hour === 'x').length;
  const label = say('hours', bad ? say('hoursBad', bad) : say('hoursWell'));
  return h('span', { class: 'hours', role: 'img', 'aria-label': label, title: label, style: { backgroundImage: stripes(hours) } });
}

const known = new Map();

function stripes(hours) {
  if (!known.has(hours)) {
    const width = 100 / hours.length;
    const stops = [...hours].map((hour, i) => {
      const from = (i * width).toFixed(2);
      const to = ((i + 0.72) * width).toFixed(2);
      const end = ((i + 1) * width).toFixed(2);
      return `${COLOURS[hour]} ${from}% ${to}%, transparent ${to}% ${end}%`;
    });
    known.set(hours, `linear-gradient(90deg, ${stops.join(', ')})`);
  }
  return known.get(hours);
}
