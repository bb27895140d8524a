package io.rollcall.condition;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

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

    /** What {@link Facts} are asked for. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        collect(node, names);
        return names;
    }

    private static void collect(Node node, Set<String> names) {
        if (node instanceof Node.Joined joined) {
            joined.parts().forEach(part -> collect(part, names));
        } else if (node instanceof Node.Not not) {
            collect(not.of(), names);
        } else if (node instanceof Comparison comparison) {
            collect(comparison.left(), names);
            collect(comparison.right(), names);
        } else if (node instanceof Matches matches) {
            collect(matches.of(), names);
        } else if (node instanceof NullTest test) {
            collect(test.of(), names);
        } else if (node instanceof Flag flag) {
            collect(flag.of(), names);
        }
    }

    private static void collect(Operand operand, Set<String> names) {
        if (operand instanceof Operand.Variable variable) {
            names.add(variable.root());
        } else if (operand instanceof Operand.Length length) {
            collect(length.of(), names);
        } else if (operand instanceof Operand.Presence presence) {
            collect(presence.of(), names);
        } else if (operand instanceof Operand.Found found) {
            collect(found.of(), names);
        } else if (operand instanceof Arithmetic arithmetic) {
            collect(arithmetic.left(), names);
            collect(arithmetic.right(), names);
        }
    }

    /**
     * False when it can never hold because of what is missing; true too where that takes more than a look at its parts.
     *
     * @param there whether there is a value for what {@link Facts} are asked for
     */
    public boolean canHold(Predicate<String> there) {
        return canHold(node, there);
    }

    private static boolean canHold(Node node, Predicate<String> there) {
        if (node instanceof Node.Joined joined) {
            Predicate<Node> can = part -> canHold(part, there);
            return joined.by() == Node.Junction.AND
                    ? joined.parts().stream().allMatch(can)
                    : joined.parts().stream().anyMatch(can);
        }
        if (node instanceof Node.Not not) {
            return canBeDecided(not.of(), there);
        }
        // Of what is missing it can be asked whether it is.
        boolean asksWhether = node instanceof Flag
                || node instanceof Comparison comparison
                        && (comparison.left() instanceof Operand.Presence
                                || comparison.right() instanceof Operand.Presence);
        Set<String> names = new LinkedHashSet<>();
        collect(node, names);
        return asksWhether || names.stream().allMatch(there);
    }

    /** Any part that has its values may make it false, and what it is in true. */
    private static boolean canBeDecided(Node node, Predicate<String> there) {
        if (node instanceof Node.Joined joined) {
            return joined.parts().stream().anyMatch(part -> canBeDecided(part, there));
        }
        return node instanceof Node.Not not ? canBeDecided(not.of(), there) : canHold(node, there);
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
