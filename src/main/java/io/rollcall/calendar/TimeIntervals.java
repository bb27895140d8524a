package io.rollcall.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * Is it a time such as business hours? One interval a line: times of the day, weekdays, days of the month (from its end
 * where negative), months, years and a time zone, of which all must fit; of several lines one must. The semantics of
 * Alertmanager's time intervals. Immutable.
 */
public record TimeIntervals(List<TimeInterval> intervals) {
    public TimeIntervals {
        intervals = List.copyOf(intervals);
    }

    /**
     * Reads the intervals.
     *
     * @param usual the time zone of lines that name none
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static TimeIntervals parse(String text, ZoneId usual) {
        List<TimeInterval> intervals = text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> TimeInterval.parse(line, usual))
                .toList();
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("no time interval; write one a line, such as mon-fri 09:00-17:00");
        }
        return new TimeIntervals(intervals);
    }

    public boolean contains(Instant at) {
        return intervals.stream().anyMatch(interval -> interval.contains(at));
    }

    /** The next time after that one at which the answer may be another; at most two days later. */
    Instant nextEdge(Instant at) {
        return intervals.stream()
                .flatMap(interval -> interval.edges(at))
                .filter(edge -> edge.isAfter(at))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
