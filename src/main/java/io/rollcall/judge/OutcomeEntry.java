package io.rollcall.judge;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Status;
import io.rollcall.store.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One outcome as it is kept: the measured facts, and the state they led to. Times in milliseconds. */
record OutcomeEntry(
        String key,
        String name,
        Instant at,
        String status,
        boolean success,
        boolean shortCircuited,
        @Nullable Double responseTimeMs,
        @Nullable String message,
        Map<String, Object> details,
        JudgedState judged)
        implements JournalEntry {
    /** Details on how an answer came about. Of one that was well they are not worth their room, which is most of a row. */
    private static final Set<String> HOW = Set.of("timing", "traceId");

    /** The part of the state that a restart needs. */
    record JudgedState(
            String status,
            @Nullable Instant since,
            @Nullable Instant failingSince,
            int failures,
            int successes,
            int streak,
            @Nullable String lastOutcome) {}

    static OutcomeEntry of(Judged judged) {
        CheckResult result = judged.result();
        IntegrationState state = judged.state();
        return new OutcomeEntry(
                result.integration(),
                judged.integration().name(),
                result.at(),
                result.status().word(),
                result.success(),
                result.shortCircuited(),
                milliseconds(result.latency()),
                result.message(),
                evidence(result),
                new JudgedState(
                        state.status().word(),
                        state.since(),
                        state.failingSince(),
                        state.failures(),
                        state.successes(),
                        state.streak(),
                        state.lastOutcome() == null ? null : state.lastOutcome().word()));
    }

    /** What the record keeps beside the columns: details, the metrics by name, and the sub-checks. */
    private static Map<String, Object> evidence(CheckResult result) {
        Map<String, Object> evidence = new LinkedHashMap<>(result.details());
        if (result.status() == Status.HEALTHY) {
            evidence.keySet().removeAll(HOW);
        }
        if (!result.metrics().isEmpty()) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            result.metrics().forEach(metric -> metrics.put(metric.key(), metric.value()));
            evidence.put("metrics", metrics);
        }
        if (!result.subChecks().isEmpty()) {
            evidence.put("subChecks", result.subChecks());
        }
        return evidence;
    }

    /** The state that this outcome led to. One that measured nothing leaves what was measured before. */
    IntegrationState state(@Nullable IntegrationState before) {
        IntegrationState kept = shortCircuited ? before : null;
        return new IntegrationState(
                key,
                Status.ofWord(judged.status()),
                judged.since(),
                judged.failingSince(),
                judged.failures(),
                judged.successes(),
                judged.streak(),
                judged.lastOutcome() == null ? null : Status.ofWord(judged.lastOutcome()),
                at,
                kept == null ? duration(responseTimeMs) : kept.latency(),
                kept == null ? message : kept.message(),
                shortCircuited);
    }

    private static @Nullable Duration duration(@Nullable Double milliseconds) {
        return milliseconds == null ? null : Duration.ofNanos(Math.round(milliseconds * 1e6));
    }

    private static @Nullable Double milliseconds(@Nullable Duration duration) {
        return duration == null ? null : Math.round(duration.toNanos() / 1e3) / 1e3;
    }

    @Override
    public String type() {
        return "outcome";
    }
}
