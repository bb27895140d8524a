package io.rollcall.cli;

import java.util.function.Supplier;

/** What whoever calls a command can mend; the message says how. */
final class Mistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
        super(message);
    }

    /** What the maker makes; what it complains of is a mistake of whoever calls. */
    static <T> T told(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new Mistake(String.valueOf(e.getMessage()));
        }
    }
}
