package io.rollcall.condition;

/**
 * Whether a condition holds, and why.
 *
 * @param truth undecided when a value was missing or of the wrong kind
 * @param explanation the condition with the values filled in, such as {@code body.status (failing) == "ok"}; when
 *     undecided, followed by the reason. Each value is cut to 100 characters
 */
public record Verdict(Truth truth, String explanation) {
    /** True only when the condition is true: an undecided one does not hold. */
    public boolean holds() {
        return truth == Truth.TRUE;
    }

    /** False when a value was missing or of the wrong kind. */
    public boolean decided() {
        return truth != Truth.UNDECIDED;
    }
}
