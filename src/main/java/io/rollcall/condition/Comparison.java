package io.rollcall.condition;

import io.rollcall.condition.Value.Absent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two operands with an operator between them, such as {@code latency < 800ms}. */
record Comparison(Operand left, Op op, Operand right) implements Node {
    @Override
    public Truth truth(Facts facts) {
        return op.test(left.value(facts), right.value(facts));
    }

    @Override
    public @Nullable String undecidedBecause(Facts facts) {
        Value a = left.value(facts);
        Value b = right.value(facts);
        if (op.test(a, b) != Truth.UNDECIDED) {
            return null;
        }
        if (a instanceof Absent absent) {
            return absent.reason();
        }
        if (b instanceof Absent absent) {
            return absent.reason();
        }
        if (a.kind().equals(b.kind())) {
            return left + " is " + a.kind() + ", to which " + op.symbol() + " does not apply";
        }
        return left + " is " + a.kind() + " and " + right + " is " + b.kind();
    }

    @Override
    public String text(Function<Operand, String> show) {
        return show.apply(left) + " " + op.symbol() + " " + show.apply(right);
    }
}
