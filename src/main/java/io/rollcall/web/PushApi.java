package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.Severity;
import io.rollcall.push.Subscription;
import io.rollcall.push.Subscriptions;
import io.rollcall.push.Vapid;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Lets browsers subscribe to push messages and leave again. Thread-safe. */
public final class PushApi {
    private final Frame frame;
    private final @Nullable Vapid vapid;
    private final Subscriptions subscriptions;
    private final BearerToken token;
    private final ObjectMapper json;

    /** @param vapid null when the channel is off */
    public PushApi(
            Frame frame, @Nullable Vapid vapid, Subscriptions subscriptions, BearerToken token, ObjectMapper json) {
        this.frame = frame;
        this.vapid = vapid;
        this.subscriptions = subscriptions;
        this.token = token;
        this.json = json;
    }

    /** What a browser needs to subscribe. */
    public void key(Exchange exchange) {
        answer(exchange, (request, push) -> Reply.ok(Map.of("publicKey", push.publicKey())));
    }

    /** Takes what the browser's {@code PushSubscription.toJSON()} gave, and beside it {@code severity}. */
    public void subscribe(Exchange exchange) {
        answer(exchange, (request, push) -> {
            Subscription added = subscriptions.add(draft(new String(request.content(), StandardCharsets.UTF_8)));
            return Reply.created("/api/push/subscriptions/" + added.id(), answer(added, push));
        });
    }

    /** Tells a browser whether it is still known, and by which key. */
    public void find(Exchange exchange) {
        answer(exchange, (request, push) -> {
            Subscription known = subscriptions.find(request.part("id")).orElse(null);
            if (known == null) {
                throw subscriptions.isComplete()
                        ? Refused.of(404, "no such subscription")
                        : Refused.of(503, "the subscriptions are not known yet: the database is away");
            }
            return Reply.ok(answer(known, push));
        });
    }

    private static Map<String, String> answer(Subscription known, Vapid push) {
        return Map.of("id", known.id(), "severity", known.severity().word(), "publicKey", push.publicKey());
    }

    /** Ends a subscription. */
    public void unsubscribe(Exchange exchange) {
        answer(exchange, (request, push) -> {
            String id = request.part("id");
            if (!subscriptions.remove(id)) {
                throw Refused.of(404, "no such subscription");
            }
            return Reply.ok(Map.of("id", id));
        });
    }

    private interface Task {
        Reply run(Request request, Vapid push);
    }

    private void answer(Exchange exchange, Task task) {
        frame.answer(exchange, request -> {
            // Whom the guard knows has shown more than this token.
            if (request.caller().isEmpty()) {
                token.demand(request);
            }
            if (vapid == null) {
                throw Refused.of(404, "off; set rollcall.push.enabled");
            }
            try {
                return task.run(request, vapid);
            } catch (IllegalArgumentException e) {
                throw Refused.of(400, String.valueOf(e.getMessage()));
            }
        });
    }

    private Subscription.Draft draft(String body) {
        JsonNode browser;
        try {
            browser = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is no JSON", e);
        }
        return new Subscription.Draft(
                text(browser, "/endpoint"),
                text(browser, "/keys/p256dh"),
                text(browser, "/keys/auth"),
                severity(browser.path("severity").asText("warning")));
    }

    private static String text(JsonNode browser, String pointer) {
        JsonNode value = browser.at(pointer);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(pointer.substring(1).replace('/', '.') + " is missing");
        }
        return value.asText();
    }

    private static Severity severity(String word) {
        try {
            return Severity.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("severity must be info, warning or critical", e);
        }
    }
}
