package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Plays PagerDuty's Events API v2 and keeps the alerts that are open. Thread-safe. */
final class PagerDutyDesk implements Desk {
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final int MOST_CHARACTERS = 512_000;

    private final Map<String, JsonNode> open = new LinkedHashMap<>();

    @Override
    public synchronized Answer answer(Request request) {
        if (request.path().equals("/v2/change/enqueue")) {
            return change(request.body());
        }
        if (!request.path().equals("/v2/enqueue")) {
            return Answer.text(404, "");
        }
        JsonNode event = request.body();
        List<String> errors = errors(event);
        if (!errors.isEmpty()) {
            String list = "[\"" + String.join("\",\"", errors) + "\"]";
            return Answer.json(
                    400,
                    "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":" + list + "}");
        }
        String given = event.path("dedup_key").asText();
        String key = given.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : given;
        switch (event.path("event_action").asText()) {
            case "trigger" -> open.put(key, event);
            case "resolve" -> open.remove(key);
            default -> {
                // an acknowledged alert stays open
            }
        }
        return Answer.json(
                202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"" + key + "\"}");
    }

    synchronized Map<String, JsonNode> open() {
        return new LinkedHashMap<>(open);
    }

    private static Answer change(JsonNode event) {
        String summary = event.at("/payload/summary").asText();
        boolean right = event.path("routing_key").asText().length() == 32 && !summary.isEmpty();
        return right && summary.length() <= 1024
                ? Answer.json(202, "{\"status\":\"success\",\"message\":\"Change event processed\"}")
                : Answer.json(400, "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\"}");
    }

    private static List<String> errors(JsonNode event) {
        List<String> errors = new ArrayList<>();
        if (event.path("routing_key").asText().length() != 32) {
            errors.add("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
        String action = event.path("event_action").asText();
        if (!ACTIONS.contains(action)) {
            errors.add("'event_action' is missing or invalid");
        }
        boolean trigger = action.equals("trigger");
        if (!trigger && event.path("dedup_key").asText().isEmpty()) {
            errors.add("'dedup_key' is missing or blank");
        }
        if (event.path("dedup_key").asText().length() > 255 || event.toString().length() > MOST_CHARACTERS) {
            errors.add("'dedup_key' or event is too long");
        }
        if (trigger) {
            payload(event.path("payload"), errors);
        }
        for (JsonNode link : event.path("links")) {
            if (link.path("href").asText().isEmpty()) {
                errors.add("'links.href' is missing or blank");
            }
        }
        return errors;
    }

    private static void payload(JsonNode payload, List<String> errors) {
        String summary = payload.path("summary").asText();
        if (summary.isEmpty() || summary.length() > 1024) {
            errors.add("'payload.summary' is missing, blank or too long");
        }
        if (payload.path("source").asText().isEmpty()) {
            errors.add("'payload.source' is missing or blank");
        }
        if (!SEVERITIES.contains(payload.path("severity").asText())) {
            errors.add("'payload.severity' is invalid (must be one of: 'critical', 'warning', 'error' or 'info')");
        }
    }
}
