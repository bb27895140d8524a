package io.rollcall.notify;

import java.time.Duration;
import java.time.Instant;

/** Whether a channel may be used now: its pace, its pause after a Retry-After, and how many are in flight. */
final class Gate {
    /** Fewer than the queue in front of a channel's route holds, and enough to keep its threads busy. */
    private static final int MOST_IN_FLIGHT = 16;

    final ChannelPolicy policy;
    private Instant pausedUntil = Instant.MIN;
    private Instant nextSlot = Instant.MIN;
    private int inFlight;
    long sent;
    long failed;
    long dead;

    Gate(ChannelPolicy policy) {
        this.policy = policy;
    }

    boolean isOpen(Instant now) {
        Duration credit = policy.pace().multipliedBy(policy.burst() - 1L);
        return inFlight < MOST_IN_FLIGHT && !pausedUntil.isAfter(now) && !nextSlot.isAfter(now.plus(credit));
    }

    void take(Instant now) {
        inFlight++;
        nextSlot = (nextSlot.isAfter(now) ? nextSlot : now).plus(policy.pace());
    }

    void giveBack() {
        inFlight--;
    }

    void pause(Instant until) {
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }
}
