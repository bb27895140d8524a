/** Where values lie between two edges of a chart, and at which round values its lines stand. */
export function roundSteps(most, wanted) {
  const rough = Math.max(most, 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, i) => i * step);
}

const MINUTE = 60_000;
const STEPS = [1, 5, 10, 15, 30, 60, 180, 360, 720, 1440, 2880, 7200, 14400].map((minutes) => minutes * MINUTE);

/** Round times between two, at most so many. */
export function roundTimes(from, to, most) {
  const step = STEPS.find((size) => (to - from) / size <= most) ?? STEPS.at(-1);
  const offset = new Date(from).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((from - offset) / step) * step + offset;
  const times = [];
  for (let at = first; at <= to; at += step) {
    times.push(at);
  }
  return times;
}

/** The point of a series that is nearest to a time, by halving. */
export function nearest(points, at) {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle][0] < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const before = points[low - 1];
  return before && at - before[0] < points[low][0] - at ? before : points[low];
}
