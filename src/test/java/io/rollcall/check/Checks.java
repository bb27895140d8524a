package io.rollcall.check;

import io.rollcall.integration.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Checks for tests: everything that a test does not name has a plain value. */
public final class Checks {
    private Checks() {}

    public static Check of(String kind, Duration timeout, Map<String, String> parameters) {
        return new Check(integration(kind, timeout, Duration.ofSeconds(15), parameters), Instant.EPOCH);
    }

    /** One whose answer may be slow and still healthy: for tests that are about something else, on busy machines. */
    public static Check patient(String kind, Duration timeout, Map<String, String> parameters) {
        Integration usual = integration(kind, timeout, Duration.ofMinutes(1), parameters);
        Integration patient = new Integration(
                usual.key(),
                usual.name(),
                usual.kind(),
                usual.group(),
                usual.cadence(),
                new Integration.Thresholds(Duration.ofMinutes(1), 3, 2),
                usual.breaker(),
                usual.alerting(),
                usual.dependsOn(),
                usual.runbook(),
                usual.parameters(),
                usual.problem());
        return new Check(patient, Instant.EPOCH);
    }

    public static Integration integration(
            String kind, Duration timeout, Duration deadline, Map<String, String> parameters) {
        return new Integration(
                "thing",
                "Thing",
                kind,
                null,
                new Integration.Cadence(true, Duration.ofMinutes(5), Duration.ofSeconds(10), timeout, deadline),
                new Integration.Thresholds(Duration.ofSeconds(2), 3, 2),
                new Integration.BreakerSettings(5, Duration.ofSeconds(60), 3, 2),
                new Integration.Alerting(true, List.of()),
                List.of(),
                null,
                parameters,
                null);
    }
}
