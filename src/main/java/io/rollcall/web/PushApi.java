package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.access.Role;
import io.rollcall.alert.Severity;
import io.rollcall.push.Subscription;
import io.rollcall.push.Subscriptions;
import io.rollcall.push.Vapid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
            Subscription.Draft draft = draft(new String(request.content(), StandardCharsets.UTF_8));
            Subscription added = subscriptions.add(draft, request.caller().orElse(null));
            return Reply.created("/api/push/subscriptions/" + added.id(), answer(added, push));
        });
    }

    /** Tells a browser whether it is still known, and by which key. */
    public void find(Exchange exchange) {
        answer(exchange, (request, push) -> {
            Subscription known = subscriptions
                    .find(request.part("id"))
                    .filter(one -> mayTouch(request, one))
                    .orElse(null);
            if (known == null) {
                throw subscriptions.isComplete()
                        ? Refused.of(404, "no such subscription")
                        : Refused.of(503, "the subscriptions are not known yet: the database is away");
            }
            return Reply.ok(answer(known, push));
        });
    }

    /** One's own; admins see and end those of everybody, and whoever knows its id one that is nobody's. */
    private static boolean mayTouch(Request request, Subscription one) {
        String caller = request.caller().orElse(null);
        return caller == null || one.owner() == null || one.owner().equals(caller) || isAdmin(request);
    }

    private static boolean isAdmin(Request request) {
        return Role.ADMIN.word().equals(request.sent(AccessGuard.ROLE));
    }

    /**
     * A device that is told.
     *
     * @param owner null where nobody was known
     * @param service the host of its push service, which tells the maker of its browser
     */
    record Device(String id, @Nullable String owner, String severity, Instant at, @Nullable String service) {}

    /** The caller's own devices, or for an admin those of everybody; the one that was subscribed last first. */
    public void list(Exchange exchange) {
        answer(exchange, (request, push) -> {
            String caller =
                    request.caller().orElseThrow(() -> Refused.of(403, "devices are shown to whoever is logged in"));
            List<Device> devices = subscriptions.newest().stream()
                    .filter(one -> isAdmin(request) || caller.equals(one.owner()))
                    .map(one -> new Device(
                            one.id(),
                            one.owner(),
                            one.severity().word(),
                            one.at(),
                            one.device().endpoint().getHost()))
                    .toList();
            return Reply.ok(Map.of("subscriptions", devices));
        });
    }

    private static Map<String, String> answer(Subscription known, Vapid push) {
        return Map.of("id", known.id(), "severity", known.severity().word(), "publicKey", push.publicKey());
    }

    /** Ends a subscription. */
    public void unsubscribe(Exchange exchange) {
        answer(exchange, (request, push) -> {
            String id = request.part("id");
            boolean may =
                    subscriptions.find(id).filter(one -> mayTouch(request, one)).isPresent();
            if (!may || !subscriptions.remove(id)) {
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
