package io.rollcall.condition;

import org.jspecify.annotations.Nullable;

/**
 * What a condition is about, for people to read.
 *
 * @param value what was found, such as {@code 91%}, or null when it is missing or no single value
 * @param threshold what it is held against, such as {@code < 80%}, or null
 */
public record Measured(@Nullable String value, @Nullable String threshold) {
    static final Measured NOTHING = new Measured(null, null);

    static Measured of(Node node, Facts facts) {
        if (node instanceof Node.Joined joined) {
            // In "not has(x) or x < 5" the last part is the one that measures.
            return of(joined.parts().get(joined.parts().size() - 1), facts);
        }
        if (node instanceof Node.Not not) {
            return new Measured(of(not.of(), facts).value(), "not " + not.of().text(Object::toString));
        }
        if (node instanceof Comparison comparison) {
            return new Measured(
                    shown(comparison.left(), facts),
                    comparison.op().symbol() + " " + comparison.right().toString());
        }
        if (node instanceof Matches matches) {
            return new Measured(shown(matches.of(), facts), "matches " + matches.pattern());
        }
        return node instanceof Flag flag ? new Measured(shown(flag.of(), facts), null) : NOTHING;
    }

    private static @Nullable String shown(Operand operand, Facts facts) {
        Value value = operand.value(facts);
        return value instanceof Value.Absent ? null : value.excerpt();
    }
}
