package io.rollcall.access;

import java.time.Duration;
import java.time.Instant;

/**
 * That somebody is logged in.
 *
 * @param hash of what the cookie holds
 * @param local whether the name is that of a {@link Person}; otherwise an identity provider has said who it is
 */
public record Session(String hash, String name, Role role, boolean local, Instant startedAt, Instant seenAt) {
    /** How long a session lasts: without being used, and at most. */
    public record Limits(Duration idle, Duration length) {}

    boolean over(Instant now, Limits limits) {
        return !now.isBefore(seenAt.plus(limits.idle())) || !now.isBefore(startedAt.plus(limits.length()));
    }

    Session seen(Instant at) {
        return new Session(hash, name, role, local, startedAt, at);
    }
}
