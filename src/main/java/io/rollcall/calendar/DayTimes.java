package io.rollcall.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Windows that begin at one time of some days.
 *
 * @param until when they end, on the next day unless it is later than {@code from}
 * @param length how long they last instead, or null
 */
record DayTimes(Predicate<LocalDate> days, LocalTime from, LocalTime until, @Nullable Duration length, ZoneId zone)
        implements Recurrence.Times {
    /** Every such day comes at least once in two years. */
    private static final int FAR = 800;

    @Override
    public Optional<Window> at(Instant at) {
        // One day more than the longest window, which a change of the clock makes longer.
        long back = length == null ? 1 : length.toDays() + 1;
        LocalDate today = LocalDate.ofInstant(at, zone);
        return Stream.iterate(today, day -> day.minusDays(1))
                .limit(back + 1)
                .flatMap(day -> on(day).stream())
                .filter(window -> window.contains(at))
                .findFirst();
    }

    @Override
    public Optional<Window> next(Instant after) {
        return Stream.iterate(LocalDate.ofInstant(after, zone), day -> day.plusDays(1))
                .limit(FAR)
                .flatMap(day -> on(day).stream())
                .filter(window -> window.from().isAfter(after))
                .findFirst();
    }

    private Optional<Window> on(LocalDate day) {
        if (!days.test(day)) {
            return Optional.empty();
        }
        Instant begin = Wall.first(day.atTime(from), zone);
        LocalDate last = from.isBefore(until) ? day : day.plusDays(1);
        Instant end = length == null ? Wall.last(last.atTime(until), zone) : begin.plus(length);
        // In spring nothing may be left of it.
        return Optional.of(new Window(begin, end)).filter(window -> begin.isBefore(end));
    }
}
