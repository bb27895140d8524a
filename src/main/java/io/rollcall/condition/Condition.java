package io.rollcall.condition;

/** Answers whether something holds, given facts. Parsed and checked once, evaluated by any number of threads. */
public final class Condition {
    private final String source;
    private final Node node;

    Condition(String source, Node node) {
        this.source = source;
        this.node = node;
    }

    /**
     * Reads a condition such as {@code body.status == "ok" and latency < 800ms}.
     *
     * @throws ConditionException when it names an unknown variable, compares what cannot be compared, or is misspelt
     */
    public static Condition parse(String source, Vocabulary vocabulary) {
        Parser parser = new Parser(source, vocabulary);
        Condition condition = new Condition(source, parser.condition());
        parser.end("and, or or the end");
        return condition;
    }

    /** Whether it holds, without words: for the many evaluations whose explanation nobody reads. */
    public Truth truth(Facts facts) {
        return node.truth(facts);
    }

    /** Whether it holds, and why. */
    public Verdict holds(Facts facts) {
        String reason = node.undecidedBecause(facts);
        String explanation = node.text(operand -> operand.explain(facts));
        return new Verdict(node.truth(facts), reason == null ? explanation : explanation + ": " + reason);
    }

    /** What it is about, filled in. */
    public Measured measured(Facts facts) {
        return Measured.of(node, facts);
    }

    Node node() {
        return node;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
