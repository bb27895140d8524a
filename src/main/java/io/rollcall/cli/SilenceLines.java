package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rollcall.mute.Matchers;
import io.rollcall.mute.Silence;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How silences are printed. */
final class SilenceLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT).withZone(ZoneId.systemDefault());

    private SilenceLines() {}

    /** A silence as JSON shows it. */
    record Shown(
            String id,
            String state,
            List<String> matchers,
            Instant startsAt,
            Instant endsAt,
            String createdBy,
            String comment,
            @Nullable String recurrence,
            boolean deliverEnd) {

        static Shown of(Silence silence, Instant now) {
            return new Shown(
                    silence.id(),
                    word(silence, now),
                    silence.matchers().stream().map(Matchers::toString).toList(),
                    silence.startsAt(),
                    silence.endsAt(),
                    silence.createdBy(),
                    silence.comment(),
                    silence.recurrence() == null ? null : silence.recurrence().toString(),
                    silence.deliverEnd());
        }
    }

    /** One line for people: id, state, times, who and why, and what it is about. */
    static String line(Shown silence) {
        String about = String.join(" or ", silence.matchers());
        String recurring = silence.recurrence() == null ? "" : " (" + silence.recurrence() + ")";
        return Columns.clean(silence.id() + "  " + silence.state() + "  " + TIME.format(silence.startsAt()) + " to "
                + TIME.format(silence.endsAt()) + recurring + "  " + about + "  " + silence.createdBy() + ": "
                + silence.comment());
    }

    static void print(Environment environment, Shown silence, boolean json) throws JsonProcessingException {
        if (json) {
            environment.json(silence);
        } else {
            environment.out().println(line(silence));
        }
    }

    private static String word(Silence silence, Instant now) {
        return silence.state(now).name().toLowerCase(Locale.ROOT);
    }
}
