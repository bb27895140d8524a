package io.rollcall.condition;

import io.rollcall.condition.Value.Absent;
import io.rollcall.condition.Value.Text;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a regular expression of {@link Pattern} matches the whole of a text, line breaks included in the dot. It
 * gives up on an expression that backtracks without end: the text comes from elsewhere and must not stop a check.
 */
record Matches(Operand of, Pattern pattern) implements Node {
    /** Enough for every expression that does not nest repetitions, however long the text. */
    private static final int LOOKS_PER_CHARACTER = 50;

    private static final int LOOKS_AT_LEAST = 1_000_000;

    @Override
    public Truth truth(Facts facts) {
        if (!(of.value(facts) instanceof Text text)) {
            return Truth.UNDECIDED;
        }
        try {
            return Truth.of(pattern.matcher(new PatientText(text.text())).matches());
        } catch (OutOfPatience | StackOverflowError givenUp) {
            return Truth.UNDECIDED;
        }
    }

    @Override
    public @Nullable String undecidedBecause(Facts facts) {
        Value value = of.value(facts);
        if (value instanceof Absent absent) {
            return absent.reason();
        }
        if (!(value instanceof Text)) {
            return of + " is " + value.kind() + ", to which matches does not apply";
        }
        return truth(facts) == Truth.UNDECIDED ? "the regular expression takes too long on " + of : null;
    }

    @Override
    public String text(Function<Operand, String> show) {
        return show.apply(of) + " matches " + Lexer.quote(pattern.pattern(), new StringBuilder());
    }

    /** By the expression: patterns themselves are equal only to themselves. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Matches that
                && of.equals(that.of)
                && pattern.pattern().equals(that.pattern.pattern());
    }

    @Override
    public int hashCode() {
        return of.hashCode() * 31 + pattern.pattern().hashCode();
    }

    /** A text that may be looked at only so often. */
    private static final class PatientText implements CharSequence {
        private final String text;
        private long left;

        PatientText(String text) {
            this.text = text;
            this.left = Math.max(LOOKS_AT_LEAST, (long) LOOKS_PER_CHARACTER * text.length());
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new OutOfPatience();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class OutOfPatience extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfPatience() {
            super("out of patience", null, false, false);
        }
    }
}
