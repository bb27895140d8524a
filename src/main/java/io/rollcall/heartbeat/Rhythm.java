package io.rollcall.heartbeat;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.Integration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When is a job expected to call next? By its parameters {@code schedule} and {@code timezone}, else {@code every}. */
public final class Rhythm {
    private final Duration every;
    private final @Nullable Cron schedule;
    private final ZoneId zone;

    private Rhythm(Duration every, @Nullable Cron schedule, ZoneId zone) {
        this.every = every;
        this.schedule = schedule;
        this.zone = zone;
    }

    /** That of an integration whose parameters are right. */
    public static Rhythm of(Integration integration) {
        String schedule = integration.parameter("schedule");
        String zone = integration.parameter("timezone");
        String every = integration.parameter("every");
        return new Rhythm(
                DurationText.parse(every == null ? "1d" : every),
                schedule == null ? null : cron(schedule),
                zone == null ? ZoneId.systemDefault() : ZoneId.of(zone));
    }

    /** The first time after this one at which a call is expected. */
    public Instant next(Instant after) {
        return schedule == null
                ? after.plus(every)
                : ExecutionTime.forCron(schedule)
                        .nextExecution(after.atZone(zone))
                        .map(ZonedDateTime::toInstant)
                        .orElse(Instant.MAX);
    }

    /** What is wrong with a schedule, if anything is. */
    public static Optional<String> complaint(String schedule) {
        try {
            cron(schedule);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "write minute, hour, day of month, month and day of week, such as 0 3 * * 1-5: " + e.getMessage());
        }
    }

    /** What is wrong with a time zone, if anything is. */
    public static Optional<String> complaintAboutZone(String zone) {
        try {
            ZoneId.of(zone);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("'" + zone + "' is no time zone; write one such as Europe/Berlin");
        }
    }

    private static Cron cron(String schedule) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(schedule);
    }

    /** As it reads after "expected". */
    @Override
    public String toString() {
        return schedule == null
                ? "every " + DurationText.format(every)
                : "at " + schedule.asString() + " (" + zone + ")";
    }
}
