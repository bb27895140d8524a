package io.rollcall.condition;

import io.rollcall.condition.Value.Bool;
import io.rollcall.condition.Value.Entries;
import io.rollcall.condition.Value.Null;
import io.rollcall.condition.Value.Quantity;
import io.rollcall.condition.Value.Text;
import io.rollcall.condition.Value.Word;
import org.jspecify.annotations.Nullable;

/** How two values are compared. Undecided where the operator does not apply to them. */
enum Op {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    CONTAINS("contains");

    private final String symbol;

    Op(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    static @Nullable Op of(Token token) {
        for (Op op : values()) {
            if (token.is(op.symbol)) {
                return op;
            }
        }
        return null;
    }

    boolean orders() {
        return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
    }

    Truth test(Value left, Value right) {
        return switch (this) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> equal(left, right).not();
            case CONTAINS -> contains(left, right);
            case LESS, AT_MOST, GREATER, AT_LEAST -> order(left, right);
        };
    }

    private static Truth equal(Value left, Value right) {
        if (left instanceof Quantity a && right instanceof Quantity b && a.type() == b.type()) {
            return Truth.of(a.amount().compareTo(b.amount()) == 0);
        }
        String a = textOf(left);
        String b = textOf(right);
        if (a != null && b != null) {
            boolean anyCase = left instanceof Word || right instanceof Word;
            return Truth.of(anyCase ? a.equalsIgnoreCase(b) : a.equals(b));
        }
        if (left instanceof Bool && right instanceof Bool || left instanceof Null && right instanceof Null) {
            return Truth.of(left.equals(right));
        }
        return Truth.UNDECIDED;
    }

    private static @Nullable String textOf(Value value) {
        if (value instanceof Word word) {
            return word.word();
        }
        return value instanceof Text text ? text.text() : null;
    }

    private static Truth contains(Value left, Value right) {
        if (left instanceof Text text && right instanceof Text part) {
            return Truth.of(text.text().contains(part.text()));
        }
        if (!(left instanceof Entries list) || right instanceof Entries || right instanceof Value.Fields) {
            return Truth.UNDECIDED;
        }
        for (Object entry : list.entries()) {
            if (equal(Reading.entry(entry), right) == Truth.TRUE) {
                return Truth.TRUE;
            }
        }
        return Truth.FALSE;
    }

    private Truth order(Value left, Value right) {
        if (!(left instanceof Quantity a && right instanceof Quantity b && a.type() == b.type())) {
            return Truth.UNDECIDED;
        }
        int order = a.amount().compareTo(b.amount());
        return Truth.of(
                switch (this) {
                    case LESS -> order < 0;
                    case AT_MOST -> order <= 0;
                    case GREATER -> order > 0;
                    default -> order >= 0;
                });
    }
}
