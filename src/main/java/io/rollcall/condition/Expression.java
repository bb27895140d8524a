package io.rollcall.condition;

import io.rollcall.condition.Value.Quantity;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/** A single operand, such as {@code body.depth} or {@code len(body.items)}, that gives a number or is shown. */
public final class Expression {
    private final Operand operand;

    private Expression(Operand operand) {
        this.operand = operand;
    }

    /**
     * Reads one.
     *
     * @throws ConditionException when it names an unknown variable, can never be a number, or is misspelt
     */
    public static Expression parse(String source, Vocabulary vocabulary) {
        Parser parser = new Parser(source, vocabulary);
        Expression expression = new Expression(parser.number());
        parser.end("the end");
        return expression;
    }

    /**
     * Reads one that need not be a number.
     *
     * @throws ConditionException when it names an unknown variable or is misspelt
     */
    public static Expression parseAny(String source, Vocabulary vocabulary) {
        Parser parser = new Parser(source, vocabulary);
        Expression expression = new Expression(parser.any());
        parser.end("the end");
        return expression;
    }

    /** What it is, for people to read, cut to a line. */
    public String text(Facts facts) {
        return operand.value(facts).excerpt();
    }

    /** Its number: seconds of a duration, bytes of a size, hundredths of a percentage; empty when it has none. */
    public OptionalDouble number(Facts facts) {
        if (!(operand.value(facts) instanceof Quantity quantity)) {
            return OptionalDouble.empty();
        }
        BigDecimal amount = quantity.amount();
        return OptionalDouble.of((quantity.type() == Type.DURATION ? amount.movePointLeft(9) : amount).doubleValue());
    }
}
