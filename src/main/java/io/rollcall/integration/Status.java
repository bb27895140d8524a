package io.rollcall.integration;

import java.util.Locale;

/** How an integration is, as far as we know. Other vocabularies are mapped to this one at the edge that needs them. */
public enum Status {
    /** Works, and fast enough. */
    HEALTHY,
    /** Works, but slow or with a complaint of its own. */
    DEGRADED,
    /** Does not work. */
    DOWN,
    /** Not measured: disabled, not configured, or not checked yet. */
    UNKNOWN;

    /** The word used in the database, the API and messages: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a word as {@link #word()} gives it, in any case. Throws IllegalArgumentException for any other. */
    public static Status ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** True for healthy and degraded: the integration does its work (requirement 002-28). */
    public boolean isUp() {
        return this == HEALTHY || this == DEGRADED;
    }
}
