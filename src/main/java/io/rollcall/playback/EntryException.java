package io.rollcall.playback;

import io.rollcall.integration.Problem;
import org.jspecify.annotations.Nullable;

/** An entry of a test file is wrong. */
final class EntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final @Nullable String key;

    EntryException(int line, @Nullable String key, String message) {
        super(message);
        this.line = line;
        this.key = key;
    }

    Problem problem(String file) {
        return new Problem(file, line, key, String.valueOf(getMessage()));
    }
}
