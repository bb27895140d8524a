package io.rollcall.calendar;

import io.rollcall.calendar.CalendarText.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Times that fulfil all of these; an empty list or set asks for nothing.
 *
 * @param times of the day, none of them over midnight
 * @param days of the month
 */
record TimeInterval(
        List<Span> times,
        Set<DayOfWeek> weekdays,
        List<Range> days,
        Set<Month> months,
        List<Range> years,
        ZoneId zone) {

    /** Reads words, each for one field, in any order: {@code mon-fri 09:00-17:00,18:00-20:00 Europe/Berlin}. */
    static TimeInterval parse(String line, ZoneId usual) {
        Reading reading = new Reading(usual);
        CalendarText.words(line).forEach(reading::word);
        return new TimeInterval(
                reading.times, reading.weekdays, reading.days, reading.months, reading.years, reading.zone);
    }

    boolean contains(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        LocalDate day = there.toLocalDate();
        return isOn(day) && (times.isEmpty() || times.stream().anyMatch(span -> span.contains(there.toLocalTime())));
    }

    private boolean isOn(LocalDate day) {
        return (weekdays.isEmpty() || weekdays.contains(day.getDayOfWeek()))
                && (months.isEmpty() || months.contains(day.getMonth()))
                && (years.isEmpty() || years.stream().anyMatch(range -> range.contains(day.getYear())))
                && (days.isEmpty()
                        || days.stream()
                                .anyMatch(range -> range.containsDay(day.getDayOfMonth(), day.lengthOfMonth())));
    }

    /** When it may begin or end on the day of that time or the next, or by a change of the clock: more often than it does. */
    Stream<Instant> edges(Instant at) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        Stream<Instant> onTheWall = Stream.of(today, today.plusDays(1))
                .flatMap(day -> wallTimes().map(day::atTime))
                .flatMap(time -> Stream.of(Wall.first(time, zone), Wall.last(time, zone)));
        Stream<Instant> change =
                Stream.ofNullable(zone.getRules().nextTransition(at)).map(ZoneOffsetTransition::getInstant);
        return Stream.concat(onTheWall, change);
    }

    private Stream<LocalTime> wallTimes() {
        return Stream.concat(
                Stream.of(LocalTime.MIDNIGHT), times.stream().flatMap(span -> Stream.of(span.from(), span.until())));
    }

    private static final class Reading {
        private List<Span> times = List.of();
        private Set<DayOfWeek> weekdays = Set.of();
        private List<Range> days = List.of();
        private Set<Month> months = Set.of();
        private List<Range> years = List.of();
        private ZoneId zone;

        Reading(ZoneId usual) {
            zone = usual;
        }

        void word(String word) {
            if (CalendarText.isSpan(word.split(",")[0])) {
                times = Stream.of(word.split(",", -1)).map(Reading::withinADay).toList();
            } else if (CalendarText.names(word, DayOfWeek.values())) {
                weekdays = EnumSet.copyOf(CalendarText.weekdays(word));
            } else if (CalendarText.names(word, Month.values())) {
                months = EnumSet.copyOf(CalendarText.months(word));
            } else if (word.matches("\\d{4}\\b.*")) {
                years = CalendarText.ranges(word);
            } else if (word.matches("-?\\d.*")) {
                days = CalendarText.ranges(word).stream().map(Range::ofDays).toList();
            } else if (word.matches("[A-Z].*")) {
                zone = CalendarText.zone(word);
            } else {
                throw new IllegalArgumentException("'" + word + "' is no part of a time interval; write times"
                        + " (09:00-17:00), weekdays (mon-fri), days of the month (1:7,-1), months (jan-mar), years"
                        + " (2026) or a time zone (Europe/Berlin)");
            }
        }

        private static Span withinADay(String word) {
            Span span = CalendarText.span(word);
            if (span.isOverMidnight() && !span.isUntilMidnight()) {
                throw new IllegalArgumentException(
                        "'" + word + "' goes over midnight; write " + word.replaceFirst("-", "-24:00,00:00-"));
            }
            return span;
        }
    }
}
