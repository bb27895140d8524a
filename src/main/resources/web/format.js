import { language, say } from './words.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const dates = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });

export const NOTHING = '–';

export function number(value, digits = 0) {
  return value.toLocaleString(language, { maximumFractionDigits: digits });
}

export function milliseconds(value) {
  if (value === null || value === undefined) {
    return NOTHING;
  }
  return value < 10_000 ? `${number(value, value < 10 ? 1 : 0)} ms` : `${number(value / 1000, 1)} s`;
}

/** Never rounds up to 100, which would hide a failure. */
export function percent(value, digits = 2) {
  if (value === null || value === undefined) {
    return NOTHING;
  }
  const cut = Math.floor(value * 10 ** digits + 1e-6) / 10 ** digits;
  return (cut / 100).toLocaleString(language, { style: 'percent', maximumFractionDigits: digits });
}

/** A length of time by its two largest units: 3d 4h. */
export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  const parts = [['d', DAY, Infinity], ['h', HOUR, 24], ['m', MINUTE, 60], ['s', 1, 60]]
    .map(([unit, size, most]) => [Math.floor(s / size) % most, unit])
    .filter(([count]) => count > 0);
  return parts.slice(0, 2).map(([count, unit]) => `${count}${unit}`).join(' ') || '0s';
}

/** The same with all units from days to minutes: 45d 13h 27m. */
export function longSpan(seconds) {
  const s = Math.max(0, seconds);
  return s < MINUTE ? span(s) : `${s >= DAY ? `${Math.floor(s / DAY)}d ` : ''}${s >= HOUR ? `${Math.floor(s / HOUR) % 24}h ` : ''}${Math.floor(s / MINUTE) % 60}m`;
}

export function secondsSince(time) {
  return (Date.now() - Date.parse(time)) / 1000;
}

export function ago(time) {
  return time ? say('ago', span(secondsSince(time))) : NOTHING;
}

export function moment(time) {
  return time ? times.format(new Date(time)) : NOTHING;
}

export function hourMinute(time) {
  return clock.format(new Date(time));
}

export function dayMonth(time) {
  return dates.format(new Date(time));
}

/** A part of an address as text; as it stands where it is no good address. */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
