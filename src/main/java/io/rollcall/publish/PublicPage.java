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
 */
public record PublicPage(
        Instant at,
        Condition status,
        List<Shown> components,
        List<Outage> outages,
        List<Work> maintenance,
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
     * @param until null while it is
     */
    public record Outage(String component, String name, Instant from, @Nullable Instant until) {}

    /**
     * Announced maintenance.
     *
     * @param components names of what it is about
     */
    public record Work(List<String> components, Instant from, Instant until) {}

    /** That component, if it is published. */
    public Optional<Shown> component(String key) {
        return components.stream().filter(shown -> shown.key().equals(key)).findFirst();
    }
}
