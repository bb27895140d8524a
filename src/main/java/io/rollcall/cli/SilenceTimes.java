package io.rollcall.cli;

import io.rollcall.integration.DurationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a silence ends, as it is said at the command line. */
final class SilenceTimes {
    @Option(names = "--for", paramLabel = "DURATION", description = "How long, such as 30m, 2h or 3d.")
    private @Nullable String length;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it ends instead, such as 2026-03-01T18:00 (here) or 2026-03-01T17:00:00Z.")
    private @Nullable String until;

    /** Null when nothing is said; throws IllegalArgumentException saying what is wrong. */
    @Nullable
    Instant end(Instant start) {
        if (length != null && until != null) {
            throw new IllegalArgumentException("write either --for or --until");
        }
        return length != null ? start.plus(DurationText.parse(length)) : until == null ? null : time(until);
    }

    static Instant time(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time; write one like 2026-03-01T18:00 or 2026-03-01T17:00:00Z", e);
        }
    }
}
