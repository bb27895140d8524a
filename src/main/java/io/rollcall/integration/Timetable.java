package io.rollcall.integration;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When is a check due by the clock on the wall? A UNIX cron expression of five fields (crontab(5)) in a time zone. A time
 * that the clock skips in spring is left out that day. Two are equal when expression and zone are. Thread-safe.
 */
public final class Timetable {
    /** Any fixed time: the gap must not depend on when the expression was read. */
    private static final Instant REFERENCE = Instant.parse("2026-01-01T00:00:00Z");

    private static final int OCCURRENCES = 12;

    private final String expression;
    private final ZoneId zone;
    private final ExecutionTime times;
    /** Working it out takes up to a millisecond, and every look at the status asks the same again. */
    private volatile @Nullable Answer last;

    private record Answer(Instant after, Instant next) {}

    private Timetable(String expression, ZoneId zone, Cron cron) {
        this.expression = expression;
        this.zone = zone;
        this.times = ExecutionTime.forCron(cron);
    }

    /** Throws IllegalArgumentException saying what is wrong with the expression. */
    public static Timetable parse(String expression, ZoneId zone) {
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression);
        Timetable timetable = new Timetable(expression, zone, cron);
        if (timetable.times.nextExecution(REFERENCE.atZone(zone)).isEmpty()) {
            throw new IllegalArgumentException("that time never comes");
        }
        return timetable;
    }

    /** The first time after the given one. */
    public Instant next(Instant after) {
        Answer known = last;
        if (known == null || after.isBefore(known.after()) || !after.isBefore(known.next())) {
            Instant next = times.nextExecution(after.atZone(zone)).orElseThrow().toInstant();
            known = new Answer(after, next);
            last = known;
        }
        return known.next();
    }

    /** The longest time between two that follow one another, as far as a dozen of them tell. */
    Duration longestGap() {
        Duration longest = Duration.ZERO;
        Instant last = next(REFERENCE);
        for (int i = 0; i < OCCURRENCES; i++) {
            Instant next = next(last);
            Duration gap = Duration.between(last, next);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            last = next;
        }
        return longest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timetable that && expression.equals(that.expression) && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return expression.hashCode() * 31 + zone.hashCode();
    }

    @Override
    public String toString() {
        return expression + " " + zone;
    }
}
