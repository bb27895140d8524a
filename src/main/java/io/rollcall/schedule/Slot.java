package io.rollcall.schedule;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Timetable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One integration's place in the schedule. Guarded by the schedule's lock. */
final class Slot {
    /** Spreads any number of integrations evenly over an interval: multiples of the golden ratio never cluster. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    Integration integration;
    /** When it is due next; while a check is in flight, when that check counts as lost. */
    Instant next;
    /** When the check in flight was due, or null while none is. */
    @Nullable
    Instant inFlight;
    /** The quota that the check in flight counts against, or that the slot waits for; null when neither. */
    @Nullable
    Quota quota;

    /** Whether it was asked for while a check was in flight, which may have looked too early. */
    boolean again;

    private final double phase;

    Slot(Integration integration, long number, Instant first) {
        this.integration = integration;
        this.next = first;
        this.phase = (number * GOLDEN_RATIO) % 1.0;
    }

    /**
     * The first beat after the given time: what the timetable says, or else beats that are one interval apart, shifted by
     * this slot's own phase.
     */
    Instant beatAfter(Instant time) {
        Timetable timetable = integration.cadence().timetable();
        if (timetable != null) {
            return timetable.next(time);
        }
        long interval = integration.cadence().interval().toMillis();
        long shifted = time.toEpochMilli() - (long) (phase * interval);
        return Instant.ofEpochMilli((Math.floorDiv(shifted, interval) + 1) * interval + (long) (phase * interval));
    }
}
