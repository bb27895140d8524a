package io.rollcall.condition;

import io.rollcall.condition.Value.Absent;
import io.rollcall.condition.Value.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Two quantities with {@code + - *} or {@code /} between them. */
record Arithmetic(Operand left, String sign, Operand right, Type type) implements Operand {

    /** Throws, at the sign, when these two cannot be reckoned with. */
    static Arithmetic of(Operand left, Token sign, Operand right) {
        Type type = type(plain(left.type()), sign.text(), plain(right.type()));
        if (type == null) {
            String both = left + " is " + left.type().label() + " and " + right + " is "
                    + right.type().label();
            throw new ConditionException(sign.column(), sign.text() + " cannot be applied: " + both);
        }
        return new Arithmetic(left, sign.text(), right, type);
    }

    private static Type plain(Type type) {
        return type == Type.JSON ? Type.NUMBER : type;
    }

    private static @Nullable Type type(Type left, String sign, Type right) {
        if (!left.ordered() || !right.ordered()) {
            return null;
        }
        return switch (sign) {
            case "+", "-" -> left == right ? left : null;
            case "*" -> left == Type.NUMBER ? right : right == Type.NUMBER ? left : null;
            default -> left == right ? Type.NUMBER : right == Type.NUMBER ? left : null;
        };
    }

    @Override
    public Value value(Facts facts) {
        Value a = left.value(facts);
        Value b = right.value(facts);
        if (!(a instanceof Quantity x)) {
            return a instanceof Absent ? a : new Absent(left + " is " + a.kind());
        }
        if (!(b instanceof Quantity y)) {
            return b instanceof Absent ? b : new Absent(right + " is " + b.kind());
        }
        if (sign.equals("/") && y.amount().signum() == 0) {
            return new Absent(right + " is zero");
        }
        return new Quantity(reckoned(x.amount(), y.amount()), type);
    }

    private BigDecimal reckoned(BigDecimal a, BigDecimal b) {
        return switch (sign) {
            case "+" -> a.add(b, MathContext.DECIMAL64);
            case "-" -> a.subtract(b, MathContext.DECIMAL64);
            case "*" -> a.multiply(b, MathContext.DECIMAL64);
            default -> a.divide(b, MathContext.DECIMAL64);
        };
    }

    @Override
    public String toString() {
        return left + " " + sign + " " + right;
    }
}
