package io.rollcall.publish;

import io.rollcall.words.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be told of what the status page says.
 *
 * @param id unique, random; what everything but this calls him
 * @param components keys of what he wants to be told of; empty for all
 * @param confirmedAt when it was shown that the address is his; null before that
 * @param at when he last asked for it
 */
public record Subscriber(
        String id,
        Address address,
        Language language,
        Set<String> components,
        @Nullable Instant confirmedAt,
        Instant at) {
    /** So long may it take to show that the address is his. */
    public static final Duration PATIENCE = Duration.ofHours(24);

    public Subscriber {
        components = Set.copyOf(components);
    }

    Subscriber confirmed(Instant now) {
        return new Subscriber(id, address, language, components, now, at);
    }

    /** The same one, who wants something else from now on. One who waits gains no time by that. */
    Subscriber wanting(Language other, Set<String> others, Instant now) {
        return new Subscriber(id, address, other, others, confirmedAt, confirmedAt == null ? at : now);
    }

    boolean sameWish(Subscriber other) {
        return language == other.language && components.equals(other.components);
    }

    /** Whether he wants to be told about these components; none are all. */
    boolean wants(Set<String> about) {
        return confirmedAt != null
                && (components.isEmpty()
                        || about.isEmpty()
                        || components.stream().anyMatch(about::contains));
    }

    boolean expired(Instant now) {
        return confirmedAt == null && !at.plus(PATIENCE).isAfter(now);
    }

    @Override
    public String toString() {
        return "Subscriber[id=" + id + "]";
    }
}
