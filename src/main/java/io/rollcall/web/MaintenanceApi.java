package io.rollcall.web;

import io.rollcall.integration.DurationText;
import io.rollcall.integration.Integrations;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Planned work: what raises no alert meanwhile. */
public final class MaintenanceApi {
    private static final int LONGEST_NOTE = 1000;

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

    /** Work as somebody plans it: endsAt, or how long it takes. */
    record Wanted(
            @Nullable String integration,
            @Nullable String group,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String duration,
            @Nullable String note,
            @Nullable Boolean keepChecking,
            @Nullable String recurrence) {}

    /** What is planned or goes on, that which begins first first. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> Reply.ok(Map.of("maintenance", store.list()))
                .tagged("maintenance"));
    }

    /** Plans some. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            MaintenanceStore.Work added = plan(work(request.body(Wanted.class), request.author()));
            return Reply.created("/api/maintenance/" + added.id(), added);
        });
    }

    MaintenanceStore.Work plan(MaintenanceStore.Work work) {
        MaintenanceStore.Work added = store.add(work);
        engine.follow();
        return added;
    }

    MaintenanceStore.Work work(Wanted wanted, String author) {
        if (wanted.integration() != null && wanted.group() != null) {
            throw Refused.field("group", "either an integration or a group, or neither for everything");
        }
        if (wanted.integration() != null
                && integrations.find(wanted.integration()).isEmpty()) {
            throw Refused.field("integration", "the key of an integration");
        }
        boolean known = wanted.group() == null
                || integrations.all().stream().anyMatch(one -> wanted.group().equals(one.group()));
        if (!known) {
            throw Refused.field("group", "the group of an integration");
        }
        if (wanted.note() != null
                && (wanted.note().length() > LONGEST_NOTE || wanted.note().indexOf(0) >= 0)) {
            throw Refused.field("note", "at most " + LONGEST_NOTE + " characters, and no NUL");
        }
        if ((wanted.endsAt() == null) == (wanted.duration() == null)) {
            throw Refused.field("endsAt", "a time, or instead of it a duration such as 2h");
        }
        Instant start = wanted.startsAt() == null ? clock.instant() : wanted.startsAt();
        Instant end = wanted.endsAt() == null
                ? start.plus(SilenceApi.mend("duration", () -> DurationText.parse(String.valueOf(wanted.duration()))))
                : wanted.endsAt();
        if (!end.isAfter(start) || !end.isAfter(clock.instant())) {
            throw Refused.field("endsAt", "later than the start, and than now");
        }
        SilenceApi.recurrence(wanted.recurrence());
        return new MaintenanceStore.Work(
                0,
                wanted.integration(),
                wanted.group(),
                start,
                end,
                wanted.note(),
                !Boolean.FALSE.equals(wanted.keepChecking()),
                wanted.recurrence(),
                author);
    }

    /** Ends some now. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            String id = request.part("id");
            if (!id.matches("\\d{1,18}") || !store.end(Long.parseLong(id))) {
                throw Refused.of(404, "There is no maintenance '" + id + "' that is not over");
            }
            engine.follow();
            return Reply.none();
        });
    }
}
