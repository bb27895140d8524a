package io.rollcall.cli;

import java.time.Duration;

/** Lengths of time as people read them, such as {@code 45d 13h 27m}. */
final class Spans {
    private Spans() {}

    /** With all units from days to minutes; below a minute in seconds. */
    static String full(Duration length) {
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, length.toSeconds()) + "s";
        }
        String days = length.toDays() > 0 ? length.toDays() + "d " : "";
        String hours = length.toHours() > 0 ? length.toHoursPart() + "h " : "";
        return days + hours + length.toMinutesPart() + "m";
    }

    /** With its largest unit only. */
    static String rough(Duration length) {
        if (length.toDays() > 3) {
            return length.toDays() + "d";
        }
        if (length.toHours() > 0) {
            return length.toHours() + "h";
        }
        return length.toMinutes() > 0 ? length.toMinutes() + "m" : Math.max(0, length.toSeconds()) + "s";
    }
}
