package io.rollcall.integration;

import io.rollcall.calendar.Recurrence;
import io.rollcall.calendar.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * @param announced false when the public is not to know of it
 * @param recurrence when between start and end it goes on, or null for all the time
 */
public record MaintenanceWindow(
        @Nullable String key,
        @Nullable String group,
        Instant startsAt,
        Instant endsAt,
        @Nullable String note,
        boolean keepChecking,
        boolean announced,
        @Nullable Recurrence recurrence) {
    /** So many of its next times are told at once. */
    private static final int NEXT = 3;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The work that goes on at that time: of what recurs this one time, with its own start and end. */
    Optional<MaintenanceWindow> at(Instant at) {
        if (at.isBefore(startsAt) || !at.isBefore(endsAt)) {
            return Optional.empty();
        }
        return recurrence == null ? Optional.of(this) : recurrence.at(at).map(this::within);
    }

    /** When it begins after that time and before the other; what recurs would fill a page, so only its next few times. */
    List<MaintenanceWindow> ahead(Instant now, Instant before) {
        if (recurrence == null) {
            return startsAt.isAfter(now) && startsAt.isBefore(before) ? List.of(this) : List.of();
        }
        Instant end = endsAt.isBefore(before) ? endsAt : before;
        List<MaintenanceWindow> times = new ArrayList<>();
        if (startsAt.isAfter(now) && startsAt.isBefore(end)) {
            recurrence.at(startsAt).map(this::within).ifPresent(times::add);
        }
        Instant after = startsAt.isAfter(now) ? startsAt : now;
        Optional<Window> next = recurrence.next(after);
        while (times.size() < NEXT && next.isPresent() && next.get().from().isBefore(end)) {
            times.add(within(next.get()));
            next = recurrence.next(next.get().from());
        }
        return times;
    }

    private MaintenanceWindow within(Window window) {
        Instant from = window.from().isBefore(startsAt) ? startsAt : window.from();
        Instant until = window.until().isAfter(endsAt) ? endsAt : window.until();
        return new MaintenanceWindow(key, group, from, until, note, keepChecking, announced, recurrence);
    }

    /** Of the work that goes on that on one integration, first that in which it is not to be called; empty when there is none. */
    public static Optional<MaintenanceWindow> on(Integration integration, List<MaintenanceWindow> underWay) {
        return underWay.isEmpty()
                ? Optional.empty()
                : underWay.stream()
                        .filter(window -> window.covers(integration))
                        .min(Comparator.comparing(MaintenanceWindow::keepChecking));
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
