package io.rollcall.condition;

import java.util.List;

/**
 * The smallest part of a condition's text that means something.
 *
 * @param text as written; of quoted text, what is between the quotes, escapes resolved
 * @param column where it begins, counted from 1
 * @param path of a name, its parts; otherwise empty
 */
record Token(Kind kind, String text, int column, List<Step> path) {
    enum Kind {
        NAME,
        /** A bare upper-case word, such as DOWN. */
        WORD,
        NUMBER,
        TEXT,
        SYMBOL,
        END
    }

    boolean is(String keywordOrSymbol) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(keywordOrSymbol);
    }

    /** As an error message names it. */
    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
