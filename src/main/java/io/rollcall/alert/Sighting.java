package io.rollcall.alert;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import io.rollcall.judge.IntegrationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a subject was found at a moment.
 *
 * @param found the state of the integration; of a group the worst status among its members, which takes a look at each
 */
record Sighting(Subject subject, Supplier<IntegrationState> found, Instant at, Evidence evidence) {

    String key() {
        return subject.key();
    }

    @Nullable
    Integration integration() {
        return subject.integration();
    }

    /** What to tell about it when the rule begins or ceases to fire. */
    Alert alert(boolean firing, Instant since, Map<String, String> annotations, List<String> dependents) {
        AlertRule rule = evidence.rule();
        Integration one = subject.integration();
        IntegrationState state = found.get();
        Instant failing = state.failingSince();
        String runbook = annotations.getOrDefault("runbook", one == null ? null : one.runbook());
        return new Alert(
                rule.name(),
                rule.condition().toString(),
                rule.severity(),
                firing,
                subject.key(),
                subject.name(),
                subject.kind(),
                subject.group(),
                state.status(),
                one != null && state.status() == Status.DOWN && failing != null ? failing : since,
                at,
                state.failures(),
                one == null ? null : state.latency(),
                one == null ? null : state.message(),
                one == null ? List.of() : one.alerting().emails(),
                runbook,
                dependents,
                labels(),
                annotations);
    }

    /** What the rule says to the reader, as things are now. */
    Map<String, String> annotations() {
        AlertRule rule = evidence.rule();
        Map<String, String> fields = new TreeMap<>(evidence.labels());
        fields.putAll(labels());
        fields.put("name", subject.name());
        fields.putIfAbsent("integration", subject.key());
        Map<String, String> said = new TreeMap<>();
        rule.texts()
                .forEach((name, text) ->
                        said.put(name, text.with(rule.condition().condition(), evidence, fields)));
        return said;
    }

    private Map<String, String> labels() {
        AlertRule rule = evidence.rule();
        Map<String, String> labels = new TreeMap<>(rule.labels());
        labels.put("rule", rule.name());
        labels.put("severity", rule.severity().word());
        labels.put("kind", subject.kind());
        if (subject.integration() != null) {
            labels.put("integration", subject.key());
        }
        if (subject.group() != null) {
            labels.put("group", subject.group());
        }
        return labels;
    }

    /** The end of an alert whose subject is gone. */
    static Alert end(Alert told, Instant at) {
        return new Alert(
                told.rule(),
                told.condition(),
                told.severity(),
                false,
                told.integration(),
                told.name(),
                told.kind(),
                told.group(),
                Status.UNKNOWN,
                told.startedAt(),
                at,
                0,
                null,
                null,
                told.emails(),
                told.runbook(),
                List.of(),
                told.labels(),
                told.annotations());
    }
}
