package io.rollcall.notify;

import io.rollcall.integration.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages one recipient gets over a channel in which time, such as GoAlert's for text messages: {@code
 * 1/1m,5/15m,11/1h,21/3h}.
 *
 * @param windows all of which hold; empty for no limit
 */
public record RecipientLimit(List<Window> windows) {
    /** As many as there are. */
    public static final RecipientLimit NONE = new RecipientLimit(List.of());

    /** What was sent longer ago need not be known after a restart. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})/(\\w+)");

    /** At most so many in any stretch of that length. */
    public record Window(int most, Duration length) {}

    public RecipientLimit {
        windows = List.copyOf(windows);
    }

    /**
     * The limit that a text writes; none for an empty one.
     *
     * @throws IllegalArgumentException naming the property, and what is wrong with the text
     */
    public static RecipientLimit parse(String property, String text) {
        List<Window> windows = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                windows.add(window(property, part.strip()));
            }
        }
        return new RecipientLimit(windows);
    }

    private static Window window(String property, String part) {
        Matcher form = FORM.matcher(part);
        if (!form.matches()) {
            throw new IllegalArgumentException(property + " must be like 1/1m,5/15m: '" + part + "'");
        }
        Duration length = length(property, form.group(2));
        if (length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    property + " counts over more than nothing and at most 1d: '" + part + "'");
        }
        return new Window(Integer.parseInt(form.group(1)), length);
    }

    private static Duration length(String property, String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
    }

    boolean isNone() {
        return windows.isEmpty();
    }

    /** The longest stretch that counts. */
    Duration longest() {
        return windows.stream()
                .map(Window::length)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
