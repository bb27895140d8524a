package io.rollcall.condition;

/** An operand and where it was written. */
record Term(Operand operand, Token token) {
    Type type() {
        return operand.type();
    }

    boolean isLiteral() {
        return operand instanceof Operand.Literal;
    }

    boolean isNull() {
        return operand instanceof Operand.Literal literal && literal.value() instanceof Value.Null;
    }

    /** As it reads in a message: "latency is a duration". */
    String described() {
        return operand + " is " + type().label();
    }
}
