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
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Silences: what nobody is told of for a while. */
public final class SilenceApi {
    private static final int LONGEST_COMMENT = 1000;
    /** How long those that are over are shown. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Frame frame;
    private final Silences silences;
    private final Record record;
    private final Clock clock;

    /**
     * What the record knows.
     *
     * @param endingAfter those that end after a time, also when they are over by now
     * @param open alerts that are open, of which the labels fit
     */
    public record Record(
            Function<Instant, List<Silence>> endingAfter, Function<Predicate<Map<String, String>>, List<?>> open) {}

    public SilenceApi(Frame frame, Silences silences, Record record, Clock clock) {
        this.frame = frame;
        this.silences = silences;
        this.record = record;
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

    /** Those that are not over, the one that ends first first; and if asked for, those that are. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            Instant now = clock.instant();
            boolean ended = request.word("ended", List.of("true", "false"))
                    .orElse("false")
                    .equals("true");
            Stream<Silence> past = ended ? ended(now) : Stream.empty();
            List<Shown> shown = Stream.concat(silences.all().stream(), past)
                    .map(one -> Shown.of(one, now))
                    .toList();
            return Reply.ok(Map.of("silences", shown)).tagged("silences");
        });
    }

    private Stream<Silence> ended(Instant now) {
        return record.endingAfter().apply(now.minus(REMEMBERED)).stream()
                .filter(silence -> silence.state(now) == Silence.State.EXPIRED)
                .sorted(Comparator.comparing(Silence::endsAt).reversed());
    }

    /** Which alerts that are open now a silence would be about; its sets of matchers stand in a line each. */
    public void preview(Exchange exchange) {
        frame.answer(exchange, request -> {
            String lines = Objects.requireNonNullElse(request.query("matchers"), "");
            List<Matchers> sets = parsed(lines.lines().toList());
            List<?> alerts =
                    record.open().apply(labels -> sets.stream().anyMatch(matchers -> matchers.matches(labels)));
            return Reply.ok(Map.of("alerts", alerts));
        });
    }

    private static List<Matchers> parsed(List<String> sets) {
        if (sets.isEmpty()) {
            throw Refused.field("matchers", "such as severity=warning,group=payments");
        }
        if (sets.stream().anyMatch(set -> set.indexOf(0) >= 0)) {
            throw Refused.field("matchers", "texts without the character NUL");
        }
        return sets.stream()
                .map(set -> Refused.checked("matchers", () -> Matchers.parseSelective(set)))
                .toList();
    }

    /** What makes two silences the same, however their matchers are written. */
    static String identity(List<String> matchers, Instant endsAt, @Nullable Recurrence recurrence) {
        return parsed(matchers) + " " + endsAt.truncatedTo(ChronoUnit.MICROS) + " " + recurrence;
    }

    /** Whether there is nothing left of something that ends then. */
    boolean isOver(@Nullable Instant endsAt) {
        return endsAt != null && !endsAt.isAfter(clock.instant());
    }

    /** A new one. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            Draft draft = draft(request.body(Wanted.class), request.author());
            Silence added = Refused.checked("endsAt", () -> silences.add(draft));
            return Reply.created("/api/silences/" + added.id(), Shown.of(added, clock.instant()));
        });
    }

    /** The same draft; refuses what {@link #add} would refuse. */
    Draft checked(Draft draft) {
        return Refused.checked("endsAt", () -> silences.checked(draft));
    }

    /** Another form of one that is not over. With other matchers it is another one, under an id of its own. */
    public void change(Exchange exchange) {
        frame.answer(exchange, request -> {
            Silence before = require(request.part("id"));
            Draft draft = draft(request.body(Wanted.class), request.author());
            Silence after = Refused.checked("endsAt", () -> silences.change(before.id(), draft));
            return Reply.ok(Shown.of(after, clock.instant()));
        });
    }

    private Silence require(String id) {
        return silences.find(id)
                .orElseThrow(() -> Refused.of(404, "There is no silence '" + id + "' that is not over"));
    }

    Draft draft(Wanted wanted, String author) {
        String comment = Objects.requireNonNullElse(wanted.comment(), "");
        if (comment.isBlank() || comment.length() > LONGEST_COMMENT || comment.indexOf(0) >= 0) {
            throw Refused.field(
                    "comment", "why nobody is to be told, in at most " + LONGEST_COMMENT + " characters without NUL");
        }
        parsed(Objects.requireNonNullElse(wanted.matchers(), List.of()));
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
                comment,
                recurrence(wanted.recurrence()),
                !Boolean.FALSE.equals(wanted.deliverEnd()));
    }

    /** Null for null. */
    static @Nullable Recurrence recurrence(@Nullable String text) {
        return text == null
                ? null
                : Refused.checked("recurrence", () -> Recurrence.parse(text, ZoneId.systemDefault()));
    }

    private static Duration length(@Nullable String text) {
        return Refused.checked("duration", () -> DurationText.parse(String.valueOf(text)));
    }

    /** Ends one now. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            silences.expire(require(request.part("id")).id());
            return Reply.none();
        });
    }
}
