package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.access.AuditEntry;
import io.rollcall.access.AuditStore;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Shows who did what a page at a time. Thread-safe. */
public final class AuditApi {
    private static final int MOST = 500;
    private static final String USUAL = "100";

    private final AuditStore store;
    private final Clock clock;
    private final ObjectMapper json;

    public AuditApi(AuditStore store, Clock clock, ObjectMapper json) {
        this.store = store;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A page, the newest entry first.
     *
     * @param next what {@code before} must be for the next page; null on the last one
     */
    public record Page(List<AuditEntry> entries, @Nullable Instant next) {}

    /** Takes {@code before} (a time as ISO 8601 has it) and {@code limit} from the request. */
    public void page(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        String before = message.getHeader("before", "", String.class);
        String limit = message.getHeader("limit", USUAL, String.class);
        message.removeHeaders("*");
        try {
            Instant time = before.isEmpty()
                    ? clock.instant().plus(Duration.ofMinutes(1))
                    : Strict.time(before).orElseThrow(() -> new DateTimeException("no time"));
            int most = Math.max(1, Math.min(MOST, Integer.parseInt(limit)));
            Part<AuditEntry> part = Part.of(store.before(time, most + 1), most);
            answer(message, 200, "application/json", new Page(part.items(), part.next(AuditEntry::at)));
        } catch (DateTimeException | NumberFormatException e) {
            refuse(
                    message,
                    new Problem(
                            "Bad request",
                            400,
                            "before is a time like 2026-03-01T17:00:00Z, limit a number",
                            List.of()));
        } catch (StoreException e) {
            refuse(message, new Problem("Service unavailable", 503, "the database is away", List.of()));
        }
    }

    private void refuse(Message message, Problem problem) throws JsonProcessingException {
        answer(message, problem.status(), Problem.TYPE, problem);
    }

    private void answer(Message message, int status, String type, Object body) throws JsonProcessingException {
        new Answer(status, type, json.writeValueAsString(body), Map.of()).write(message);
    }
}
