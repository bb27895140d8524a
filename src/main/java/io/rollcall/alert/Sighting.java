package io.rollcall.alert;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import io.rollcall.judge.IntegrationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How an integration was found at a moment. */
record Sighting(Integration integration, IntegrationState state, Instant at) {

    String key() {
        return integration.key();
    }

    /** What to tell about it when the rule begins or ceases to fire. */
    Alert alert(AlertRule rule, Standing standing, boolean firing, List<String> dependents) {
        Instant failing = state.failingSince();
        return new Alert(
                rule.name(),
                rule.condition().toString(),
                rule.severity(),
                firing,
                integration.key(),
                integration.name(),
                integration.kind(),
                integration.group(),
                state.status(),
                state.status() == Status.DOWN && failing != null ? failing : standing.since(),
                at,
                state.failures(),
                state.latency(),
                state.message(),
                integration.alerting().emails(),
                integration.runbook(),
                dependents,
                labels(rule),
                Map.of());
    }

    private Map<String, String> labels(AlertRule rule) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("rule", rule.name());
        labels.put("severity", rule.severity().word());
        labels.put("integration", integration.key());
        labels.put("kind", integration.kind());
        if (integration.group() != null) {
            labels.put("group", integration.group());
        }
        return labels;
    }
}
