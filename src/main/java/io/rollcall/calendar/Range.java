package io.rollcall.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers from one to another, both included; days of a month count from its end where they are negative. */
record Range(int from, int until) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,4})(?::(-?\\d{1,4}))?");

    static Range parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no number or range; write 1, -1 or 1:7");
        }
        int from = Integer.parseInt(parts.group(1));
        return new Range(from, parts.group(2) == null ? from : Integer.parseInt(parts.group(2)));
    }

    /** Days of a month, as they are written. */
    static Range ofDays(Range days) {
        boolean known = isDay(days.from) && isDay(days.until);
        boolean ordered = days.from > 0 != days.until > 0 ? days.from > 0 : days.from <= days.until;
        if (!known || !ordered) {
            throw new IllegalArgumentException(
                    "'" + days + "' are no days of a month; write 1:7, 15 or -3:-1, where -1" + " is the last one");
        }
        return days;
    }

    private static boolean isDay(int day) {
        return day != 0 && Math.abs(day) <= 31;
    }

    boolean contains(int number) {
        return number >= from && number <= until;
    }

    /** Whether a day of a month of so many days is among these; what lies beyond its ends is cut off. */
    boolean containsDay(int day, int length) {
        int first = from < 0 ? length + from + 1 : from;
        int last = until < 0 ? length + until + 1 : until;
        return day >= first && day <= last;
    }

    @Override
    public String toString() {
        return from == until ? String.valueOf(from) : from + ":" + until;
    }
}
