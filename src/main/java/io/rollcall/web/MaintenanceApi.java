package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rollcall.calendar.Recurrence;
import io.rollcall.calendar.Window;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.Integrations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Planned work: what raises no alert meanwhile. */
public final class MaintenanceApi {
    private static final int LONGEST_NOTE = 1000;
    private static final int MOST_TIMES = 3;
    /** How long what is over is shown. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Frame frame;
    private final Integrations integrations;
    private final MaintenanceStore store;
    private final SettingsDesk.Engine engine;
    private final Clock clock;

    public MaintenanceApi(
            Frame frame, Integrations integrations, MaintenanceStore store, SettingsDesk.Engine engine, Clock clock) {
        this.frame = frame;
        this.integrations = integrations;
        this.store = store;
        this.engine = engine;
        this.clock = clock;
    }

    /** Work as somebody plans it: endsAt, or how long it takes. Whether it is announced stays as it is, at first true. */
    record Wanted(
            @Nullable String integration,
            @Nullable String group,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String duration,
            @Nullable String note,
            @Nullable Boolean keepChecking,
            @Nullable Boolean announced,
            @Nullable String recurrence) {}

    /**
     * Work as it is shown.
     *
     * @param state pending, active or ended; what recurs is active while one of its times goes on
     * @param next the times at which it goes on, the one that goes on or comes first first; at most three
     */
    record Shown(@JsonUnwrapped MaintenanceStore.Work work, String state, List<Window> next) {}

    /** What is planned or goes on, that which begins first first; and if asked for, what is over. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            boolean ended = request.word("ended", List.of("true", "false"))
                    .orElse("false")
                    .equals("true");
            Instant now = clock.instant();
            List<Shown> shown = store.endingAfter(ended ? now.minus(REMEMBERED) : now).stream()
                    .map(work -> shown(work, now))
                    .toList();
            return Reply.ok(Map.of("maintenance", shown)).tagged("maintenance");
        });
    }

    /** What is planned or goes on. */
    List<MaintenanceStore.Work> current() {
        return store.endingAfter(clock.instant());
    }

    private static Shown shown(MaintenanceStore.Work work, Instant now) {
        List<Window> next = times(work, now);
        boolean active = !next.isEmpty() && next.get(0).contains(now);
        String state = !work.endsAt().isAfter(now) ? "ended" : active ? "active" : "pending";
        return new Shown(work, state, next);
    }

    private static List<Window> times(MaintenanceStore.Work work, Instant now) {
        if (!work.endsAt().isAfter(now)) {
            return List.of();
        }
        Recurrence recurrence = readable(work.recurrence());
        if (recurrence == null) {
            return List.of(new Window(work.startsAt(), work.endsAt()));
        }
        List<Window> times = new ArrayList<>();
        Instant from = work.startsAt().isAfter(now) ? work.startsAt() : now;
        Optional<Window> window = recurrence.at(from).or(() -> recurrence.next(from));
        while (times.size() < MOST_TIMES
                && window.isPresent()
                && window.get().from().isBefore(work.endsAt())) {
            Window one = window.get();
            times.add(new Window(later(one.from(), work.startsAt()), earlier(one.until(), work.endsAt())));
            window = recurrence.next(one.from());
        }
        return times;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Null for null, and for what somebody wrote into the table that cannot be read. */
    private static @Nullable Recurrence readable(@Nullable String text) {
        try {
            return SilenceApi.recurrence(text);
        } catch (Refused e) {
            return null;
        }
    }

    /** Plans some. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            MaintenanceStore.Work added = plan(work(request.body(Wanted.class), null, request.author()));
            return Reply.created("/api/maintenance/" + added.id(), shown(added, clock.instant()));
        });
    }

    /** Gives some that is not over another form. What has begun keeps its start. */
    public void change(Exchange exchange) {
        frame.answer(exchange, request -> {
            String id = request.part("id");
            MaintenanceStore.Work before = current().stream()
                    .filter(work -> String.valueOf(work.id()).equals(id))
                    .findFirst()
                    .orElseThrow(() -> gone(id));
            MaintenanceStore.Work wanted = work(request.body(Wanted.class), before, before.addedBy());
            MaintenanceStore.Work after = store.change(before.id(), wanted).orElseThrow(() -> gone(id));
            engine.follow();
            return Reply.ok(shown(after, clock.instant()));
        });
    }

    private static Refused gone(String id) {
        return Refused.of(404, "There is no maintenance '" + id + "' that is not over");
    }

    MaintenanceStore.Work plan(MaintenanceStore.Work work) {
        MaintenanceStore.Work added = store.add(work);
        engine.follow();
        return added;
    }

    /** @param before what it was until now: it keeps its start, and from whom it is kept, unless the wish says so */
    MaintenanceStore.Work work(Wanted wanted, MaintenanceStore.@Nullable Work before, String author) {
        inspectPlace(wanted);
        return workAnywhere(wanted, before, author);
    }

    /** The same, also on what is not watched yet. */
    MaintenanceStore.Work workAnywhere(Wanted wanted, MaintenanceStore.@Nullable Work before, String author) {
        inspect(wanted);
        Instant start = Objects.requireNonNullElseGet(
                wanted.startsAt(), () -> before == null ? clock.instant() : before.startsAt());
        Instant end = wanted.endsAt() == null
                ? later(start, clock.instant())
                        .plus(Refused.checked("duration", () -> DurationText.parse(String.valueOf(wanted.duration()))))
                : wanted.endsAt();
        if (!end.isAfter(start) || !end.isAfter(clock.instant())) {
            throw Refused.field("endsAt", "later than the start, and than now");
        }
        return new MaintenanceStore.Work(
                0,
                wanted.integration(),
                wanted.group(),
                start,
                end,
                wanted.note(),
                !Boolean.FALSE.equals(wanted.keepChecking()),
                Objects.requireNonNullElseGet(wanted.announced(), () -> before == null || before.announced()),
                wanted.recurrence(),
                author);
    }

    private void inspectPlace(Wanted wanted) {
        if (wanted.integration() != null
                && integrations.find(wanted.integration()).isEmpty()) {
            throw Refused.field("integration", "the key of an integration");
        }
        boolean known = wanted.group() == null
                || integrations.all().stream().anyMatch(one -> wanted.group().equals(one.group()));
        if (!known) {
            throw Refused.field("group", "the group of an integration");
        }
    }

    private static void inspect(Wanted wanted) {
        if (wanted.integration() != null && wanted.group() != null) {
            throw Refused.field("group", "either an integration or a group, or neither for everything");
        }
        if (wanted.note() != null
                && (wanted.note().length() > LONGEST_NOTE || wanted.note().indexOf(0) >= 0)) {
            throw Refused.field("note", "at most " + LONGEST_NOTE + " characters, and no NUL");
        }
        if ((wanted.endsAt() == null) == (wanted.duration() == null)) {
            throw Refused.field("endsAt", "a time, or instead of it a duration such as 2h");
        }
        SilenceApi.recurrence(wanted.recurrence());
    }

    /** Ends some now. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            String id = request.part("id");
            if (!id.matches("\\d{1,18}") || !store.end(Long.parseLong(id))) {
                throw gone(id);
            }
            engine.follow();
            return Reply.none();
        });
    }
}
