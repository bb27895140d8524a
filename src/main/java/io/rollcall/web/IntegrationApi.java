package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.check.OwnSecrets;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Secrets;
import io.rollcall.spelling.Nearest;
import io.rollcall.store.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What is watched, and how it is. The state comes from memory; the record adds what it knows, in one statement a request. */
public final class IntegrationApi {
    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final List<String> STATUSES = List.of("healthy", "degraded", "down", "unknown", "maintenance");

    private final Frame frame;
    private final HealthApi health;
    private final Integrations integrations;
    private final Record record;

    /**
     * What the record knows.
     *
     * @param settings as the table has them
     * @param alerts those that are open for an integration, by its key
     */
    public record Record(FactStore facts, SettingsStore settings, Function<String, List<?>> alerts) {}

    public IntegrationApi(Frame frame, HealthApi health, Integrations integrations, Record record) {
        this.frame = frame;
        this.health = health;
        this.integrations = integrations;
        this.record = record;
    }

    /** @param next what {@code after} must be for the next page; null on the last one */
    record Page(List<Line> integrations, int total, @Nullable String next) {}

    record Line(@JsonUnwrapped StatusReport.Line line, @JsonUnwrapped FactStore.Rates rates) {}

    /** Everything about one. */
    record Detail(
            @JsonUnwrapped StatusReport.Line line,
            @JsonUnwrapped FactStore.Rates rates,
            long version,
            @Nullable String declaredIn,
            @Nullable Instant addedAt,
            @Nullable String problem,
            @Nullable String runbook,
            Settings settings,
            FactStore.@Nullable Last lastOutcome,
            List<JsonNode> subChecks,
            List<String> dependsOn,
            List<String> needs,
            List<String> neededBy,
            List<?> alerts) {}

    /** Settings as they are changed; parameters as they are written in files, secrets masked. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Settings(
            @Nullable String endpointUrl,
            @Nullable String alertEmail,
            String interval,
            String timeout,
            int threshold,
            boolean alertOnFailure,
            boolean enabled,
            Map<String, String> parameters) {}

    /** A page of all that fit, by their keys. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            String status = request.word("status", STATUSES).orElse(null);
            String group = request.query("group");
            String kind = request.query("kind");
            String text = request.query("text");
            String after = request.query("after");
            int limit = request.number("limit", USUAL, MOST);
            List<StatusReport.Line> fitting = integrations.all().stream()
                    .filter(one -> group == null || group.equals(one.group()))
                    .filter(one -> kind == null || kind.equals(one.kind()))
                    .filter(one -> text == null || holds(one, text.toLowerCase(Locale.ROOT)))
                    .sorted(Comparator.comparing(Integration::key))
                    .map(health::line)
                    .filter(line -> status == null || status.equals(line.status()))
                    .toList();
            List<StatusReport.Line> rest = fitting.stream()
                    .filter(line -> after == null || line.key().compareTo(after) > 0)
                    .toList();
            Map<String, FactStore.Rates> rates = rates();
            List<Line> page = rest.stream()
                    .limit(limit)
                    .map(line -> new Line(line, rates.getOrDefault(line.key(), FactStore.Rates.NONE)))
                    .toList();
            String next = rest.size() > limit ? rest.get(limit - 1).key() : null;
            return Reply.ok(new Page(page, fitting.size(), next)).tagged("page");
        });
    }

    private static boolean holds(Integration integration, String text) {
        return integration.key().contains(text)
                || integration.name().toLowerCase(Locale.ROOT).contains(text);
    }

    /** Nothing while the database is away: how everything is can be told without it. */
    private Map<String, FactStore.Rates> rates() {
        try {
            return record.facts().rates();
        } catch (StoreException e) {
            return Map.of();
        }
    }

    /** One, with all that is known. */
    public void show(Exchange exchange) {
        frame.answer(exchange, request -> {
            Integration integration = find(integrations, request.part("key"));
            SettingsStore.Row row = record.settings()
                    .find(integration.key())
                    .orElseThrow(() -> Refused.of(503, "It is not in the table yet; ask again"));
            FactStore.Facts facts = record.facts().facts(integration.key()).orElse(null);
            return Reply.ok(detail(integration, row, facts)).tagged(String.valueOf(row.version()));
        });
    }

    private Detail detail(Integration integration, SettingsStore.Row row, FactStore.@Nullable Facts facts) {
        FactStore.Last last = facts == null ? null : facts.last();
        return new Detail(
                health.line(integration),
                facts == null ? FactStore.Rates.NONE : facts.rates(),
                row.version(),
                facts == null ? null : facts.declaredIn(),
                facts == null ? null : facts.addedAt(),
                integration.problem(),
                integration.runbook(),
                settings(integration, row),
                last,
                last == null ? List.of() : subChecks(last.evidence()),
                integration.dependsOn(),
                keys(integrations.neededFor(integration)),
                keys(integrations.neededBy(integration)),
                record.alerts().apply(integration.key()));
    }

    private static List<JsonNode> subChecks(JsonNode evidence) {
        java.util.ArrayList<JsonNode> all = new java.util.ArrayList<>();
        evidence.path("subChecks").forEach(all::add);
        return all;
    }

    private static List<String> keys(List<Integration> some) {
        return some.stream().map(Integration::key).toList();
    }

    private static Settings settings(Integration integration, SettingsStore.Row row) {
        Secrets secrets = OwnSecrets.of(integration);
        Map<String, String> shown = new TreeMap<>();
        row.parameters().forEach((name, value) -> {
            boolean hidden = OwnSecrets.isSecret(name) && !value.startsWith("{{");
            shown.put(name, hidden ? "***" : secrets.redact(value));
        });
        String url = shown.remove("url");
        String email = shown.remove("alert-email");
        List.of("name", "interval", "timeout", "threshold", "alert-on-failure", "enabled")
                .forEach(shown::remove);
        return new Settings(
                url,
                email,
                DurationText.format(integration.cadence().interval()),
                DurationText.format(integration.cadence().timeout()),
                integration.thresholds().failures(),
                integration.alerting().onFailure(),
                integration.cadence().enabled(),
                shown);
    }

    /** The one of that key, or what was probably meant. */
    static Integration find(Integrations integrations, String key) {
        return integrations.find(key).orElseThrow(() -> {
            List<String> known =
                    integrations.all().stream().map(Integration::key).toList();
            String nearest = Nearest.to(key, known);
            String hint = nearest == null ? "" : "; did you mean '" + nearest + "'?";
            return Refused.of(404, "There is no integration '" + key + "'" + hint);
        });
    }
}
