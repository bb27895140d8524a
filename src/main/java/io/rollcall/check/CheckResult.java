package io.rollcall.check;

import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
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
 */
public record CheckResult(
        String integration,
        Instant at,
        Status status,
        boolean shortCircuited,
        @Nullable Duration latency,
        @Nullable String message,
        Map<String, Object> details) {

    public CheckResult {
        details = Map.copyOf(details);
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
