package io.rollcall.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a silence ends, as it is said at the command line. */
final class SilenceTimes {
    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long, such as 30m, 2h or 3d.")
    private @Nullable Duration length;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Times.class,
            description = "When it ends instead, such as 2026-03-01T18:00 (here) or 2026-03-01T17:00:00Z.")
    private @Nullable Instant until;

    /** Null when nothing is said; throws IllegalArgumentException saying what is wrong. */
    @Nullable
    Instant end(Instant start) {
        if (length != null && until != null) {
            throw new IllegalArgumentException("write either --for or --until");
        }
        return length == null ? until : start.plus(length);
    }
}
