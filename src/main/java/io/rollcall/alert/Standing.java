package io.rollcall.alert;

import java.time.Instant;

/**
 * Where a rule stands for an integration.
 *
 * @param firing false while the condition has not held for long enough
 * @param severity with which it fired
 * @param condition as written when it began to hold
 * @param since when the condition began to hold
 */
record Standing(boolean firing, Severity severity, String condition, Instant since) {

    boolean ripe(AlertRule rule, Instant now) {
        return !since.plus(rule.condition().hold()).isAfter(now);
    }

    /** True when it fires, but less severely than the rule now asks for. */
    boolean mildlyFiring(AlertRule rule) {
        return firing && rule.severity().compareTo(severity) > 0;
    }
}
