package io.rollcall.integration;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
 */
public record MaintenanceWindow(
        @Nullable String key,
        @Nullable String group,
        Instant startsAt,
        Instant endsAt,
        @Nullable String note,
        boolean keepChecking) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    boolean isOpen(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
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
