package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient;
import io.rollcall.app.OpenAlerts.OpenAlert;
import io.rollcall.app.ResponseDesk.Answered;
import io.rollcall.spelling.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alerts of an engine, asked of and answered over its API. */
final class RemoteAlerts {
    private final Remote engine;

    RemoteAlerts(Remote engine) {
        this.engine = engine;
    }

    List<OpenAlert> list() throws InterruptedException, JsonProcessingException {
        List<OpenAlert> alerts = new ArrayList<>();
        for (JsonNode alert : engine.page("/api/alerts", "alerts").path("alerts")) {
            alerts.add(new EngineClient.Answer(200, alert.toString()).as(OpenAlert.class));
        }
        return alerts;
    }

    /**
     * Answers what fires.
     *
     * @param action {@code acknowledge}, {@code release} or {@code escalate}
     * @param target key of an integration, or rule/integration of an alert, or a group of alerts
     */
    List<Answered> answer(String action, String target, @Nullable String rule)
            throws InterruptedException, JsonProcessingException {
        List<Answered> answers = new ArrayList<>();
        for (String topic : topics(target, rule)) {
            JsonNode answer = engine.ask("POST", "/api/alerts/" + action, Map.of("alert", topic), "done")
                    .json();
            answers.add(new Answered(
                    topic,
                    answer.path("done").asBoolean(),
                    Columns.clean(answer.path("text").asText())));
        }
        return answers;
    }

    private List<String> topics(String target, @Nullable String rule)
            throws InterruptedException, JsonProcessingException {
        List<OpenAlert> firing =
                list().stream().filter(alert -> alert.state().equals("firing")).toList();
        List<String> topics = firing.stream()
                .filter(alert -> alert.integration().equals(target))
                .filter(alert -> rule == null || alert.rule().equals(rule))
                .map(alert -> alert.rule() + "/" + alert.integration())
                .toList();
        if (!topics.isEmpty() || target.contains("/")) {
            return topics.isEmpty() ? List.of(target) : topics;
        }
        List<String> keys =
                firing.stream().map(OpenAlert::integration).distinct().toList();
        String hint = Nearest.to(target, keys) == null ? "" : Nearest.hint(target, keys);
        if (!hint.isEmpty() || rule != null) {
            throw new Remote.Refusal(404, "alert: nothing fires for '" + target + "'" + hint);
        }
        // It may be a group of alerts, whose names only the engine knows.
        return List.of(target);
    }
}
