package io.rollcall.calendar;

import java.util.Map;
import java.util.Optional;

/** The time intervals and the schedules of those on call, by name, as they are declared now. Thread-safe. */
public final class Calendars {
    private volatile Map<String, TimeIntervals> intervals = Map.of();
    private volatile Map<String, OnCall> schedules = Map.of();

    /** Those times, such as {@code business-hours}. */
    public Optional<TimeIntervals> intervals(String name) {
        return Optional.ofNullable(intervals.get(name));
    }

    /** Who is on call for something, such as {@code payments}. */
    public Optional<OnCall> schedule(String name) {
        return Optional.ofNullable(schedules.get(name));
    }

    /** All schedules by name. */
    public Map<String, OnCall> schedules() {
        return schedules;
    }

    /** Takes over the time intervals that are declared now. */
    public void takeIntervals(Map<String, TimeIntervals> now) {
        intervals = Map.copyOf(now);
    }

    /** Takes over the schedules that are declared now. */
    public void takeSchedules(Map<String, OnCall> now) {
        schedules = Map.copyOf(now);
    }
}
