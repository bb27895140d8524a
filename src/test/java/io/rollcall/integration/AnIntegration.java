package io.rollcall.integration;

import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.Integration.BreakerSettings;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Integration.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Integrations for tests: what a test does not name has its documented default. */
public record AnIntegration(
        String key,
        String kind,
        Cadence cadence,
        Thresholds thresholds,
        BreakerSettings breaker,
        Alerting alerting,
        List<String> dependsOn,
        Map<String, String> parameters,
        @Nullable String group) {

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
                List.of(),
                Map.of(),
                null);
    }

    public AnIntegration of(String other) {
        return new AnIntegration(key, other, cadence, thresholds, breaker, alerting, dependsOn, parameters, group);
    }

    public AnIntegration every(Duration interval) {
        return with(new Cadence(cadence.enabled(), interval, cadence.recheck(), cadence.timeout(), cadence.deadline()));
    }

    public AnIntegration disabled() {
        return with(new Cadence(false, cadence.interval(), cadence.recheck(), cadence.timeout(), cadence.deadline()));
    }

    public AnIntegration with(Cadence other) {
        return new AnIntegration(key, kind, other, thresholds, breaker, alerting, dependsOn, parameters, group);
    }

    public AnIntegration with(Thresholds other) {
        return new AnIntegration(key, kind, cadence, other, breaker, alerting, dependsOn, parameters, group);
    }

    public AnIntegration with(BreakerSettings other) {
        return new AnIntegration(key, kind, cadence, thresholds, other, alerting, dependsOn, parameters, group);
    }

    public AnIntegration with(Alerting other) {
        return new AnIntegration(key, kind, cadence, thresholds, breaker, other, dependsOn, parameters, group);
    }

    public AnIntegration muted() {
        return with(new Alerting(false, alerting.emails()));
    }

    public AnIntegration needing(String... keys) {
        return new AnIntegration(key, kind, cadence, thresholds, breaker, alerting, List.of(keys), parameters, group);
    }

    public AnIntegration having(Map<String, String> other) {
        return new AnIntegration(key, kind, cadence, thresholds, breaker, alerting, dependsOn, other, group);
    }

    public AnIntegration in(String other) {
        return new AnIntegration(key, kind, cadence, thresholds, breaker, alerting, dependsOn, parameters, other);
    }

    public Integration build() {
        return new Integration(
                key,
                "Name of " + key,
                kind,
                group,
                cadence,
                thresholds,
                breaker,
                alerting,
                dependsOn,
                null,
                parameters,
                null);
    }
}
