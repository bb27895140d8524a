package io.rollcall.group;

import io.rollcall.alert.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * What was last said of an alert over a channel.
 *
 * @param firing true when the last word to the receiver's own people is that it fires
 * @param severity with which it was said to fire
 * @param alarmAt when they were told the alarm, which the hold-back counts from
 * @param at when it was last said, to whomever
 * @param aside true when only a step of an escalation has said over the channel that it fires, while they know nothing of it
 */
record Told(boolean firing, Severity severity, Instant alarmAt, Instant at, boolean aside) {
    /** When they were told an alarm that they were never told. */
    private static final Instant NEVER = Instant.EPOCH;

    /** Said to the receiver's own people. */
    Told(boolean firing, Severity severity, Instant alarmAt, Instant at) {
        this(firing, severity, alarmAt, at, false);
    }

    /** Said for the first time, to others. */
    static Told onlyAside(Severity severity, Instant now) {
        return new Told(false, severity, NEVER, now, true);
    }

    /** The same, and others know that it fires. */
    Told alsoAside(Instant now) {
        return new Told(firing, severity, alarmAt, now, true);
    }

    /** True when the last word to anybody is that it fires: somebody is to be told the end. */
    boolean open() {
        return firing || aside;
    }

    /** When an alarm of no higher severity may be told again. */
    Instant heldUntil(Duration holdBack) {
        return alarmAt.plus(holdBack);
    }
}
