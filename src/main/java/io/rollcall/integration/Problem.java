package io.rollcall.integration;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in what somebody wrote: where it stands and what would be right.
 *
 * @param file the file as the reader knows it, or the table for what was written there
 * @param line the line in it, from 1, or 0 when it has none
 * @param key the parameter or property at fault, or null
 * @param message what is wrong and what would be right, without secrets
 */
public record Problem(String file, int line, @Nullable String key, String message) {
    /** As compilers write it: {@code file:line: key: message}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (key == null ? "" : key + ": ") + message;
    }
}
