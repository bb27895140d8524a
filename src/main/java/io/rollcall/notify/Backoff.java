package io.rollcall.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When the next attempt is due: one second, doubling to five minutes, spread so that retries do not march in step. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** A vendor that asks for more is asked again sooner: nobody wants to wait a day for a mistyped header. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Instant next(Instant now, int attempts) {
        long millis = Math.min(LONGEST.toMillis(), 1000L << Math.min(attempts - 1, 20));
        return now.plusMillis(Math.round(millis * (0.75 + random.nextDouble() * 0.5)));
    }

    /** The time a vendor asked for, within reason. */
    Instant asked(Instant now, Instant notBefore) {
        Instant latest = now.plus(LONGEST_ASKED);
        return notBefore.isAfter(latest) ? latest : notBefore;
    }

    /** A little later than the time asked for. */
    Instant after(Instant asked) {
        return asked.plusMillis(random.nextInt(250));
    }
}
