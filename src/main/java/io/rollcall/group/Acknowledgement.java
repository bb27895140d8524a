package io.rollcall.group;

import io.rollcall.alert.Severity;
import java.time.Instant;

/**
 * That somebody looks after an alert.
 *
 * @param who a name for people
 * @param over such as {@code slack} or {@code command}
 * @param severity how bad it was then: a rise above it ends the acknowledgement
 */
public record Acknowledgement(String who, String over, Instant at, Severity severity) {}
