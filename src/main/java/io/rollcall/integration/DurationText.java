package io.rollcall.integration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written in declarations and settings: 500ms, 30s, 5m, 1h or 90d. */
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final List<String> LARGEST_FIRST = List.of("d", "h", "m", "s", "ms");

    /** A hundred years: more would not fit a long in nanoseconds. */
    private static final long MOST_DAYS = 36_500;

    private DurationText() {}

    /**
     * The duration that a text writes. Never negative, at most 36500d.
     *
     * @throws IllegalArgumentException for any other text, saying what would be right
     */
    public static Duration parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration; write a whole number and a unit: 500ms, 30s, 5m, 1h or 90d");
        }
        long number = Long.parseLong(parts.group(1));
        long unit = millisOf(parts.group(2));
        if (number > MOST_DAYS * millisOf("d") / unit) {
            throw new IllegalArgumentException("'" + text + "' is too long a duration; at most " + MOST_DAYS + "d");
        }
        return Duration.ofMillis(number * unit);
    }

    /** The shortest text that parses to this duration, cut to whole milliseconds; 0s for none. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        String largest = LARGEST_FIRST.stream()
                .filter(unit -> millis % millisOf(unit) == 0)
                .findFirst()
                .orElse("ms");
        return millis / millisOf(largest) + largest;
    }

    private static long millisOf(String unit) {
        return MILLIS.getOrDefault(unit, 1L);
    }
}
