package io.rollcall.condition;

import io.rollcall.condition.Value.Absent;
import io.rollcall.condition.Value.Bool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An operand that is itself true or false, such as {@code has(body.queue)}. */
record Flag(Operand of) implements Node {
    @Override
    public Truth truth(Facts facts) {
        return of.value(facts) instanceof Bool bool ? Truth.of(bool.value()) : Truth.UNDECIDED;
    }

    @Override
    public @Nullable String undecidedBecause(Facts facts) {
        Value value = of.value(facts);
        if (value instanceof Absent absent) {
            return absent.reason();
        }
        return value instanceof Bool ? null : of + " is " + value.kind() + " and not " + Type.BOOLEAN.label();
    }

    @Override
    public String text(Function<Operand, String> show) {
        return show.apply(of);
    }
}
