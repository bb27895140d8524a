package io.rollcall.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that goes on when the other one is set back: nothing that waits for a time waits any longer for it. It then
 * stays ahead of the other clock. Thread-safe.
 */
public final class ForwardClock extends Clock {
    private final Clock clock;
    private Duration ahead = Duration.ZERO;
    private Instant last = Instant.MIN;

    public ForwardClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = clock.instant().plus(ahead);
        if (now.isBefore(last)) {
            ahead = ahead.plus(Duration.between(now, last));
            now = last;
        }
        last = now;
        return now;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ForwardClock(clock.withZone(zone));
    }
}
