package io.rollcall.publish;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A component on a day of UTC.
 *
 * @param uptime percent of measured checks that found it healthy or degraded (requirement 002-28); null without any
 */
public record Day(LocalDate date, Condition condition, @Nullable Double uptime) {
    /** So large a part of a day's checks must have gone wrong to colour it. */
    private static final double NOTED = 0.1;

    /** Counts of a day's measured checks. */
    record Counts(long healthy, long degraded, long down) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(healthy + other.healthy, degraded + other.degraded, down + other.down);
        }

        long all() {
            return healthy + degraded + down;
        }

        @Nullable
        Double uptime() {
            return all() == 0 ? null : Math.floor(10_000.0 * (healthy + degraded) / all()) / 100;
        }
    }

    static Day of(LocalDate date, Counts counts) {
        return new Day(date, condition(counts), counts.uptime());
    }

    private static Condition condition(Counts counts) {
        if (counts.all() == 0) {
            return Condition.NO_DATA;
        }
        if (counts.down() > 0) {
            return counts.down() >= NOTED * counts.all() ? Condition.MAJOR_OUTAGE : Condition.PARTIAL_OUTAGE;
        }
        return counts.degraded() >= NOTED * counts.all() ? Condition.DEGRADED : Condition.OPERATIONAL;
    }
}
