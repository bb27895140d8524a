package io.rollcall.integration;

import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.Integration.BreakerSettings;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Integration.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Integrations for tests: what a test does not name has its documented default. */
public record AnIntegration(
        String key,
        String kind,
        Cadence cadence,
        Thresholds thresholds,
        BreakerSettings breaker,
        Alerting alerting,
        Map<String, String> parameters) {

    public static AnIntegration called(String key) {
        return new AnIntegration(
                key,
                "http",
                new Cadence(
                        true,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15)),
                new Thresholds(Duration.ofSeconds(2), 3, 2),
                new BreakerSettings(5, Duration.ofSeconds(60), 3, 2),
                new Alerting(true, List.of()),
                Map.of());
    }

    public AnIntegration every(Duration interval) {
        Cadence other =
                new Cadence(cadence.enabled(), interval, cadence.recheck(), cadence.timeout(), cadence.deadline());
        return new AnIntegration(key, kind, other, thresholds, breaker, alerting, parameters);
    }

    public AnIntegration disabled() {
        Cadence other =
                new Cadence(false, cadence.interval(), cadence.recheck(), cadence.timeout(), cadence.deadline());
        return new AnIntegration(key, kind, other, thresholds, breaker, alerting, parameters);
    }

    public AnIntegration with(Thresholds other) {
        return new AnIntegration(key, kind, cadence, other, breaker, alerting, parameters);
    }

    public AnIntegration with(BreakerSettings other) {
        return new AnIntegration(key, kind, cadence, thresholds, other, alerting, parameters);
    }

    public AnIntegration muted() {
        Alerting silent = new Alerting(false, alerting.emails());
        return new AnIntegration(key, kind, cadence, thresholds, breaker, silent, parameters);
    }

    public Integration build() {
        return new Integration(
                key,
                "Name of " + key,
                kind,
                null,
                cadence,
                thresholds,
                breaker,
                alerting,
                List.of(),
                null,
                parameters,
                null);
    }
}
