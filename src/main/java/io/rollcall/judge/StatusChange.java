package io.rollcall.judge;

import io.rollcall.integration.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An integration's status became another.
 *
 * @param integration its key
 * @param at when the deciding check began
 * @param message what the deciding check said, or null
 */
public record StatusChange(String integration, Instant at, Status from, Status to, @Nullable String message) {}
