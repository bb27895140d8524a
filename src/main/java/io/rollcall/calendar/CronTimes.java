package io.rollcall.calendar;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Windows that begin when a UNIX cron expression (crontab(5)) says so. */
final class CronTimes implements Recurrence.Times {
    private final ExecutionTime times;
    private final Duration length;
    private final ZoneId zone;

    CronTimes(String expression, Duration length, ZoneId zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        this.times = ExecutionTime.forCron(parser.parse(expression));
        this.length = length;
        this.zone = zone;
    }

    @Override
    public Optional<Window> at(Instant at) {
        // The last one before a time does not include that time; they all are on a full minute.
        ZonedDateTime minute =
                at.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES).atZone(zone);
        return times.lastExecution(minute).map(this::window).filter(window -> window.contains(at));
    }

    @Override
    public Optional<Window> next(Instant after) {
        return times.nextExecution(after.atZone(zone)).map(this::window);
    }

    private Window window(ZonedDateTime start) {
        return new Window(start.toInstant(), start.toInstant().plus(length));
    }
}
