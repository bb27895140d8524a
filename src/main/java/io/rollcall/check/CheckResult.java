package io.rollcall.check;

import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one finished check found. A check that fails is a value of this type, never an exception.
 *
 * @param integration the integration's key
 * @param at when the check began; with the key it identifies the outcome
 * @param status what this one check measured; not yet the integration's status, which the judge decides
 * @param shortCircuited true when no call was made because the breaker was open: then the status says nothing
 * @param latency how long the last try took, or null when no call was made
 * @param message one plain sentence on what is wrong, without secrets, or null when nothing is
 * @param details evidence as JSON values (response code, tries, a condition's values), without secrets
 * @param metrics the numbers it found
 * @param subChecks the things it looked at one by one, in the order of their declaration
 */
public record CheckResult(
        String integration,
        Instant at,
        Status status,
        boolean shortCircuited,
        @Nullable Duration latency,
        @Nullable String message,
        Map<String, Object> details,
        List<Metric> metrics,
        List<SubCheck> subChecks) {

    public CheckResult {
        details = Map.copyOf(details);
        metrics = List.copyOf(metrics);
        subChecks = List.copyOf(subChecks);
    }

    /** The same with other evidence. */
    public CheckResult withDetails(Map<String, Object> other) {
        return new CheckResult(integration, at, status, shortCircuited, latency, message, other, metrics, subChecks);
    }

    /** The same with more evidence. */
    public CheckResult withDetail(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new CheckResult(integration, at, status, shortCircuited, latency, message, more, metrics, subChecks);
    }

    /** True when the integration did its work. */
    public boolean success() {
        return status.isUp();
    }

    /** True when a call was made and its outcome counts as a failure. */
    public boolean failed() {
        return status == Status.DOWN;
    }
}
