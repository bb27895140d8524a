package io.rollcall.web;

import io.rollcall.access.AuditEntry;
import io.rollcall.access.AuditStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Shows who did what a page at a time. Thread-safe. */
public final class AuditApi {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Frame frame;
    private final AuditStore store;
    private final Clock clock;

    public AuditApi(Frame frame, AuditStore store, Clock clock) {
        this.frame = frame;
        this.store = store;
        this.clock = clock;
    }

    /**
     * A page, the newest entry first.
     *
     * @param next what {@code before} must be for the next page; null on the last one
     */
    record Page(List<Shown> entries, @Nullable String next) {}

    /** An entry as it is shown. */
    record Shown(
            String id,
            Instant at,
            @Nullable String caller,
            String action,
            String target,
            String outcome,
            @Nullable String address) {
        static Shown of(AuditEntry entry) {
            return new Shown(
                    entry.id(),
                    entry.at(),
                    entry.caller(),
                    entry.action(),
                    entry.target(),
                    entry.outcome(),
                    entry.address());
        }
    }

    /** Takes {@code before} (a time, or the next of the page before) and {@code limit} from the request. */
    public void page(Exchange exchange) {
        frame.answer(exchange, request -> {
            int most = request.number("limit", USUAL, MOST);
            Place before = before(request.query("before"));
            Part<AuditEntry> part = Part.of(store.before(before.at(), before.id(), most + 1), most);
            List<Shown> shown = part.items().stream().map(Shown::of).toList();
            return Reply.ok(new Page(shown, part.next(AuditApi::place)));
        });
    }

    private Place before(@Nullable String wanted) {
        if (wanted == null) {
            return Place.before(clock.instant().plus(Duration.ofMinutes(1)));
        }
        return Strict.time(wanted)
                .map(Place::before)
                .or(() -> Place.parse(wanted))
                .orElseThrow(() -> Refused.field("before", Strict.A_TIME + ", or the next of the page before"));
    }

    private static String place(AuditEntry last) {
        return new Place(last.at(), UUID.fromString(last.id())).toString();
    }
}
