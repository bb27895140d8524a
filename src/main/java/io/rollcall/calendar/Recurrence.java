package io.rollcall.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When does something happen again? {@code daily 22:00-06:00}, {@code weekly sat,sun 22:00-06:00}, {@code weekly fri 18:00
 * for 60h}, {@code monthly 1,-1 00:00-04:00} or {@code cron 0 22 * * 5 for 8h}, each with a time zone at its end if it shall
 * be another than usual. Two are equal when they read the same and hold in the same zone. Thread-safe.
 */
public final class Recurrence {
    private static final String FORMS = "write daily 22:00-06:00, weekly sat,sun 22:00-06:00, weekly fri 18:00 for 60h,"
            + " monthly 1,-1 00:00-04:00 or cron 0 22 * * 5 for 8h";
    private static final Duration LONGEST = Duration.ofDays(31);

    private final String text;
    private final ZoneId zone;
    private final Times times;
    /** What was asked last: the same is asked for every alert, and cron takes up to a millisecond to work it out. */
    private volatile @Nullable Known known;

    /** Finds the windows of one kind of recurrence. */
    interface Times {
        Optional<Window> at(Instant at);

        Optional<Window> next(Instant after);
    }

    /** An answer that holds from one moment to another, which is excluded. */
    private record Known(Instant from, Instant until, Optional<Window> window) {}

    private Recurrence(String text, ZoneId zone, Times times) {
        this.text = text;
        this.zone = zone;
        this.times = times;
    }

    /**
     * Reads a recurrence.
     *
     * @param usual the time zone unless the text names one
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static Recurrence parse(String text, ZoneId usual) {
        List<String> words = new ArrayList<>(CalendarText.words(text));
        ZoneId zone = usual;
        if (words.size() > 1 && words.get(words.size() - 1).matches("[A-Z].*")) {
            zone = CalendarText.zone(words.remove(words.size() - 1));
        }
        try {
            return new Recurrence(String.join(" ", words), zone, times(words, zone));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("'" + text + "' ends too early; " + FORMS, e);
        }
    }

    private static Times times(List<String> words, ZoneId zone) {
        String kind = words.get(0).toLowerCase(Locale.ROOT);
        switch (kind) {
            case "daily":
                return byDay(day -> true, words.subList(1, words.size()), zone);
            case "weekly":
                var weekdays = CalendarText.weekdays(words.get(1));
                Predicate<LocalDate> onWeekday = day -> weekdays.contains(DayOfWeek.from(day));
                return byDay(onWeekday, words.subList(2, words.size()), zone);
            case "monthly":
                List<Range> days = CalendarText.ranges(words.get(1)).stream()
                        .map(Range::ofDays)
                        .toList();
                Predicate<LocalDate> onDay = day ->
                        days.stream().anyMatch(range -> range.containsDay(day.getDayOfMonth(), day.lengthOfMonth()));
                return byDay(onDay, words.subList(2, words.size()), zone);
            case "cron":
                int end = words.contains("for") ? words.indexOf("for") : words.size();
                return new CronTimes(
                        String.join(" ", words.subList(1, end)), length(words.subList(end, words.size())), zone);
            default:
                throw new IllegalArgumentException("'" + words.get(0) + "' is no recurrence; " + FORMS);
        }
    }

    private static Times byDay(Predicate<LocalDate> days, List<String> words, ZoneId zone) {
        if (words.size() == 1) {
            CalendarText.Span span = CalendarText.span(words.get(0));
            return new DayTimes(days, span.from(), span.until(), null, zone);
        }
        LocalTime from = CalendarText.clock(words.get(0));
        return new DayTimes(days, from, from, length(words.subList(1, words.size())), zone);
    }

    private static Duration length(List<String> words) {
        if (!words.get(0).equals("for") || words.size() != 2) {
            throw new IllegalArgumentException("'" + String.join(" ", words) + "' is no length; " + FORMS);
        }
        Duration length = CalendarText.duration(words.get(1));
        if (length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + words.get(1) + "' is longer than 31d");
        }
        return length;
    }

    /** The window that is open at that time, of several the one that ends last. */
    public Optional<Window> at(Instant at) {
        Known last = known;
        if (last == null || at.isBefore(last.from()) || !at.isBefore(last.until())) {
            Optional<Window> open = times.at(at);
            // Of windows that overlap, the next takes over when it begins.
            Instant next = times.next(at).map(Window::from).orElse(Instant.MAX);
            Instant end = open.map(Window::until).filter(next::isAfter).orElse(next);
            last = new Known(at, end, open);
            known = last;
        }
        return last.window();
    }

    public boolean contains(Instant at) {
        return at(at).isPresent();
    }

    /** The first window that begins after that time; empty when none does in the years to come. */
    public Optional<Window> next(Instant after) {
        return times.next(after);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Recurrence that && text.equals(that.text) && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + zone.hashCode();
    }

    /** As it can be read again, with its zone. */
    @Override
    public String toString() {
        return text + " " + zone;
    }
}
