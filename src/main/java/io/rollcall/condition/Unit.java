package io.rollcall.condition;

import io.rollcall.condition.Value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The units of quantities, per type from small to large. Durations count in nanoseconds, sizes in bytes. */
enum Unit {
    MILLISECOND(Type.DURATION, "ms", 1_000_000L),
    SECOND(Type.DURATION, "s", 1_000_000_000L),
    MINUTE(Type.DURATION, "m", 60_000_000_000L),
    HOUR(Type.DURATION, "h", 3_600_000_000_000L),
    DAY(Type.DURATION, "d", 86_400_000_000_000L),
    PERCENT(Type.PERCENT, "%", 1),
    BYTE(Type.SIZE, "B", 1),
    KILOBYTE(Type.SIZE, "KB", 1L << 10),
    MEGABYTE(Type.SIZE, "MB", 1L << 20),
    GIGABYTE(Type.SIZE, "GB", 1L << 30);

    static final String ALL = Arrays.stream(values()).map(unit -> unit.symbol).collect(Collectors.joining(", "));

    /** Keeps every later conversion of a duration to a number of nanoseconds in a long. */
    private static final BigDecimal LONGEST = DAY.factor.multiply(BigDecimal.valueOf(36_500));

    private static final BigDecimal TWO_DAYS = DAY.factor.multiply(BigDecimal.valueOf(2));

    private final Type type;
    private final String symbol;
    private final BigDecimal factor;

    Unit(Type type, String symbol, long factor) {
        this.type = type;
        this.symbol = symbol;
        this.factor = BigDecimal.valueOf(factor);
    }

    /** The quantity of a number token, such as 800ms, 80% or 1000. */
    static Quantity quantity(Token token) {
        String text = token.text();
        int end = 0;
        while (end < text.length() && "-.0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String digits = text.substring(0, end);
        if (!digits.matches("-?\\d+(\\.\\d+)?")) {
            throw new ConditionException(token.column(), "'" + text + "' is no number");
        }
        BigDecimal number = new BigDecimal(digits);
        return end == text.length()
                ? new Quantity(number, Type.NUMBER)
                : ofSymbol(text.substring(end), token.column() + end).times(number, token.column());
    }

    private static Unit ofSymbol(String symbol, int column) {
        for (Unit unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return unit;
            }
        }
        throw new ConditionException(column, "unknown unit '" + symbol + "'; write one of " + ALL);
    }

    /** The unit that a rule's "for" writes out: second, minutes; null when the word is none. */
    static @Nullable Unit spelledOut(String word) {
        return switch (word) {
            case "second", "seconds" -> SECOND;
            case "minute", "minutes" -> MINUTE;
            case "hour", "hours" -> HOUR;
            case "day", "days" -> DAY;
            default -> null;
        };
    }

    Quantity times(BigDecimal number, int column) {
        BigDecimal amount = number.multiply(factor);
        if (type == Type.DURATION && amount.abs().compareTo(LONGEST) > 0) {
            throw new ConditionException(column, "a duration has at most 36500d");
        }
        if (type == Type.DURATION && amount.stripTrailingZeros().scale() > 0) {
            throw new ConditionException(column, "a duration is a whole number of nanoseconds");
        }
        return new Quantity(amount, type);
    }

    /** A quantity as it is written in a condition, exact and with the largest unit that divides it. */
    static String write(Quantity quantity) {
        return write(quantity, Integer.MAX_VALUE);
    }

    /** A quantity for reading: at most three decimals of the unit; two days and more in days with one decimal. */
    static String show(Quantity quantity) {
        if (quantity.type() == Type.DURATION && quantity.amount().abs().compareTo(TWO_DAYS) >= 0) {
            BigDecimal days = quantity.amount().divide(DAY.factor, 1, RoundingMode.HALF_UP);
            return plain(days.stripTrailingZeros(), 1) + DAY.symbol;
        }
        return write(quantity, 3);
    }

    private static String write(Quantity quantity, int decimals) {
        Unit unit = largestFor(quantity);
        return unit == null
                ? plain(quantity.amount(), decimals)
                : plain(quantity.amount().divide(unit.factor), decimals) + unit.symbol;
    }

    private static @Nullable Unit largestFor(Quantity quantity) {
        Unit largest = null;
        for (Unit unit : values()) {
            if (unit.type == quantity.type() && (largest == null || unit.divides(quantity.amount()))) {
                largest = unit;
            }
        }
        return largest;
    }

    private boolean divides(BigDecimal amount) {
        return amount.signum() != 0 && amount.remainder(factor).signum() == 0;
    }

    /** In digits alone, unless that were absurdly long. */
    private static String plain(BigDecimal number, int decimals) {
        if (Math.abs((long) number.precision() - number.scale()) > 100) {
            return number.toString();
        }
        return number.setScale(Math.min(Math.max(number.scale(), 0), decimals), RoundingMode.HALF_UP)
                .toPlainString();
    }
}
