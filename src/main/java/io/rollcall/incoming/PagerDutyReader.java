package io.rollcall.incoming;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event of PagerDuty's Events API v2. An alert is the same when its {@code dedup_key} is; it is open until an event
 * resolves it.
 */
public final class PagerDutyReader {
    /** The label {@code source} of such alerts. */
    public static final String SOURCE = "pagerduty";

    private static final int MOST_DETAILS = 64;
    private static final int MOST_KEY = 255;
    private static final List<String> LABELS = List.of("component", "group", "class");

    private final Clock clock;

    public PagerDutyReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * An event.
     *
     * @param dedupKey the sender's own, or a new one
     */
    public record Event(String routingKey, String dedupKey, List<Said> said) {}

    /** The event, of which the routing key is to be checked. */
    public Event event(byte[] bytes) {
        Body body = Body.parse(bytes).object();
        String routingKey = body.at("routing_key").text();
        String action = body.at("event_action").text();
        String given = body.at("dedup_key").textOrNull();
        if (given != null && given.length() > MOST_KEY) {
            throw body.at("dedup_key").problem("must not be longer than " + MOST_KEY);
        }
        if (given == null && !action.equals("trigger")) {
            throw body.at("dedup_key").problem("must be there to " + action);
        }
        String key = given == null ? UUID.randomUUID().toString().replace("-", "") : given;
        String id = Plain.line(key, MOST_KEY);
        List<Said> said =
                switch (action) {
                    case "trigger" -> List.of(trigger(body, id));
                    case "resolve" -> List.of(new Said.Ends(SOURCE, id));
                    case "acknowledge" -> List.of(new Said.Acknowledged(SOURCE, id));
                    default -> throw body.at("event_action").problem("must be trigger, acknowledge or resolve");
                };
        return new Event(routingKey, key, said);
    }

    private Said trigger(Body body, String id) {
        Body payload = body.at("payload").object();
        String summary = payload.at("summary").text();
        String source = payload.at("source").text();
        String severity = payload.at("severity").text();
        if (!List.of("critical", "error", "warning", "info").contains(severity)) {
            throw payload.at("severity").problem("must be critical, error, warning or info");
        }
        Map<String, String> labels = new TreeMap<>();
        labels.put("host", source);
        for (String name : LABELS) {
            String value = payload.at(name).textOrNull();
            if (value != null) {
                labels.put(name, value);
            }
        }
        Map<String, String> annotations =
                new TreeMap<>(payload.at("custom_details").scalars(MOST_DETAILS));
        annotations.put("summary", summary);
        text(body, "client").ifPresent(client -> annotations.put("client", client));
        text(body, "client_url").ifPresent(address -> annotations.put("client_url", address));
        Instant now = clock.instant();
        return new Said.Fires(
                SOURCE,
                id,
                labels.getOrDefault("class", SOURCE),
                source,
                Body.severity(severity),
                began(payload, now),
                null,
                labels,
                annotations,
                link(body));
    }

    private static Optional<String> text(Body body, String name) {
        return Optional.ofNullable(body.at(name).textOrNull());
    }

    /** PagerDuty's own examples write the offset without a colon. */
    private static Instant began(Body payload, Instant now) {
        Body written = payload.at("timestamp");
        String text = written.textOrNull();
        if (text == null) {
            return now;
        }
        String usual = text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
        Instant time = new Body(TextNode.valueOf(usual), written.path()).time();
        return time == null ? now : Body.within(time, now);
    }

    private static @Nullable String link(Body body) {
        return body.at("links").at(0).at("href").textOrNull();
    }
}
