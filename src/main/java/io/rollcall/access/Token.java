package io.rollcall.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a program shows to use the API.
 *
 * @param hash of the token itself, which is kept nowhere
 * @param path it opens this path and what is below it; {@code /} for all
 * @param expiresAt null when it holds until it is removed
 */
public record Token(
        String id,
        String name,
        String hash,
        Role role,
        String path,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    /** Begins each token, so that programs which look for secrets in files find it. */
    public static final String MARK = "rollcall_";

    private static final int LONGEST = 100;

    /** The name without what surrounds it. Throws IllegalArgumentException saying what a name is. */
    public static String name(String given) {
        String name = given.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name has 1 to " + LONGEST + " characters, and no control characters");
        }
        return name;
    }

    /** The path as it is kept. Throws IllegalArgumentException saying what a path is. */
    public static String path(String given) {
        String path = given.length() > 1 && given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        if (path.contains("*") || path.contains("{")) {
            throw new IllegalArgumentException("a path is one like /api/silences; what is below it belongs to it");
        }
        return new PathPattern(path).text();
    }

    boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Token[" + id + ", " + name + ", " + role.scope() + "]";
    }
}
