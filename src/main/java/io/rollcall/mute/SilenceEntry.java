package io.rollcall.mute;

import io.rollcall.calendar.Recurrence;
import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A silence as it is kept.
 *
 * @param matchers one set a line
 * @param recurrence with its time zone, or null
 */
public record SilenceEntry(
        String id,
        String matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        @Nullable String recurrence,
        boolean deliverEnd,
        Instant updatedAt,
        @Nullable Instant noticedFor)
        implements JournalEntry {

    static SilenceEntry of(Silence silence) {
        return new SilenceEntry(
                silence.id(),
                silence.matchersText(),
                silence.startsAt(),
                silence.endsAt(),
                silence.createdBy(),
                silence.comment(),
                silence.recurrence() == null ? null : silence.recurrence().toString(),
                silence.deliverEnd(),
                silence.updatedAt(),
                silence.noticedFor());
    }

    /**
     * The silence that this keeps.
     *
     * @throws IllegalArgumentException when somebody wrote matchers or a recurrence into the table that cannot be read
     */
    public Silence silence() {
        return new Silence(
                id,
                matchers.lines()
                        .filter(line -> !line.isBlank())
                        .map(Matchers::parseSelective)
                        .toList(),
                startsAt,
                endsAt,
                createdBy,
                comment,
                recurrence == null ? null : Recurrence.parse(recurrence, ZoneOffset.UTC),
                deliverEnd,
                updatedAt,
                noticedFor);
    }

    @Override
    public String type() {
        return "silence";
    }
}
