package io.rollcall.integration;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When nobody wants to be woken: times of day by the clock on the wall, such as {@code Fri 22:00-06:00; Sat,Sun}, so that
 * they move with daylight saving. Immutable.
 */
public record QuietHours(List<Window> windows) {
    /** None at all. */
    public static final QuietHours NONE = new QuietHours(List.of());

    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)");
    private static final String DAY = "(mon|tue|wed|thu|fri|sat|sun)";
    private static final Pattern DAYS = Pattern.compile("(?i)" + DAY + "(-" + DAY + ")?(," + DAY + "(-" + DAY + ")?)*");

    public QuietHours {
        windows = List.copyOf(windows);
    }

    /**
     * A time of day on some days of the week; one that ends before it begins ends on the next day.
     *
     * @param from included
     * @param until excluded; midnight is the end of the day
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
        public Window {
            days = Set.copyOf(days);
        }

        boolean contains(Instant instant) {
            ZonedDateTime there = instant.atZone(zone);
            LocalTime time = there.toLocalTime();
            boolean today = days.contains(there.getDayOfWeek());
            if (from.isBefore(until)) {
                return today && !time.isBefore(from) && time.isBefore(until);
            }
            boolean yesterday = days.contains(there.getDayOfWeek().minus(1));
            return today && !time.isBefore(from) || yesterday && time.isBefore(until);
        }
    }

    /**
     * Reads windows separated by semicolons: days, a time of day and a zone, each of which may be left out. A zone holds for
     * the windows after it too.
     *
     * @param usual the zone until one is named
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static QuietHours parse(@Nullable String text, ZoneId usual) {
        List<Window> windows = new ArrayList<>();
        ZoneId zone = usual;
        for (String part : text == null ? new String[0] : text.split(";")) {
            if (!part.isBlank()) {
                Window window = window(part.strip(), zone);
                windows.add(window);
                zone = window.zone();
            }
        }
        return windows.isEmpty() ? NONE : new QuietHours(windows);
    }

    /** Whether one of the windows is open. */
    public boolean contains(Instant instant) {
        return windows.stream().anyMatch(window -> window.contains(instant));
    }

    private static Window window(String text, ZoneId usual) {
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        LocalTime from = LocalTime.MIDNIGHT;
        LocalTime until = LocalTime.MIDNIGHT;
        ZoneId zone = usual;
        for (String word : text.split("\\s+")) {
            Matcher time = TIME.matcher(word);
            if (time.matches()) {
                from = time(time.group(1), time.group(2));
                until = time(time.group(3), time.group(4));
            } else if (DAYS.matcher(word).matches()) {
                days = days(word);
            } else {
                zone = zone(word);
            }
        }
        return new Window(days, from, until, zone);
    }

    private static LocalTime time(String hour, String minute) {
        return LocalTime.of(Integer.parseInt(hour) % 24, Integer.parseInt(minute));
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String range : text.split(",")) {
            String[] ends = range.split("-");
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String abbreviation) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(abbreviation.toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw new IllegalArgumentException("'" + abbreviation + "' is no day of the week");
    }

    private static ZoneId zone(String word) {
        try {
            return ZoneId.of(word);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + word + "' is neither a time of day, days nor a time zone; write 22:00-06:00, Sat,Sun or "
                            + "Fri 18:00-24:00 Europe/Berlin, several separated by semicolons",
                    e);
        }
    }
}
