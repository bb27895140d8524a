package io.rollcall.condition;

import io.rollcall.condition.Value.Absent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a JSON value is null: the one comparison that values of every kind allow. A missing value is not null. */
record NullTest(Operand of, boolean isNull) implements Node {
    @Override
    public Truth truth(Facts facts) {
        Value value = of.value(facts);
        return value instanceof Absent ? Truth.UNDECIDED : Truth.of(value instanceof Value.Null == isNull);
    }

    @Override
    public @Nullable String undecidedBecause(Facts facts) {
        return of.value(facts) instanceof Absent absent ? absent.reason() : null;
    }

    @Override
    public String text(Function<Operand, String> show) {
        return show.apply(of) + (isNull ? " == null" : " != null");
    }
}
