package io.rollcall.condition;

/**
 * The three truth values of Kleene's logic: a comparison with a value that is missing or of the wrong kind is
 * undecided, and so is all that depends on it. What does not depend on it is decided: false and undecided is false.
 */
public enum Truth {
    FALSE,
    UNDECIDED,
    TRUE;

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNDECIDED -> UNDECIDED;
        };
    }
}
