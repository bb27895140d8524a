/** Recurring times as they are written, and as fields. */
const DAYS = 'mon,tue,wed,thu,fri,sat,sun'.split(',');
const FORM = /^(daily|weekly|monthly)(?: (\S+))? (\d\d:\d\d)-(\d\d:\d\d)(?: ([A-Z]\S*))?$/;

export const WEEKDAYS = DAYS;
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function noRecurrence() {
  return { kind: 'once', from: '22:00', until: '06:00', weekdays: [], monthDays: '1', text: '', zone: HERE };
}

/** What cannot be shown in fields stays a text. */
export function parseRecurrence(text) {
  if (!text) {
    return noRecurrence();
  }
  const [, kind, days, from, until, zone = HERE] = text.match(FORM) ?? [];
  const weekdays = days?.split(',') ?? [];
  if (!kind || (kind === 'daily') !== (days === undefined) || (kind === 'weekly' && weekdays.some((day) => !DAYS.includes(day)))) {
    return { ...noRecurrence(), kind: 'text', text };
  }
  return { ...noRecurrence(), kind, from, until, zone, weekdays: kind === 'weekly' ? weekdays : [], monthDays: kind === 'monthly' ? days : '1' };
}

/** Null for what happens once. */
export function writeRecurrence({ kind, from, until, weekdays, monthDays, text, zone }) {
  const days = { daily: '', weekly: `${DAYS.filter((day) => weekdays.includes(day)).join(',')} `, monthly: `${monthDays.replace(/\s/g, '')} ` };
  if (kind === 'once') {
    return null;
  }
  return kind === 'text' ? text.trim() : `${kind} ${days[kind]}${from}-${until} ${zone.trim()}`.trim();
}
