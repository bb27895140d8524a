package io.rollcall.mute;

import io.rollcall.calendar.Recurrence;
import io.rollcall.integration.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A silence as somebody asks for it.
 *
 * @param matchers sets as they are written, of which one must fit
 * @param startsAt null for now
 * @param recurrence null for all the time between start and end
 */
public record Draft(
        List<String> matchers,
        @Nullable Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        @Nullable Recurrence recurrence,
        boolean deliverEnd) {

    public Draft {
        matchers = List.copyOf(matchers);
    }

    /** One of a silence as it is, for those who change a part of it. */
    public static Draft of(Silence silence) {
        return new Draft(
                silence.matchers().stream().map(Matchers::toString).toList(),
                silence.startsAt(),
                silence.endsAt(),
                silence.createdBy(),
                silence.comment(),
                silence.recurrence(),
                silence.deliverEnd());
    }

    /** The same with another end. */
    public Draft endingAt(Instant end) {
        return new Draft(matchers, startsAt, end, createdBy, comment, recurrence, deliverEnd);
    }

    /** The same with another comment. */
    public Draft saying(String why) {
        return new Draft(matchers, startsAt, endsAt, createdBy, why, recurrence, deliverEnd);
    }

    /**
     * The silence that this asks for, from now on at the earliest.
     *
     * @throws IllegalArgumentException saying why there can be none
     */
    Silence silence(String id, Instant now, Duration longest) {
        Instant start = startsAt == null || startsAt.isBefore(now) ? now : micros(startsAt);
        return checked(id, start, now, longest);
    }

    /** The silence that this makes of another one, which has begun already. */
    Silence continuing(Silence silence, Instant now, Duration longest) {
        return checked(silence.id(), silence.startsAt(), now, longest);
    }

    private Silence checked(String id, Instant start, Instant now, Duration longest) {
        Instant end = micros(endsAt);
        if (!end.isAfter(now)) {
            throw new IllegalArgumentException("a silence cannot end in the past: " + end);
        }
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a silence cannot end before it starts: " + end);
        }
        // Measured from now on where it goes on already: it may be prolonged as often as somebody asks for it.
        Instant from = start.isBefore(now) ? now : start;
        if (Duration.between(from, end).compareTo(longest) > 0) {
            throw new IllegalArgumentException("a silence lasts at most " + DurationText.format(longest)
                    + " (rollcall.silences.max-length), so that none is forgotten; prolong it when its time comes");
        }
        if (comment.isBlank() || createdBy.isBlank()) {
            throw new IllegalArgumentException("a silence needs a comment that says why, and who asks for it");
        }
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("a silence needs matchers, such as severity=warning,group=payments");
        }
        return new Silence(
                id,
                matchers.stream().map(Matchers::parseSelective).toList(),
                start,
                end,
                createdBy.strip(),
                comment.strip(),
                recurrence,
                deliverEnd,
                now,
                null);
    }

    /** PostgreSQL keeps microseconds; a time must be the same in memory and in the table. */
    static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
