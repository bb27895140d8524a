package io.rollcall.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How layers and overrides of schedules are written. */
final class OnCallText {
    static final String LAYER = "write anna, ben weekly from 2026-01-05 09:00, or with turns of another length daily or"
            + " every 12h, and if it is not for the whole day, during mon-fri 09:00-17:00";
    private static final String OVERRIDE = "write carla from 2026-12-24 09:00 to 2026-12-26 09:00";
    private static final String TIME = "(\\S+\\s+\\S+)";
    private static final Pattern LAYER_FORM = Pattern.compile(
            "(?i)(.+?)\\s+(daily|weekly|every\\s+(\\S+))\\s+from\\s+" + TIME + "(?:\\s+during\\s+(.+))?");
    private static final Pattern OVERRIDE_FORM = Pattern.compile("(?i)(.+?)\\s+from\\s+" + TIME + "\\s+to\\s+" + TIME);

    private OnCallText() {}

    static OnCall.Layer layer(String line, ZoneId zone) {
        Matcher parts = LAYER_FORM.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + line.strip() + "' is no layer; " + LAYER);
        }
        List<String> people = people(parts.group(1));
        Rotation rotation = new Rotation(people, turn(parts.group(2), parts.group(3)), time(parts.group(4)), zone);
        // Intervals of one layer stand in one line.
        Optional<TimeIntervals> during =
                Optional.ofNullable(parts.group(5)).map(text -> TimeIntervals.parse(text.replace(";", "\n"), zone));
        return new OnCall.Layer(rotation, during);
    }

    static OnCall.StepIn override(String line, ZoneId zone) {
        Matcher parts = OVERRIDE_FORM.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + line.strip() + "' is no override; " + OVERRIDE);
        }
        Instant from = Wall.first(time(parts.group(2)), zone);
        Instant until = Wall.last(time(parts.group(3)), zone);
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("'" + line.strip() + "' ends before it begins");
        }
        return new OnCall.StepIn(new Window(from, until), parts.group(1));
    }

    private static List<String> people(String text) {
        List<String> people = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (people.contains("")) {
            throw new IllegalArgumentException("a name is missing in '" + text + "'");
        }
        return people;
    }

    private static Duration turn(String word, @Nullable String length) {
        if (length == null) {
            return word.toLowerCase(Locale.ROOT).equals("daily") ? Duration.ofDays(1) : Duration.ofDays(7);
        }
        Duration turn = CalendarText.duration(length);
        if (turn.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("'" + length + "' is too short a turn; at least 1h");
        }
        return turn;
    }

    private static LocalDateTime time(String text) {
        String[] parts = text.split("\\s+");
        try {
            return LocalDate.parse(parts[0]).atTime(CalendarText.clock(parts[1]));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time; write 2026-01-05 09:00", e);
        }
    }
}
