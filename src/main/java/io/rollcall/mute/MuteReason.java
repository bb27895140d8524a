package io.rollcall.mute;

/**
 * Why an alert is not told now.
 *
 * @param text one sentence for people
 * @param id of the silence, name of the inhibition rule, or key of the integration that flaps
 * @param deliverEnd whether the end of an alert that was told before is told all the same
 */
public record MuteReason(Kind kind, String text, String id, boolean deliverEnd) {

    /** What mutes it. */
    public enum Kind {
        INHIBITED,
        SILENCED,
        FLAPPING
    }
}
