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

    /** When to try again after that failure. Where the vendor of a whole channel asks for a time, all of it pauses. */
    Instant next(Instant now, int attempts, DeliveryFailure failure, Gate gate) {
        Instant asked = failure.notBefore(now)
                .map(notBefore -> earlier(notBefore, now.plus(LONGEST_ASKED)))
                .orElse(null);
        if (asked == null) {
            long millis = Math.min(LONGEST.toMillis(), 1000L << Math.min(attempts - 1, 20));
            return now.plusMillis(Math.round(millis * (0.75 + random.nextDouble() * 0.5)));
        }
        if (!gate.policy.is(ChannelPolicy.Trait.MANY_VENDORS)) {
            gate.pause(asked);
        }
        return asked.plusMillis(random.nextInt(250));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
