package io.rollcall.playback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a rule fired, or would have.
 *
 * @param integration an integration's key, {@code group:<name>} or {@code system}
 * @param severity as a word, the last it had
 * @param end null when it fires still
 */
public record Fired(String rule, String integration, String severity, Instant begin, @Nullable Instant end) {}
