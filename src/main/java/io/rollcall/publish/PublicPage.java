package io.rollcall.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the public is told at a moment.
 *
 * @param historyAt of when the history is; null when none is known because the database is away since the start
 * @param outages of all components, the latest first
 * @param maintenance what is being worked on or will be, the earliest first
 * @param troubles of which people told, measured or not, the latest first
 * @param announcements what people announce and is not over, the earliest first
 */
public record PublicPage(
        Instant at,
        Condition status,
        List<Shown> components,
        List<Outage> outages,
        List<Work> maintenance,
        List<Told> troubles,
        List<Told> announcements,
        @Nullable Instant historyAt) {
    /**
     * A component.
     *
     * @param days the oldest first; empty when the history is not known
     * @param uptime percent over these days; null without checks
     */
    public record Shown(
            String key,
            String name,
            @Nullable String description,
            Condition status,
            @Nullable Double uptime,
            List<Day> days) {}

    /**
     * A component was down.
     *
     * @param id the same as long as it is shown
     * @param until null while it is
     * @param updates what people told of it, the newest first
     */
    public record Outage(
            String id, String component, String name, Instant from, @Nullable Instant until, List<Said> updates) {
        /** Of that component, without updates. */
        static Outage of(Component component, Span span) {
            String id = component.key() + "-" + span.from().toEpochMilli();
            return new Outage(id, component.key(), component.name(), span.from(), span.until(), List.of());
        }

        Outage with(List<Said> told) {
            return new Outage(id, component, name, from, until, told);
        }
    }

    /**
     * Announced maintenance.
     *
     * @param components names of what it is about
     * @param recurring true for one time of work that is done again and again
     */
    public record Work(List<String> components, Instant from, Instant until, boolean recurring) {}

    /**
     * What people tell of one trouble, or announce.
     *
     * @param title null for the names of its components
     * @param components names of what it is about; empty for all
     * @param until when trouble was resolved, or the announcement ends; null while nobody knows
     * @param updates the newest first, at least one
     * @param outages ids of those that are shown with the same updates
     */
    public record Told(
            String id,
            @Nullable String title,
            List<String> components,
            Instant from,
            @Nullable Instant until,
            List<Said> updates,
            List<String> outages) {
        /** True while people still work on it. */
        public boolean open() {
            return updates.get(0).state() != Update.State.RESOLVED;
        }
    }

    /** What somebody told at a time; nobody learns who. */
    public record Said(String id, Instant at, Update.State state, String text) {
        static Said of(Update update) {
            return new Said(update.id(), update.at(), update.state(), update.text());
        }
    }

    /** That component, if it is published. */
    public Optional<Shown> component(String key) {
        return components.stream().filter(shown -> shown.key().equals(key)).findFirst();
    }

    /** That outage, if it is shown. */
    public Optional<Outage> outage(String id) {
        return outages.stream().filter(outage -> outage.id().equals(id)).findFirst();
    }
}
