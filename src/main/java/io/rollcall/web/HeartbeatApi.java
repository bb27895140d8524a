package io.rollcall.web;

import io.rollcall.heartbeat.HeartbeatCall;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.integration.DurationText;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Takes the calls of jobs over HTTP, and has each judged at once. Thread-safe. */
public final class HeartbeatApi {
    private final Frame frame;
    private final Heartbeats heartbeats;
    private final Consumer<String> judge;

    /** @param judge makes an integration due at once, by its key */
    public HeartbeatApi(Frame frame, Heartbeats heartbeats, Consumer<String> judge) {
        this.frame = frame;
        this.heartbeats = heartbeats;
        this.judge = judge;
    }

    /** A job ended, well unless it says {@code status}. */
    public void call(Exchange exchange) {
        take(exchange, "0");
    }

    /** A job ended badly. */
    public void failed(Exchange exchange) {
        take(exchange, "1");
    }

    private void take(Exchange exchange, String usualStatus) {
        Message message = exchange.getMessage();
        String log = log(message);
        frame.always(exchange, request -> {
            String status = Objects.requireNonNullElse(text(message, "status"), usualStatus);
            if (!status.matches("\\d{1,3}") || Integer.parseInt(status) > 255) {
                throw Refused.of(400, "status must be a whole number from 0 to 255");
            }
            String key = request.part("key");
            Optional<HeartbeatCall> taken =
                    heartbeats.accept(key, token(message), Integer.parseInt(status), milliseconds(message), log);
            if (taken.isEmpty()) {
                throw Refused.of(404, "no heartbeat of that key and token");
            }
            judge.accept(key);
            return Reply.ok(Map.of("integration", key, "at", taken.get().at()));
        });
    }

    private static @Nullable Long milliseconds(Message message) {
        String duration = text(message, "duration");
        try {
            return duration == null ? null : DurationText.parse(duration).toMillis();
        } catch (IllegalArgumentException e) {
            throw Refused.of(400, "duration must be written like 500ms, 30s or 5m");
        }
    }

    private static @Nullable String token(Message message) {
        String authorization = text(message, "Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return authorization.substring("bearer ".length()).strip();
        }
        return text(message, "token");
    }

    /** The body, or the field {@code log} of a form. */
    private static @Nullable String log(Message message) {
        String field = text(message, "log");
        return field != null || message.getBody() instanceof Map ? field : message.getBody(String.class);
    }

    private static @Nullable String text(Message message, String header) {
        return message.getHeader(header, String.class);
    }
}
