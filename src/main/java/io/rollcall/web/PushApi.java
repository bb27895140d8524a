package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.Severity;
import io.rollcall.push.Subscription;
import io.rollcall.push.Subscriptions;
import io.rollcall.push.Vapid;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Lets browsers subscribe to push messages and leave again. Thread-safe. */
public final class PushApi {
    private final @Nullable Vapid vapid;
    private final Subscriptions subscriptions;
    private final BearerToken token;
    private final ObjectMapper json;

    /** @param vapid null when the channel is off */
    public PushApi(@Nullable Vapid vapid, Subscriptions subscriptions, BearerToken token, ObjectMapper json) {
        this.vapid = vapid;
        this.subscriptions = subscriptions;
        this.token = token;
        this.json = json;
    }

    /** What a browser needs to subscribe. */
    public void key(Exchange exchange) {
        answer(exchange, push -> new Answer(200, Map.of("publicKey", push.publicKey())));
    }

    /** Takes what the browser's {@code PushSubscription.toJSON()} gave, and beside it {@code severity}. */
    public void subscribe(Exchange exchange) {
        answer(exchange, push -> {
            Subscription added = subscriptions.add(draft(exchange.getMessage().getBody(String.class)));
            return new Answer(
                    201, Map.of("id", added.id(), "severity", added.severity().word(), "publicKey", push.publicKey()));
        });
    }

    /** Ends a subscription. */
    public void unsubscribe(Exchange exchange) {
        String id = exchange.getMessage().getHeader("id", "", String.class);
        answer(
                exchange,
                push -> subscriptions.remove(id)
                        ? new Answer(200, Map.of("id", id))
                        : new Answer(404, Map.of("error", "no such subscription")));
    }

    private record Answer(int status, Map<String, Object> body) {}

    private interface Task {
        Answer run(Vapid push);
    }

    private void answer(Exchange exchange, Task task) {
        Message message = exchange.getMessage();
        Answer answer = permitted(message, task);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (answer.status() == 401) {
            message.setHeader("WWW-Authenticate", "Bearer");
        }
        try {
            message.setBody(json.writeValueAsString(answer.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        }
    }

    private Answer permitted(Message request, Task task) {
        BearerToken.Refusal refusal = token.refuse(request);
        if (refusal != null) {
            return new Answer(refusal.status(), Map.of("error", refusal.reason()));
        }
        if (vapid == null) {
            return new Answer(404, Map.of("error", "off; set rollcall.push.enabled"));
        }
        try {
            return task.run(vapid);
        } catch (IllegalArgumentException e) {
            return new Answer(400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private Subscription.Draft draft(@Nullable String body) {
        JsonNode browser;
        try {
            browser = json.readTree(body == null ? "" : body);
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
