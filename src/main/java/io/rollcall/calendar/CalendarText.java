package io.rollcall.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How times, days and zones are written in calendars. */
final class CalendarText {
    private static final String CLOCK = "(?:[01]?\\d|2[0-3]):[0-5]\\d|24:00";
    private static final Pattern SPAN = Pattern.compile("(" + CLOCK + ")-(" + CLOCK + ")");

    private CalendarText() {}

    /**
     * A time of day.
     *
     * @param from included
     * @param until excluded; midnight is the end of the day
     */
    record Span(LocalTime from, LocalTime until) {
        /** True when it ends on the day after it began. */
        boolean isOverMidnight() {
            return !from.isBefore(until);
        }

        boolean contains(LocalTime time) {
            return !time.isBefore(from) && (isUntilMidnight() || time.isBefore(until));
        }

        boolean isUntilMidnight() {
            return until.equals(LocalTime.MIDNIGHT);
        }
    }

    static boolean isSpan(String word) {
        return SPAN.matcher(word).matches();
    }

    static Span span(String word) {
        Matcher parts = SPAN.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + word + "' is no time of day; write one like 22:00-06:00");
        }
        Span span = new Span(clock(parts.group(1)), clock(parts.group(2)));
        if (span.from().equals(span.until()) && !parts.group(2).equals("24:00")) {
            throw new IllegalArgumentException("'" + word + "' has no length; the whole day is 00:00-24:00");
        }
        return span;
    }

    static LocalTime clock(String word) {
        if (!word.matches(CLOCK)) {
            throw new IllegalArgumentException("'" + word + "' is no time; write one like 18:00");
        }
        String[] parts = word.split(":");
        return LocalTime.of(Integer.parseInt(parts[0]) % 24, Integer.parseInt(parts[1]));
    }

    /** Such as 30m, 8h, 2h30m or 3d. */
    static Duration duration(String word) {
        try {
            Duration duration = Duration.parse((word.endsWith("d") ? "P" : "PT") + word);
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("'" + word + "' is no time that passes");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + word + "' is no duration; write one like 30m, 8h or 2d", e);
        }
    }

    static ZoneId zone(String word) {
        try {
            return ZoneId.of(word);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + word + "' is no time zone; write one like Europe/Berlin", e);
        }
    }

    static Set<DayOfWeek> weekdays(String word) {
        return named(word, DayOfWeek.values(), "day of the week; write mon-fri,sun");
    }

    static Set<Month> months(String word) {
        return named(word, Month.values(), "month; write jan-mar,dec");
    }

    /** True when it begins with the name of one of them, as a word of weekdays or months does. */
    static boolean names(String word, Enum<?>[] all) {
        String first = word.split("[-:,]", 2)[0];
        return first.length() >= 3
                && Arrays.stream(all).anyMatch(one -> one.name().startsWith(first.toUpperCase(Locale.ROOT)));
    }

    /** Names or ranges of names, separated by commas; a range may go over the end, such as sat-mon. */
    private static <E extends Enum<E>> Set<E> named(String word, E[] all, String what) {
        Set<E> found = new LinkedHashSet<>();
        for (String range : word.split(",", -1)) {
            String[] ends = range.split("[-:]", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException("'" + range + "' is no " + what);
            }
            int first = one(ends[0], all, what).ordinal();
            int last = one(ends[ends.length - 1], all, what).ordinal();
            for (int i = first; i <= (last < first ? last + all.length : last); i++) {
                found.add(all[i % all.length]);
            }
        }
        return Collections.unmodifiableSet(found);
    }

    private static <E extends Enum<E>> E one(String name, E[] all, String what) {
        return Arrays.stream(all)
                .filter(one -> name.length() >= 3 && one.name().startsWith(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no " + what));
    }

    /** Numbers or ranges of numbers with a colon, separated by commas. */
    static List<Range> ranges(String word) {
        return Arrays.stream(word.split(",", -1)).map(Range::parse).toList();
    }

    static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
