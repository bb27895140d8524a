package io.rollcall.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in here, or whom an identity provider has let in.
 *
 * @param role of somebody from a provider: that of the newest session
 * @param local whether it is a {@link Person}, who can be changed here
 * @param createdAt null for somebody from a provider
 * @param changedAt when role or password changed last; null for somebody from a provider
 * @param sessions how often somebody is logged in under that name
 * @param seenAt when any of these sessions was used last; null where there is none
 */
public record Profile(
        String name,
        Role role,
        boolean local,
        @Nullable Instant createdAt,
        @Nullable Instant changedAt,
        int sessions,
        @Nullable Instant seenAt) {

    /** Another number after each change of role or password: the microseconds of the last one. 0 for somebody from a provider. */
    public long version() {
        return changedAt == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, changedAt);
    }
}
