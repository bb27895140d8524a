package io.rollcall.condition;

import java.time.Duration;

/** A condition that a rule wants to hold for a time without a break (requirement 000-15). */
public final class TimedCondition {
    private final String source;
    private final Condition condition;
    private final Duration hold;

    private TimedCondition(String source, Condition condition, Duration hold) {
        this.source = source;
        this.condition = condition;
        this.hold = hold;
    }

    /**
     * Reads a condition such as {@code latency > 500ms for 5 minutes}; the time may be left out or be short, as in
     * {@code for 5m}.
     *
     * @throws ConditionException when it names an unknown variable, compares what cannot be compared, or is misspelt
     */
    public static TimedCondition parse(String source, Vocabulary vocabulary) {
        Parser parser = new Parser(source, vocabulary);
        Node node = parser.condition();
        Duration hold = parser.hold();
        parser.end(hold.isZero() ? "and, or, for or the end" : "the end");
        return new TimedCondition(source, new Condition(source, node), hold);
    }

    public Condition condition() {
        return condition;
    }

    /** How long it must have held; zero when it counts at once. */
    public Duration hold() {
        return hold;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
