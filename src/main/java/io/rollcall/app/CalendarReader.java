package io.rollcall.app;

import io.rollcall.calendar.OnCall;
import io.rollcall.calendar.TimeIntervals;
import io.rollcall.integration.Written;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads time intervals and schedules as route files declare them. */
final class CalendarReader {
    static final String INTERVALS = "time-interval";
    static final Set<String> INTERVALS_PARAMETERS = Set.of("times", "timezone");
    static final String SCHEDULE = "on-call";
    static final Set<String> SCHEDULE_PARAMETERS = Set.of("layers", "overrides", "timezone");

    private CalendarReader() {}

    static @Nullable TimeIntervals intervals(Written written) {
        ZoneId zone = zone(written);
        return written.required("times", text -> TimeIntervals.parse(text, zone));
    }

    static @Nullable OnCall schedule(Written written) {
        ZoneId zone = zone(written);
        OnCall schedule = written.required("layers", text -> OnCall.parse(text, zone));
        if (schedule == null) {
            return null;
        }
        OnCall overridden = written.optional("overrides", text -> schedule.overriddenBy(text, zone));
        return overridden == null ? schedule : overridden;
    }

    private static ZoneId zone(Written written) {
        ZoneId zone = written.optional("timezone", text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is no time zone; write one like Europe/Berlin", e);
            }
        });
        return Objects.requireNonNullElseGet(zone, ZoneId::systemDefault);
    }
}
