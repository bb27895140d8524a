package io.rollcall.judge;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Integration.Thresholds;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the outcomes of one integration have added up to: the state machine of healthy, degraded, down and unknown. Its
 * transitions are pure, so that a state can be rebuilt by replaying outcomes.
 *
 * @param key the integration's key
 * @param status as shown and alerted
 * @param since when the status began, or null before the first
 * @param failingSince when the current run of failures began, or null when the last measured outcome was a success
 * @param failures measured failures in a row
 * @param successes measured successes in a row
 * @param streak measured outcomes of the same status in a row
 * @param lastOutcome status of the last measured outcome, or null before the first
 * @param lastCheckAt when the last check began, measured or not; null before the first
 * @param latency of the last measured check, or null
 * @param message what was wrong last, or null while healthy
 * @param shortCircuited whether the last check was kept from calling by its open breaker
 */
public record IntegrationState(
        String key,
        Status status,
        @Nullable Instant since,
        @Nullable Instant failingSince,
        int failures,
        int successes,
        int streak,
        @Nullable Status lastOutcome,
        @Nullable Instant lastCheckAt,
        @Nullable Duration latency,
        @Nullable String message,
        boolean shortCircuited) {

    /** Before the first check. */
    public static IntegrationState initial(String key) {
        return new IntegrationState(
                key, Status.UNKNOWN, null, null, 0, 0, 0, null, null, null, "Not checked yet", false);
    }

    /** True when the outcome is not newer than what is known: a repeat, to be ignored. */
    public boolean knows(CheckResult result) {
        return lastCheckAt != null && !result.at().isAfter(lastCheckAt);
    }

    /**
     * The state after one more outcome. Short-circuited outcomes keep the measured state; unknown ones neither count nor
     * reset; {@code failures} in a row make down (never fewer), {@code recoveries} healthy ones in a row make healthy.
     */
    public IntegrationState after(CheckResult result, Thresholds thresholds) {
        if (result.shortCircuited()) {
            return unmeasured(result, status, message);
        }
        if (result.status() == Status.UNKNOWN) {
            return unmeasured(result, Status.UNKNOWN, result.message());
        }
        int run = result.status() == lastOutcome ? streak + 1 : 1;
        int failed = result.failed() ? failures + 1 : 0;
        int succeeded = result.failed() ? 0 : successes + 1;
        Status next = next(result.status(), run, failed, succeeded, thresholds);
        Instant failing = result.failed() ? (failingSince == null ? result.at() : failingSince) : null;
        return new IntegrationState(
                key,
                next,
                begin(next, result.at()),
                failing,
                failed,
                succeeded,
                run,
                result.status(),
                result.at(),
                result.latency(),
                result.message(),
                false);
    }

    /** Only that there was a check, and what is shown; everything measured stays. */
    private IntegrationState unmeasured(CheckResult result, Status shown, @Nullable String why) {
        return new IntegrationState(
                key,
                shown,
                result.shortCircuited() ? since : begin(shown, result.at()),
                failingSince,
                failures,
                successes,
                streak,
                lastOutcome,
                result.at(),
                latency,
                why,
                result.shortCircuited());
    }

    /**
     * This state, which had to begin from nothing because the last run was not known yet, now that it is: a run of failures
     * goes on, and a status that nothing has refuted stays.
     */
    IntegrationState continuing(IntegrationState last) {
        if (status == Status.HEALTHY || status == Status.DEGRADED) {
            return this;
        }
        Status now = status == Status.DOWN ? Status.DOWN : last.status;
        return new IntegrationState(
                key,
                now,
                now == last.status ? last.since : since,
                last.failingSince == null ? failingSince : last.failingSince,
                failures + last.failures,
                successes,
                lastOutcome == last.lastOutcome ? streak + last.streak : streak,
                lastOutcome == null ? last.lastOutcome : lastOutcome,
                lastCheckAt,
                latency,
                message,
                shortCircuited);
    }

    /** True while the last outcome points elsewhere than the status, and a few more like it would change it. */
    public boolean settling(Thresholds thresholds) {
        if (lastOutcome == null || lastOutcome == Status.HEALTHY && status == Status.HEALTHY) {
            return false;
        }
        return streak < (lastOutcome == Status.DOWN ? thresholds.failures() : thresholds.recoveries());
    }

    /** From when on the check after the last one is overdue; null before the first one. */
    public @Nullable Instant overdue(Cadence cadence) {
        return lastCheckAt == null ? null : cadence.overdue(lastCheckAt);
    }

    private Status next(Status outcome, int run, int failed, int succeeded, Thresholds thresholds) {
        if (outcome == Status.DOWN) {
            return failed >= thresholds.failures() ? Status.DOWN : status;
        }
        if (status == Status.UNKNOWN) {
            // What was down before something unknown came between recovers no sooner for it.
            return failures >= thresholds.failures() && succeeded < thresholds.recoveries() ? status : outcome;
        }
        if (status == Status.DOWN) {
            return succeeded >= thresholds.recoveries() ? outcome : Status.DOWN;
        }
        return outcome == Status.HEALTHY && run < thresholds.recoveries() ? status : outcome;
    }

    private @Nullable Instant begin(Status next, Instant at) {
        return next == status && since != null ? since : at;
    }
}
