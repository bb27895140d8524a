package io.rollcall.condition;

import io.rollcall.condition.Value.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a variable has been over a time, as conditions write it: {@code rate(requests[5m])}. {@link Facts} are asked for it
 * by its text.
 *
 * @param function {@code rate} (per second, of a counter), {@code avg}, {@code min}, {@code max}, or a percentile such as
 *     {@code p95}
 * @param of the variable, as facts know it
 * @param span the time, or null when the condition leaves it to whoever asks
 */
public record OverTime(String function, String of, @Nullable Duration span) {
    private static final Pattern FUNCTION = Pattern.compile("rate|avg|min|max|p[1-9]\\d?(\\.\\d{1,3})?");
    private static final Pattern FORM = Pattern.compile("(" + FUNCTION + ")\\(([^()\\[\\]]+)(?:\\[(\\d+[a-z]+)])?\\)");

    static boolean isFunction(String name) {
        return name.equals("histogram_quantile") || FUNCTION.matcher(name).matches();
    }

    /** The percentile that a share such as 0.95 stands for, or null when it is none. */
    static @Nullable String percentile(String share) {
        if (!share.matches("0\\.\\d{1,5}")) {
            return null;
        }
        String name = "p"
                + new BigDecimal(share).movePointRight(2).stripTrailingZeros().toPlainString();
        return FUNCTION.matcher(name).matches() ? name : null;
    }

    static Operand.Variable variable(String function, Operand.Variable of, @Nullable Duration span) {
        String written = new OverTime(function, of.name(), span).text();
        String known = new OverTime(function, of.root(), span).text();
        return new Operand.Variable(written, known, List.of(), function.equals("rate") ? Type.NUMBER : of.type());
    }

    /** The one that a name of facts stands for, or null when it is a plain variable. */
    public static @Nullable OverTime of(String name) {
        if (!name.endsWith(")")) {
            return null;
        }
        Matcher parts = FORM.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        String span = parts.group(4);
        return new OverTime(
                parts.group(1),
                parts.group(3),
                span == null ? null : span(new Token(Token.Kind.NUMBER, span, 1, List.of())));
    }

    static Duration span(Token token) {
        Quantity time = token.kind() == Token.Kind.NUMBER ? Unit.quantity(token) : null;
        if (time == null || time.type() != Type.DURATION || time.amount().signum() <= 0) {
            throw new ConditionException(token.column(), "a time belongs between the brackets: [5m]");
        }
        return Duration.ofNanos(time.amount().longValueExact());
    }

    /** Which part of the values lies below it: 0.95 of p95; null of what is no percentile. */
    public @Nullable Double quantile() {
        return function.startsWith("p")
                ? new BigDecimal(function.substring(1)).movePointLeft(2).doubleValue()
                : null;
    }

    /** As conditions write it. */
    public String text() {
        String time = span == null
                ? ""
                : "[" + Unit.write(new Quantity(BigDecimal.valueOf(span.toNanos()), Type.DURATION)) + "]";
        return function + "(" + of + time + ")";
    }
}
