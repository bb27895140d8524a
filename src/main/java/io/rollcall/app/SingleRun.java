package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.SubCheck;
import io.rollcall.integration.FilesOnly;
import io.rollcall.integration.Integration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Status;
import io.rollcall.routefile.RouteFile;
import io.rollcall.schedule.CheckRequest;
import io.rollcall.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Runs checks once, with the check routes alone: no clock, no record, no rules, no port. */
public final class SingleRun {
    private SingleRun() {}

    /** What one check found: the status is the outcome's own, since a single run confirms nothing. */
    public record Outcome(
            String key,
            String name,
            Status status,
            Instant checkedAt,
            @Nullable Double responseTimeMs,
            @Nullable String message,
            Map<String, Object> details,
            List<Metric> metrics,
            List<SubCheck> subChecks) {}

    /**
     * Checks these integrations at the same time, or all when none is named; in the order of their names.
     *
     * @param names keys of integrations, or kinds
     * @throws InvalidConfigurationException when files are wrong or there is nothing of that name
     */
    public static List<Outcome> check(Settings settings, List<String> names) {
        Settings complete = withDatabase(settings)
                .with("camel.server.enabled", "false")
                .with("camel.metrics.enabled", "false")
                .with("camel.main.jmxEnabled", "false");
        CamelRuntime camel = new CamelRuntime(complete);
        Parts parts = new Parts(complete, Clock.systemUTC(), camel.context(), entries -> {}, new FilesOnly());
        try {
            camel.start(() -> parts.routeLoader.load(SingleRun::isAboutChecks));
            List<Integration> wanted = Selection.of(parts.integrations.all(), names);
            ProducerTemplate template = camel.context().createProducerTemplate();
            List<CompletableFuture<Outcome>> running = wanted.stream()
                    .map(integration -> CompletableFuture.supplyAsync(() -> run(template, integration), parts.checkers))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } catch (InvalidConfigurationException e) {
            throw e;
        } catch (Exception e) {
            throw parts.explain(e);
        } finally {
            camel.close();
            parts.close();
        }
    }

    /** JSON as the API writes it. */
    public static ObjectMapper json() {
        return Parts.json();
    }

    private static boolean isAboutChecks(RouteFile file) {
        return !file.templates().isEmpty()
                || file.ids("routeConfiguration").contains("tries")
                || file.ids("route").contains("check-once");
    }

    private static Outcome run(ProducerTemplate template, Integration integration) {
        CheckRequest request = new CheckRequest(integration.key(), Instant.now());
        CheckResult result = template.requestBody("direct:check-once", request, CheckResult.class);
        return new Outcome(
                integration.key(),
                integration.name(),
                result.status(),
                result.at(),
                result.latency() == null ? null : result.latency().toNanos() / 1e6,
                result.message(),
                result.details(),
                result.metrics(),
                result.subChecks());
    }

    /** The database that a running engine uses, so that its own check works from here too. */
    private static Settings withDatabase(Settings settings) {
        if (!settings.text("rollcall.database.url").isEmpty()) {
            return Installation.complete(settings, Installation.externalUrl(settings));
        }
        return Database.embeddedUrl(Path.of(settings.text("rollcall.data")))
                .map(url -> Installation.complete(settings, url))
                .orElse(settings.with("rollcall.running-database.user", "")
                        .with("rollcall.running-database.password", ""));
    }
}
