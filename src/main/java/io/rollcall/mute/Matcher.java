package io.rollcall.mute;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Does a label have this value? Alertmanager's {@code =}, {@code !=}, {@code =~} and {@code !~}: a label that is not there
 * is empty, and a regular expression (of RE2) must match the whole value. Two are equal when they read the same.
 *
 * @param label its name
 * @param value the text, or the regular expression
 */
record Matcher(String label, Op op, String value, Predicate<String> matching) {

    /** How a value is compared. */
    enum Op {
        EQUAL("="),
        UNEQUAL("!="),
        LIKE("=~"),
        UNLIKE("!~");

        final String sign;

        Op(String sign) {
            this.sign = sign;
        }
    }

    /** Throws IllegalArgumentException saying what is wrong with a regular expression. */
    static Matcher of(String label, Op op, String value) {
        return new Matcher(label, op, value, matching(op, value));
    }

    private static Predicate<String> matching(Op op, String value) {
        return switch (op) {
            case EQUAL -> value::equals;
            case UNEQUAL -> text -> !value.equals(text);
            case LIKE -> whole(value);
            case UNLIKE -> whole(value).negate();
        };
    }

    /** RE2 needs time linear in the text, so that no expression can hold up an alert. */
    private static Predicate<String> whole(String expression) {
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.DOTALL);
            String start = start(expression);
            // Most values differ from most expressions in their first letters, which is far cheaper to see.
            return text -> text.startsWith(start) && pattern.matches(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    /** What every text that matches begins with, as far as that can be seen at a glance. */
    private static String start(String expression) {
        int end = 0;
        while (end < expression.length() && isLiteral(expression.charAt(end))) {
            end++;
        }
        boolean optional = end < expression.length() && "*?{".indexOf(expression.charAt(end)) >= 0;
        return expression.contains("|") ? "" : expression.substring(0, Math.max(0, optional ? end - 1 : end));
    }

    private static boolean isLiteral(char letter) {
        return letter < 128 && Character.isLetterOrDigit(letter) || " _-/:".indexOf(letter) >= 0;
    }

    boolean matches(Map<String, String> labels) {
        return matching.test(labels.getOrDefault(label, ""));
    }

    boolean matchesEmpty() {
        return matching.test("");
    }

    /** True when only one value of the label can match. */
    boolean isOneValue() {
        return op == Op.EQUAL && !value.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Matcher that && label.equals(that.label) && op == that.op && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return label.hashCode() * 31 + value.hashCode();
    }

    /** As it is written, its value in quotes. */
    @Override
    public String toString() {
        return label
                + op.sign
                + '"'
                + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + '"';
    }
}
