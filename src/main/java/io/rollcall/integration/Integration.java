package io.rollcall.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One external thing that is watched, with every setting resolved and typed.
 *
 * @param key its short name: the route id in the declaration, used in commands, rules and the database
 * @param name what people read
 * @param kind the check template it is an instance of, such as {@code http}
 * @param group what it belongs to, or null
 * @param cadence when it is checked and how long a check may take
 * @param thresholds when an outcome becomes a status
 * @param breaker how its circuit breaker behaves
 * @param alerting whether and whom it alerts
 * @param dependsOn keys of the integrations it needs
 * @param runbook what to do when it fails: an address or a sentence, or null
 * @param parameters the template's own parameters, placeholders resolved; may hold secrets, so never shown
 * @param problem why it cannot be checked (a missing address or credential), or null if it can
 */
public record Integration(
        String key,
        String name,
        String kind,
        @Nullable String group,
        Cadence cadence,
        Thresholds thresholds,
        BreakerSettings breaker,
        Alerting alerting,
        List<String> dependsOn,
        @Nullable String runbook,
        Map<String, String> parameters,
        @Nullable String problem) {

    /** How late a check may begin and its outcome be known without being called overdue. */
    private static final Duration LATENESS = Duration.ofMinutes(1);

    public Integration {
        dependsOn = List.copyOf(dependsOn);
        parameters = Map.copyOf(parameters);
    }

    /**
     * When a check runs.
     *
     * @param enabled false stops checking
     * @param interval between two checks
     * @param recheck between two checks while a first failure or recovery waits to be confirmed
     * @param timeout for one try
     * @param deadline for all tries together
     * @param timetable when it is due instead of every interval, which is then the longest time between two; or null
     * @param quotaGroup whom it shares a quota with, or null
     */
    public record Cadence(
            boolean enabled,
            Duration interval,
            Duration recheck,
            Duration timeout,
            Duration deadline,
            @Nullable Timetable timetable,
            @Nullable String quotaGroup) {

        /** One that is due every interval, without a quota. */
        public Cadence(boolean enabled, Duration interval, Duration recheck, Duration timeout, Duration deadline) {
            this(enabled, interval, recheck, timeout, deadline, null, null);
        }

        /** From when on the check after the given one is overdue: two intervals later (requirement 002-30). */
        public Instant overdue(Instant lastCheck) {
            return timetable == null
                    ? lastCheck.plus(interval.multipliedBy(2))
                    : timetable.next(lastCheck).plus(deadline).plus(LATENESS);
        }
    }

    /**
     * When outcomes become a status.
     *
     * @param degradedAbove a successful answer slower than this is degraded
     * @param failures consecutive failures until down
     * @param recoveries consecutive successes until healthy
     */
    public record Thresholds(Duration degradedAbove, int failures, int recoveries) {}

    /**
     * The circuit breaker (requirement 000-26).
     *
     * @param failures consecutive failures that open it
     * @param open how long it stays open
     * @param trials calls permitted while half-open
     * @param successes trials that must succeed to close it
     */
    public record BreakerSettings(int failures, Duration open, int trials, int successes) {}

    /**
     * Whom a failure concerns.
     *
     * @param onFailure false mutes all alerts of this integration
     * @param emails where its email goes; empty means the default recipients
     * @param quietHours when no alert begins
     * @param flapping when it counts as one that comes and goes
     */
    public record Alerting(boolean onFailure, List<String> emails, QuietHours quietHours, FlapLimits flapping) {
        public Alerting {
            emails = List.copyOf(emails);
        }

        /** One that flaps as is usual. */
        public Alerting(boolean onFailure, List<String> emails, QuietHours quietHours) {
            this(onFailure, emails, quietHours, FlapLimits.DEFAULT);
        }

        /** One without quiet hours. */
        public Alerting(boolean onFailure, List<String> emails) {
            this(onFailure, emails, QuietHours.NONE);
        }
    }

    /** The same for a run that sees each outcome once: the first one already counts. */
    public Integration judgedAtOnce() {
        Thresholds once = new Thresholds(thresholds.degradedAbove(), 1, 1);
        return new Integration(
                key, name, kind, group, cadence, once, breaker, alerting, dependsOn, runbook, parameters, problem);
    }

    /** A parameter of the template, or null when it is neither given nor defaulted. */
    public @Nullable String parameter(String parameter) {
        String value = parameters.get(parameter);
        return value == null || value.isBlank() ? null : value;
    }

    /** Never shows parameters: they may hold credentials. */
    @Override
    public String toString() {
        return "Integration[" + key + ", " + kind + "]";
    }
}
