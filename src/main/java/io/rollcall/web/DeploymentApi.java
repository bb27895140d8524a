package io.rollcall.web;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** How a deployment is by the services it needs, for those who deploy (requirements 003-03 to 003-08). */
public final class DeploymentApi {
    private static final int MOST_MINUTES = 31 * 24 * 60;

    private final Frame frame;
    private final HealthApi health;
    private final Integrations integrations;
    private final SettingsDesk settings;
    private final CheckDesk desk;

    public DeploymentApi(
            Frame frame, HealthApi health, Integrations integrations, SettingsDesk settings, CheckDesk desk) {
        this.frame = frame;
        this.health = health;
        this.integrations = integrations;
        this.settings = settings;
        this.desk = desk;
    }

    /** The whole report. */
    record Report(
            Instant timestamp, String requestId, Deployed deployment, Map<String, Service> services, Summary summary) {}

    record Deployed(
            String version,
            String deploymentId,
            Instant timestamp,
            String environment,
            String region,
            String status,
            List<Service> checks) {}

    /** One service: pass, warn or fail. */
    record Service(
            String name,
            String status,
            @Nullable Double responseTime,
            Map<String, Object> details,
            @Nullable Instant lastChecked) {}

    record Summary(String overallStatus, int totalChecks, int passedChecks, int failedChecks, int warningChecks) {}

    /** What somebody wants done. */
    record Action(@Nullable String action, @Nullable Integer intervalMinutes) {}

    /** What became of it. */
    record Started(boolean success, Instant timestamp, int intervalMinutes, int services, int changed) {}

    /** How it is. */
    public void show(Exchange exchange) {
        frame.answer(exchange, request -> report());
    }

    /** Checks at once, or goes on checking. */
    public void act(Exchange exchange) {
        frame.answer(exchange, request -> {
            Action wanted = request.body(Action.class);
            if ("force_check".equals(wanted.action())) {
                desk.check(watched());
                return report();
            }
            if ("start_monitoring".equals(wanted.action())) {
                return start(wanted.intervalMinutes(), request.author());
            }
            throw Refused.field("action", "force_check or start_monitoring");
        });
    }

    private Reply start(@Nullable Integer minutes, String author) {
        if (minutes == null || minutes < 1 || minutes > MOST_MINUTES) {
            throw Refused.field("intervalMinutes", "a whole number from 1 to " + MOST_MINUTES);
        }
        int changed = settings.atLeastEvery(BigDecimal.valueOf(minutes * 60L), author);
        return Reply.ok(new Started(true, health.now(), minutes, watched().size(), changed));
    }

    private List<Integration> watched() {
        return integrations.all().stream()
                .filter(integration -> integration.cadence().enabled())
                .sorted(Comparator.comparing(Integration::key))
                .toList();
    }

    private Reply report() {
        Map<String, Service> services = new LinkedHashMap<>();
        watched().forEach(integration -> services.put(integration.key(), service(integration)));
        int passed = count(services, "pass");
        int failed = count(services, "fail");
        int warned = count(services, "warn");
        String overall = failed > 0 ? "unhealthy" : warned > 0 ? "degraded" : "healthy";
        HealthApi.Health now = health.health();
        Vitals.Deployment deployment = health.deployment();
        Deployed deployed = new Deployed(
                deployment.version(),
                deployment.deploymentId(),
                deployment.startedAt(),
                deployment.environment(),
                deployment.region(),
                overall,
                List.copyOf(services.values()));
        Report report = new Report(
                now.timestamp(),
                UUID.randomUUID().toString().replace("-", "").substring(0, 12),
                deployed,
                services,
                new Summary(overall, services.size(), passed, failed, warned));
        return Reply.ok(report).status(failed > 0 ? 503 : warned > 0 ? 206 : 200);
    }

    private Service service(Integration integration) {
        StatusReport.Line line = health.line(integration);
        String status =
                switch (line.status()) {
                    case "healthy" -> "pass";
                    case "down" -> "fail";
                    default -> "warn";
                };
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("provider", integration.kind());
        details.put("configured", integration.problem() == null);
        details.put(
                "connection", status.equals("pass") ? "verified" : status.equals("fail") ? "failed" : line.status());
        details.put("displayName", integration.name());
        if (line.message() != null) {
            details.put("message", line.message());
        }
        return new Service(integration.key(), status, line.responseTimeMs(), details, line.lastCheckAt());
    }

    private static int count(Map<String, Service> services, String status) {
        return (int) services.values().stream()
                .filter(service -> service.status().equals(status))
                .count();
    }
}
