package io.rollcall.calendar;

import java.time.Instant;

/**
 * One time at which something that recurs happens.
 *
 * @param from included
 * @param until excluded
 */
public record Window(Instant from, Instant until) {
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
