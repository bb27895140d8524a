package io.rollcall.condition;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition or a part of one. */
sealed interface Node permits Node.Joined, Node.Not, Comparison, Matches, NullTest, Flag {
    Truth truth(Facts facts);

    /** Why it is undecided, or null when it is decided. */
    @Nullable
    String undecidedBecause(Facts facts);

    /** As it is written, with operands as {@code show} gives them; with plain ones it reads back to an equal node. */
    String text(Function<Operand, String> show);

    /** What joins parts, and which truth of one part decides the whole. */
    enum Junction {
        AND(" and ", Truth.FALSE),
        OR(" or ", Truth.TRUE);

        private final String word;
        private final Truth deciding;

        Junction(String word, Truth deciding) {
            this.word = word;
            this.deciding = deciding;
        }
    }

    /** Two parts or more with "and" or with "or" between them. */
    record Joined(Junction by, List<Node> parts) implements Node {
        @Override
        public Truth truth(Facts facts) {
            Truth truth = by.deciding.not();
            for (int i = 0; i < parts.size(); i++) {
                Truth next = parts.get(i).truth(facts);
                if (next == by.deciding) {
                    return next;
                }
                truth = next == Truth.UNDECIDED ? next : truth;
            }
            return truth;
        }

        @Override
        public @Nullable String undecidedBecause(Facts facts) {
            if (truth(facts) != Truth.UNDECIDED) {
                return null;
            }
            String reason = null;
            for (int i = 0; reason == null; i++) {
                reason = parts.get(i).undecidedBecause(facts);
            }
            return reason;
        }

        @Override
        public String text(Function<Operand, String> show) {
            return parts.stream().map(part -> text(part, show)).collect(Collectors.joining(by.word));
        }

        private String text(Node part, Function<Operand, String> show) {
            boolean bare = !(part instanceof Joined inner) || by == Junction.OR && inner.by == Junction.AND;
            return bare ? part.text(show) : "(" + part.text(show) + ")";
        }
    }

    record Not(Node of) implements Node {
        @Override
        public Truth truth(Facts facts) {
            return of.truth(facts).not();
        }

        @Override
        public @Nullable String undecidedBecause(Facts facts) {
            return of.undecidedBecause(facts);
        }

        @Override
        public String text(Function<Operand, String> show) {
            return of instanceof Flag || of instanceof Not ? "not " + of.text(show) : "not (" + of.text(show) + ")";
        }
    }
}
