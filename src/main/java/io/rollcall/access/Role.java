package io.rollcall.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much somebody may do. Each role may do all that those before it may. */
public enum Role {
    /** Looks. */
    VIEWER("read"),
    /** Answers alerts, asks for silences and checks. */
    OPERATOR("operate"),
    /** Everything. */
    ADMIN("admin");

    private final String scope;

    Role(String scope) {
        this.scope = scope;
    }

    /** The role as people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the scope of a token is called that may do as much. */
    public String scope() {
        return scope;
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** Throws IllegalArgumentException saying which roles there are. */
    public static Role of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a role is one of "
                        + Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "))));
    }

    /** Throws IllegalArgumentException saying which scopes there are. */
    public static Role ofScope(String word) {
        return Arrays.stream(values())
                .filter(role -> role.scope.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a scope is one of "
                        + Arrays.stream(values()).map(Role::scope).collect(Collectors.joining(", "))));
    }
}
