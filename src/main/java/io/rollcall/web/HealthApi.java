package io.rollcall.web;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.Judge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers about Rollcall and what it watches, from memory: as fast with years of history as with none. */
public final class HealthApi {
    private final Integrations integrations;
    private final Judge judge;
    private final Function<String, String> breakers;
    private final Vitals vitals;
    private final Clock clock;

    /**
     * The answers.
     *
     * @param breakers the state of an integration's circuit breaker by key
     */
    public HealthApi(
            Integrations integrations, Judge judge, Function<String, String> breakers, Vitals vitals, Clock clock) {
        this.integrations = integrations;
        this.judge = judge;
        this.breakers = breakers;
        this.vitals = vitals;
        this.clock = clock;
    }

    /**
     * Whether Rollcall itself works. Public, so nothing about what it watches (requirements 002-13, 002-33).
     *
     * @param uptime in seconds
     * @param responseTime in milliseconds, of all its parts together
     */
    public record Health(
            String status,
            Instant timestamp,
            String version,
            String environment,
            long uptime,
            double responseTime,
            Map<String, Vitals.Part> checks) {}

    /** Healthy, or degraded while a part is down: checks and notifications go on without it. */
    public Health health() {
        Instant now = clock.instant();
        Vitals.Deployment deployment = vitals.deployment();
        Map<String, Vitals.Part> parts = new LinkedHashMap<>();
        parts.put("engine", new Vitals.Part("healthy", 0.0));
        parts.putAll(vitals.parts());
        boolean well = parts.values().stream().allMatch(part -> part.status().equals("healthy"));
        double time = parts.values().stream()
                .mapToDouble(part -> part.responseTime() == null ? 0 : part.responseTime())
                .sum();
        return new Health(
                well ? "healthy" : "degraded",
                now,
                deployment.version(),
                deployment.environment(),
                Duration.between(deployment.startedAt(), now).toSeconds(),
                Math.round(time * 100) / 100.0,
                parts);
    }

    Vitals.Deployment deployment() {
        return vitals.deployment();
    }

    Instant now() {
        return clock.instant();
    }

    /** How everything is that is watched. */
    public StatusReport status() {
        Instant now = clock.instant();
        List<StatusReport.Line> lines = integrations.all().stream()
                .sorted(Comparator.comparing(Integration::name))
                .map(integration -> line(integration, now))
                .toList();
        return StatusReport.of(now, lines);
    }

    /** How one of them is. */
    StatusReport.Line line(Integration integration) {
        return line(integration, clock.instant());
    }

    private StatusReport.Line line(Integration integration, Instant now) {
        IntegrationState state = judge.state(integration.key());
        boolean enabled = integration.cadence().enabled();
        MaintenanceWindow work = integrations.maintenance(integration, now).orElse(null);
        return new StatusReport.Line(
                integration.key(),
                integration.name(),
                integration.group(),
                integration.kind(),
                enabled,
                !enabled ? "unknown" : work == null ? state.status().word() : StatusReport.MAINTENANCE,
                state.since(),
                state.lastCheckAt(),
                enabled && state.stale(now, integration.cadence()),
                state.latency() == null ? null : state.latency().toNanos() / 1e6,
                state.failures(),
                breakers.apply(integration.key()),
                !enabled ? "Disabled" : work == null ? state.message() : "In " + work.describe());
    }
}
