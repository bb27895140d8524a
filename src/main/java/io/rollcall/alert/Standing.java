package io.rollcall.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands for a subject.
 *
 * @param firing false while the condition has not held for long enough
 * @param severity with which it fired
 * @param condition as written when it began to hold
 * @param since when the condition began to hold
 * @param clearSince since when it fires although the condition no longer holds, or null
 * @param alert what was told, or while it waits what would be; null when an earlier version kept none
 */
record Standing(
        boolean firing,
        Severity severity,
        String condition,
        Instant since,
        @Nullable Instant clearSince,
        @Nullable Alert alert) {

    static Standing of(AlertRule rule, boolean firing, Instant since, Alert alert) {
        return new Standing(firing, rule.severity(), rule.condition().toString(), since, null, alert);
    }

    boolean ripe(AlertRule rule, Instant now) {
        return !firing && !since.plus(rule.timing().hold()).isAfter(now);
    }

    /** True when it has fired long enough without its condition. */
    boolean over(AlertRule rule, Instant now) {
        Duration keep = rule.timing().keepFiring();
        return firing && clearSince != null && !clearSince.plus(keep).isAfter(now);
    }

    /** True when it fires, but less severely than the rule now asks for. */
    boolean mildlyFiring(AlertRule rule) {
        return firing && rule.severity().compareTo(severity) > 0;
    }

    Standing clearSince(@Nullable Instant at) {
        return new Standing(firing, severity, condition, since, at, alert);
    }

    Standing with(Alert other) {
        return new Standing(firing, severity, condition, since, clearSince, other);
    }

    String state() {
        return firing ? "firing" : "pending";
    }
}
