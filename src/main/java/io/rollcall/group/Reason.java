package io.rollcall.group;

/** Why a group is told now. */
public enum Reason {
    /** Something fires, and nothing was known to fire before. */
    FIRST,
    /** More fires than was told, or more severely. */
    MORE,
    /** Some of what was told has ended. */
    SOME_ENDED,
    /** All that was told has ended. */
    ALL_ENDED,
    /** Nothing has changed for the repeat interval. */
    REPEAT,
    /** Nobody has acknowledged for so long that others are told. */
    ESCALATED,
    /** Somebody looks after it; told only to channels that can show it. */
    ACKNOWLEDGED,
    /** Whoever looked after it does not any more; told only to channels that can show it. */
    RELEASED,
    /** News that stands for itself: nothing will end it. */
    NEWS;

    /** True when it says who looks after what, and nothing of what is so. */
    public boolean isAnswer() {
        return this == ACKNOWLEDGED || this == RELEASED;
    }
}
