package io.rollcall.condition;

/** A condition that cannot be used. The message says where, what is wrong with it, and what would be right. */
public final class ConditionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    /** One at that column, counted from 1. */
    public ConditionException(int column, String message) {
        super("column " + column + ": " + message);
        this.column = column;
    }

    /** One in a text of more than one condition, at a place such as "line 2". */
    public ConditionException(String place, ConditionException cause) {
        super(place + ", " + cause.getMessage(), cause);
        this.column = cause.column;
    }

    /** Where in the condition's text, counted from 1. */
    public int column() {
        return column;
    }
}
