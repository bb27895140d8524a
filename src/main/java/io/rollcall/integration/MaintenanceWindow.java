package io.rollcall.integration;

import io.rollcall.calendar.Recurrence;
import io.rollcall.calendar.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Planned work, as a row of the table {@code maintenance} says.
 *
 * @param key of the integration it is about, or null
 * @param group that it is about, or null; without both it is about everything
 * @param startsAt included
 * @param endsAt excluded
 * @param note what people work on, or null
 * @param keepChecking false when nothing is to be called meanwhile
 * @param recurrence when between start and end it goes on, or null for all the time
 */
public record MaintenanceWindow(
        @Nullable String key,
        @Nullable String group,
        Instant startsAt,
        Instant endsAt,
        @Nullable String note,
        boolean keepChecking,
        @Nullable Recurrence recurrence) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The work that goes on at that time: of what recurs this one time, with its own start and end. */
    Optional<MaintenanceWindow> at(Instant at) {
        if (at.isBefore(startsAt) || !at.isBefore(endsAt)) {
            return Optional.empty();
        }
        return recurrence == null ? Optional.of(this) : recurrence.at(at).map(this::within);
    }

    private MaintenanceWindow within(Window window) {
        Instant from = window.from().isBefore(startsAt) ? startsAt : window.from();
        Instant until = window.until().isAfter(endsAt) ? endsAt : window.until();
        return new MaintenanceWindow(key, group, from, until, note, keepChecking, null);
    }

    /** Whether the work is on that integration. */
    public boolean covers(Integration integration) {
        return (key == null || key.equals(integration.key())) && (group == null || group.equals(integration.group()));
    }

    /** For people: until when, and what for. */
    public String describe() {
        return "maintenance until " + TIME.format(endsAt) + (note == null || note.isBlank() ? "" : ": " + note.strip());
    }
}
