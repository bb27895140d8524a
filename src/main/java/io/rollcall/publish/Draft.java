package io.rollcall.publish;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to tell the public.
 *
 * @param bulletin to which it belongs, or null for the one that is open about any of the components, else a new one
 * @param components keys of what it is about
 * @param startsAt when a new one began or begins, or null for now
 * @param endsAt of an announcement, else null
 */
public record Draft(
        @Nullable String bulletin,
        Set<String> components,
        @Nullable String title,
        Update.State state,
        String text,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        String author) {
    public Draft {
        components = Set.copyOf(components);
        if ((endsAt != null) != (state == Update.State.NOTICE) && bulletin == null) {
            throw new IllegalArgumentException("an announcement has an end, and trouble has none");
        }
    }
}
