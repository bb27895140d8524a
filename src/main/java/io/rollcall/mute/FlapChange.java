package io.rollcall.mute;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.Locale;

/**
 * An integration began to come and go, or ceased to.
 *
 * @param started true when it began
 * @param percent how much it changed lately
 * @param status its status now
 * @param at when the check began that decided it
 */
public record FlapChange(Integration integration, boolean started, double percent, Status status, Instant at) {

    /** One sentence for people. */
    public String describe() {
        String share = String.format(Locale.ROOT, "%.1f", percent);
        return started
                ? "comes and goes: its status changed in " + share
                        + " % of the last checks; single alarms and ends are not told until it has settled"
                : "has settled as " + status.word() + " (" + share + " % changes)";
    }
}
