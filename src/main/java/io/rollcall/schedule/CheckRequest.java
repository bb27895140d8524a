package io.rollcall.schedule;

import java.time.Instant;

/**
 * Asks for one check. A plain value, so that it can cross a message broker.
 *
 * @param integration the key of what is to be checked
 * @param due when it was due
 */
public record CheckRequest(String integration, Instant due) {}
