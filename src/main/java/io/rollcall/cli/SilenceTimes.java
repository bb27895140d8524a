package io.rollcall.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

    /** By this machine's clock unless an offset is said. */
    static Instant time(String text) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time; write one like 2026-03-01T18:00 or 2026-03-01T17:00:00Z", e);
        }
    }

    /** A time at the command line. */
    static final class Times implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return time(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
