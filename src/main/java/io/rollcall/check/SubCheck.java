package io.rollcall.check;

import io.rollcall.integration.Status;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a check looks at (requirements 000-23 to 000-25).
 *
 * @param name what people read, such as {@code connection pool}
 * @param status healthy when its condition holds; degraded or down when it does not; unknown when it could not be measured
 * @param value what was found, as people read it, or null when it is no single value
 * @param threshold what was asked for, such as {@code < 80%}, or null
 * @param message why it is not healthy, or null
 * @param informational true when it does not decide the outcome
 */
public record SubCheck(
        String name,
        Status status,
        @Nullable String value,
        @Nullable String threshold,
        @Nullable String message,
        boolean informational) {}
