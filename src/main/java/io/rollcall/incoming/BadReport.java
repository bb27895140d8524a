package io.rollcall.incoming;

import org.jspecify.annotations.Nullable;

/** What is wrong with a report, and where: nothing of it is taken then. */
public final class BadReport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    BadReport(@Nullable String field, String message) {
        super(message);
        this.field = field;
    }

    /** Where in the body, such as {@code alerts[3].labels}; null when it is about all of it. */
    public @Nullable String field() {
        return field;
    }

    /** What is wrong, without where. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
