package io.rollcall.mute;

/** Matchers that cannot be used. The message says where, what is wrong, and what would be right. */
public final class MatcherException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    /** One at that column of the text, counted from 1. */
    public MatcherException(int column, String message) {
        super("column " + column + ": " + message);
        this.column = column;
    }

    /** Where in the text, counted from 1. */
    public int column() {
        return column;
    }
}
