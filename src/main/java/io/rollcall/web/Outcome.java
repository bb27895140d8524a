package io.rollcall.web;

import io.rollcall.check.CheckResult;
import io.rollcall.check.SubCheck;
import io.rollcall.judge.Judged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param key of the integration
 * @param status what this check measured
 * @param integrationStatus what the integration is by now: a single failure makes nothing down
 * @param shortCircuited true when an open circuit breaker kept it from calling
 * @param responseTimeMs null when nothing was measured
 * @param evidence without secrets
 */
record Outcome(
        String key,
        String name,
        Instant at,
        String status,
        String integrationStatus,
        boolean success,
        boolean shortCircuited,
        @Nullable Double responseTimeMs,
        @Nullable String message,
        Map<String, Object> evidence,
        List<Part> subChecks) {

    /** One of the things that it looked at. */
    record Part(
            String name,
            String status,
            @Nullable String value,
            @Nullable String threshold,
            @Nullable String message,
            boolean informational) {
        static Part of(SubCheck check) {
            return new Part(
                    check.name(),
                    check.status().word(),
                    check.value(),
                    check.threshold(),
                    check.message(),
                    check.informational());
        }
    }

    static Outcome of(Judged judged) {
        CheckResult result = judged.result();
        return new Outcome(
                judged.integration().key(),
                judged.integration().name(),
                result.at(),
                result.status().word(),
                judged.state().status().word(),
                result.success(),
                result.shortCircuited(),
                result.latency() == null ? null : result.latency().toNanos() / 1e6,
                result.message(),
                result.details(),
                result.subChecks().stream().map(Part::of).toList());
    }
}
