package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.heartbeat.HeartbeatCall;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.integration.DurationText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Takes the calls of jobs over HTTP, and has each judged at once. Thread-safe. */
public final class HeartbeatApi {
    private final Heartbeats heartbeats;
    private final Consumer<String> judge;
    private final ObjectMapper json;

    /** @param judge makes an integration due at once, by its key */
    public HeartbeatApi(Heartbeats heartbeats, Consumer<String> judge, ObjectMapper json) {
        this.heartbeats = heartbeats;
        this.judge = judge;
        this.json = json;
    }

    /** A job ended, well unless it says {@code status}. */
    public void call(Exchange exchange) throws JsonProcessingException {
        take(exchange, "0");
    }

    /** A job ended badly. */
    public void failed(Exchange exchange) throws JsonProcessingException {
        take(exchange, "1");
    }

    private void take(Exchange exchange, String usualStatus) throws JsonProcessingException {
        Message message = exchange.getMessage();
        String status = Optional.ofNullable(text(message, "status")).orElse(usualStatus);
        String duration = text(message, "duration");
        if (!status.matches("\\d{1,3}") || Integer.parseInt(status) > 255) {
            answer(message, 400, Map.of("error", "status must be a whole number from 0 to 255"));
            return;
        }
        Long milliseconds;
        try {
            milliseconds =
                    duration == null ? null : DurationText.parse(duration).toMillis();
        } catch (IllegalArgumentException e) {
            answer(message, 400, Map.of("error", "duration must be written like 500ms, 30s or 5m"));
            return;
        }
        String key = String.valueOf(text(message, "key"));
        Optional<HeartbeatCall> taken =
                heartbeats.accept(key, token(message), Integer.parseInt(status), milliseconds, log(message));
        if (taken.isPresent()) {
            judge.accept(key);
            answer(message, 200, Map.of("integration", key, "at", taken.get().at()));
        } else {
            answer(message, 404, Map.of("error", "no heartbeat of that key and token"));
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

    private void answer(Message message, int code, Map<String, Object> answer) throws JsonProcessingException {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(json.writeValueAsString(answer));
    }
}
