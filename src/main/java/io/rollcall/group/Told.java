package io.rollcall.group;

import io.rollcall.alert.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * What was last said of an alert over a channel.
 *
 * @param firing true when the last word is that it fires
 * @param severity with which it was said to fire
 * @param alarmAt when the alarm was told, which the hold-back counts from
 * @param at when it was last said
 */
record Told(boolean firing, Severity severity, Instant alarmAt, Instant at) {

    /** When an alarm of no higher severity may be told again. */
    Instant heldUntil(Duration holdBack) {
        return alarmAt.plus(holdBack);
    }
}
