package io.rollcall.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * A window that slides over time in slices: what is in it is counted per slice and forgotten a slice at a time. It holds
 * everything that is not older than its length, and nothing that is older by more than a slice. Confined to its owner's lock.
 */
abstract class Slices {
    /** Slices that a window's length is cut into. */
    static final int PARTS = 30;

    /** One more, for the newest is not full yet. */
    static final int KEPT = PARTS + 1;

    private final long width;
    private long newest = Long.MIN_VALUE;

    Slices(Duration length) {
        this.width = Math.max(1, (length.toMillis() + PARTS - 1) / PARTS);
    }

    /** Where to count what happened then, or -1 when that is too long ago. */
    final int place(Instant at) {
        long slice = Math.floorDiv(at.toEpochMilli(), width);
        advance(slice);
        return slice <= newest - KEPT ? -1 : Math.floorMod(slice, KEPT);
    }

    /** Forgets what is too old by now. */
    final void expire(Instant now) {
        if (newest != Long.MIN_VALUE) {
            advance(Math.floorDiv(now.toEpochMilli(), width));
        }
    }

    private void advance(long slice) {
        if (newest == Long.MIN_VALUE) {
            newest = slice;
        }
        for (long next = Math.max(newest + 1, slice - KEPT + 1); next <= slice; next++) {
            clear(Math.floorMod(next, KEPT));
        }
        newest = Math.max(newest, slice);
    }

    /** Takes in an outcome. */
    abstract void add(Sample sample, int place);

    /** Whether there is anything in it. */
    abstract boolean isEmpty();

    abstract void clear(int place);
}
