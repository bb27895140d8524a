package io.rollcall.web;

import io.rollcall.calendar.Recurrence;
import io.rollcall.integration.DurationText;
import io.rollcall.mute.Draft;
import io.rollcall.mute.Matchers;
import io.rollcall.mute.Silence;
import io.rollcall.mute.Silences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Silences: what nobody is told of for a while. */
public final class SilenceApi {
    private final Frame frame;
    private final Silences silences;
    private final Clock clock;

    public SilenceApi(Frame frame, Silences silences, Clock clock) {
        this.frame = frame;
        this.silences = silences;
        this.clock = clock;
    }

    /**
     * A silence as somebody asks for it.
     *
     * @param matchers sets such as {@code severity=warning,group=payments}, of which one must fit
     * @param startsAt null for now
     * @param endsAt either this or duration
     * @param duration such as 2h
     * @param recurrence such as {@code daily 22:00-06:00 Europe/Berlin}, or null for all the time
     * @param deliverEnd whether ends of what was told before are told; null for true
     */
    record Wanted(
            @Nullable List<String> matchers,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String duration,
            @Nullable String comment,
            @Nullable String recurrence,
            @Nullable Boolean deliverEnd) {}

    /** A silence as it is. */
    record Shown(
            String id,
            String state,
            List<String> matchers,
            Instant startsAt,
            Instant endsAt,
            String createdBy,
            String comment,
            @Nullable String recurrence,
            boolean deliverEnd,
            Instant updatedAt) {
        static Shown of(Silence silence, Instant now) {
            return new Shown(
                    silence.id(),
                    silence.state(now).name().toLowerCase(Locale.ROOT),
                    silence.matchers().stream().map(Matchers::toString).toList(),
                    silence.startsAt(),
                    silence.endsAt(),
                    silence.createdBy(),
                    silence.comment(),
                    silence.recurrence() == null ? null : silence.recurrence().toString(),
                    silence.deliverEnd(),
                    silence.updatedAt());
        }
    }

    /** Those that are not over, the one that ends first first. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            Instant now = clock.instant();
            List<Shown> shown =
                    silences.all().stream().map(one -> Shown.of(one, now)).toList();
            return Reply.ok(Map.of("silences", shown)).tagged("silences");
        });
    }

    /** A new one. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            Wanted wanted = request.body(Wanted.class);
            Silence added = mend("silence", () -> silences.add(draft(wanted, request.author())));
            return Reply.created("/api/silences/" + added.id(), Shown.of(added, clock.instant()));
        });
    }

    Draft draft(Wanted wanted, String author) {
        Instant start = wanted.startsAt() == null ? clock.instant() : wanted.startsAt();
        if ((wanted.endsAt() == null) == (wanted.duration() == null)) {
            throw Refused.field("endsAt", "a time, or instead of it a duration such as 2h");
        }
        Instant end = wanted.endsAt() == null ? start.plus(length(wanted.duration())) : wanted.endsAt();
        return new Draft(
                Objects.requireNonNullElse(wanted.matchers(), List.of()),
                wanted.startsAt(),
                end,
                author,
                Objects.requireNonNullElse(wanted.comment(), ""),
                recurrence(wanted.recurrence()),
                !Boolean.FALSE.equals(wanted.deliverEnd()));
    }

    /** Null for null. */
    static @Nullable Recurrence recurrence(@Nullable String text) {
        try {
            return text == null ? null : Recurrence.parse(text, ZoneId.systemDefault());
        } catch (IllegalArgumentException e) {
            throw Refused.field("recurrence", String.valueOf(e.getMessage()));
        }
    }

    private static Duration length(@Nullable String text) {
        return mend("duration", () -> DurationText.parse(String.valueOf(text)));
    }

    /** Ends one now. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            String id = request.part("id");
            if (silences.find(id).isEmpty()) {
                throw Refused.of(404, "There is no silence '" + id + "' that is not over");
            }
            silences.expire(id);
            return Reply.none();
        });
    }

    /** What the maker of something says is wrong, as a fault of that field. */
    static <T> T mend(String field, java.util.function.Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw Refused.field(field, String.valueOf(e.getMessage()));
        }
    }
}
