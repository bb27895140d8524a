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
import io.rollcall.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Runs checks once, with the check routes alone: no clock, no record, no port; rules and channels only if asked for. */
public final class SingleRun {
    private SingleRun() {}

    /**
     * What one check found: the status is the outcome's own, since a single run confirms nothing.
     *
     * @param told whom this run told about it, and why nobody where it told nobody; empty when it was not asked to
     */
    public record Outcome(
            String key,
            String name,
            Status status,
            Instant checkedAt,
            @Nullable Double responseTimeMs,
            @Nullable String message,
            Map<String, Object> details,
            List<Metric> metrics,
            List<SubCheck> subChecks,
            List<Told> told) {}

    /**
     * What became of telling one outcome over one channel.
     *
     * @param channel such as {@code slack}, or null when it came to no channel
     * @param recipient an address or number, or empty where the channel knows whom it reaches
     * @param rule the rule that decided the severity, or null
     * @param severity as a word, or null
     * @param sent true when the channel took it
     * @param answer what the vendor calls the message, or why it was not sent
     */
    public record Told(
            @Nullable String channel,
            String recipient,
            @Nullable String rule,
            @Nullable String severity,
            boolean sent,
            String answer) {}

    /**
     * Checks these integrations at the same time, or all when none is named; in the order of their names.
     *
     * @param names keys of integrations, or kinds
     * @throws InvalidConfigurationException when files are wrong or there is nothing of that name
     */
    public static List<Outcome> check(Settings settings, List<String> names) {
        return check(quiet(settings), names, database(settings), null);
    }

    /**
     * Checks them as {@link #check} does and tells what failed over the channels, as the rules say (requirement 001-42).
     * What was told less than the hold-back ago is not told again, as far as the database remembers it. Where an engine
     * uses the data folder nothing is told: that engine does.
     */
    public static List<Outcome> checkAndTell(Settings settings, List<String> names) {
        try (Memory memory = Memory.open(settings)) {
            return check(quiet(settings), names, memory.url(), memory);
        }
    }

    private static List<Outcome> check(
            Settings settings, List<String> names, Optional<DatabaseUrl> database, @Nullable Memory memory) {
        Settings complete = withDatabase(settings, database);
        CamelRuntime camel = new CamelRuntime(complete);
        Parts parts = new Parts(complete, Clock.systemUTC(), camel.context(), entries -> {}, new FilesOnly());
        SingleAlert alert = memory == null ? null : new SingleAlert(complete, camel.context(), parts, memory);
        try {
            camel.start(() ->
                    parts.routeLoader.load(file -> isAboutChecks(file) || alert != null && SingleAlert.needs(file)));
            List<Integration> wanted = Selection.of("check", parts.integrations.all(), names);
            ProducerTemplate template = camel.context().createProducerTemplate();
            List<CompletableFuture<CheckResult>> running = wanted.stream()
                    .map(integration -> CompletableFuture.supplyAsync(() -> run(template, integration), parts.checkers))
                    .toList();
            List<CheckResult> results =
                    running.stream().map(CompletableFuture::join).toList();
            Map<String, List<Told>> told = alert == null ? Map.of() : alert.tell(results);
            return results.stream().map(result -> outcome(parts, result, told)).toList();
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

    static boolean isAboutChecks(RouteFile file) {
        return !file.templates().isEmpty()
                || file.ids("routeConfiguration").contains("tries")
                || file.ids("route").contains("check-once")
                || file.ids("route").contains("call-provisioning");
    }

    static CheckResult run(ProducerTemplate template, Integration integration) {
        CheckRequest request = new CheckRequest(integration.key(), Instant.now());
        return template.requestBody("direct:check-once", request, CheckResult.class);
    }

    private static Outcome outcome(Parts parts, CheckResult result, Map<String, List<Told>> told) {
        String key = result.integration();
        return new Outcome(
                key,
                parts.integrations.find(key).orElseThrow().name(),
                result.status(),
                result.at(),
                result.latency() == null ? null : result.latency().toNanos() / 1e6,
                result.message(),
                result.details(),
                result.metrics(),
                result.subChecks(),
                told.getOrDefault(key, List.of()));
    }

    /** Nothing that listens, and nothing that changes a vendor: a check only looks. */
    static Settings quiet(Settings settings) {
        // Nobody can answer a process that ends at once.
        return settings.with("rollcall.provision.automatic", "false")
                .with("rollcall.sms.replies", "false")
                .with("rollcall.sms.status-callback", "false")
                .with("camel.server.enabled", "false")
                .with("camel.metrics.enabled", "false")
                .with("camel.main.jmxEnabled", "false");
    }

    /** The database that a running engine uses, so that its own check works from here too. */
    static Settings withDatabase(Settings settings, Optional<DatabaseUrl> database) {
        return database.map(url -> Installation.complete(settings, url))
                .orElse(settings.with("rollcall.running-database.user", "")
                        .with("rollcall.running-database.password", ""));
    }

    private static Optional<DatabaseUrl> database(Settings settings) {
        return settings.text("rollcall.database.url").isEmpty()
                ? Database.embeddedUrl(Path.of(settings.text("rollcall.data")))
                : Optional.of(Installation.externalUrl(settings));
    }
}
