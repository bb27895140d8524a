package io.rollcall.check;

import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes for tests, one a letter: H healthy, G degraded, D failed, U unknown, S short-circuited. */
public final class Results {
    private Results() {}

    public static CheckResult of(char letter, String key, Instant at) {
        return switch (letter) {
            case 'H' -> result(key, at, Status.HEALTHY, Duration.ofMillis(20), null);
            case 'G' -> result(key, at, Status.DEGRADED, Duration.ofMillis(3000), "Slow response");
            case 'D' -> result(key, at, Status.DOWN, Duration.ofMillis(5), "Connection refused");
            case 'U' -> result(key, at, Status.UNKNOWN, null, "TOKEN is not set");
            case 'S' ->
                new CheckResult(key, at, Status.UNKNOWN, true, null, "Not called", Map.of(), List.of(), List.of());
            default -> throw new IllegalArgumentException("no outcome " + letter);
        };
    }

    public static CheckResult taking(Duration latency, String key, Instant at) {
        return result(key, at, Status.HEALTHY, latency, null);
    }

    private static CheckResult result(
            String key, Instant at, Status status, @Nullable Duration latency, @Nullable String message) {
        return new CheckResult(key, at, status, false, latency, message, Map.of(), List.of(), List.of());
    }
}
