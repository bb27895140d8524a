package io.rollcall.web;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.Judge;
import io.rollcall.store.DatabaseState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers about Rollcall and what it watches, from memory: as fast with years of history as with none. */
public final class HealthApi {
    private final Integrations integrations;
    private final Judge judge;
    private final Function<String, String> breakers;
    private final DatabaseState database;
    private final Clock clock;
    private final Instant startedAt;

    /**
     * The answers.
     *
     * @param breakers the state of an integration's circuit breaker by key
     */
    public HealthApi(
            Integrations integrations,
            Judge judge,
            Function<String, String> breakers,
            DatabaseState database,
            Clock clock) {
        this.integrations = integrations;
        this.judge = judge;
        this.breakers = breakers;
        this.database = database;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Whether Rollcall itself works. Public, so nothing about what it watches (requirement 002-33). */
    public record Health(String status, Instant timestamp, String version, long uptime, Map<String, Part> checks) {}

    /** One part of Rollcall. */
    public record Part(String status) {}

    /** Healthy, or degraded while the database is away: checks and notifications go on without it. */
    public Health health() {
        Instant now = clock.instant();
        String databaseStatus = database.up() ? "healthy" : "down";
        String version = HealthApi.class.getPackage().getImplementationVersion();
        return new Health(
                database.up() ? "healthy" : "degraded",
                now,
                version == null ? "development" : version,
                Duration.between(startedAt, now).toSeconds(),
                Map.of("engine", new Part("healthy"), "database", new Part(databaseStatus)));
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
