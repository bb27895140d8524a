package io.rollcall.playback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the record knows of a time that has passed: every outcome, and which rules fired. */
public final class PastOutcomesStore {
    private static final String OUTCOMES =
            """
            SELECT integration_key, check_time, status, short_circuited, response_time_ms, error_message,
                   coalesce(metadata, error_details) -> 'metrics' AS metrics
              FROM integration_health_log
             WHERE check_time >= ? AND check_time < ?
             ORDER BY check_time, integration_key
            """;

    private static final String FIRED =
            """
            SELECT rule, integration_key, severity, began_at, ended_at
              FROM alert_history
             WHERE began_at < ? AND (ended_at IS NULL OR ended_at > ?)
             ORDER BY began_at, rule, integration_key
            """;

    private static final String METRICS =
            """
            SELECT DISTINCT jsonb_object_keys(coalesce(metadata, error_details) -> 'metrics') AS metric
              FROM (SELECT metadata, error_details
                      FROM integration_health_log
                     WHERE integration_key = ?
                     ORDER BY check_time DESC
                     LIMIT 20) AS last
             WHERE jsonb_typeof(coalesce(metadata, error_details) -> 'metrics') = 'object'
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public PastOutcomesStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Hands over every outcome, the oldest first, and keeps none.
     *
     * @param from included
     * @param to excluded
     */
    public void outcomes(Instant from, Instant to, Consumer<CheckResult> each) {
        jdbc.stream(OUTCOMES, this::outcome, each, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    }

    /** The names of the metrics that the last outcomes of an integration had. */
    public Set<String> metricNames(String key) {
        return jdbc.query(METRICS, row -> row.getString("metric"), key).stream()
                .map(metric -> metric.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }

    /** What fired at some time between these. */
    public List<Fired> fired(Instant from, Instant to) {
        return jdbc.query(
                FIRED,
                row -> new Fired(
                        row.getString("rule"),
                        row.getString("integration_key"),
                        row.getString("severity"),
                        Objects.requireNonNull(Jdbc.instant(row, "began_at")),
                        Jdbc.instant(row, "ended_at")),
                to.atOffset(ZoneOffset.UTC),
                from.atOffset(ZoneOffset.UTC));
    }

    private CheckResult outcome(ResultSet row) throws SQLException {
        double milliseconds = row.getDouble("response_time_ms");
        Duration latency = row.wasNull() ? null : Duration.ofNanos(Math.round(milliseconds * 1e6));
        return new CheckResult(
                row.getString("integration_key"),
                Objects.requireNonNull(Jdbc.instant(row, "check_time")),
                Status.ofWord(row.getString("status")),
                row.getBoolean("short_circuited"),
                latency,
                row.getString("error_message"),
                Map.of(),
                metrics(row.getString("metrics")),
                List.of());
    }

    private List<Metric> metrics(@Nullable String text) {
        List<Metric> metrics = new ArrayList<>();
        if (text != null) {
            try {
                for (Map.Entry<String, JsonNode> value : json.readTree(text).properties()) {
                    metrics.add(metric(value.getKey(), value.getValue().asDouble()));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the database gives JSON that is none", e);
            }
        }
        return metrics;
    }

    /** The reverse of {@link Metric#key}. The unit is not kept: rules know it by the name. */
    static Metric metric(String key, double value) {
        int brace = key.indexOf('{');
        if (brace < 0) {
            return Metric.of(key, "", value);
        }
        Map<String, String> labels = new TreeMap<>();
        for (String label : key.substring(brace + 1, key.length() - 1).split(",")) {
            int equals = label.indexOf('=');
            if (equals > 0) {
                labels.put(label.substring(0, equals), label.substring(equals + 1));
            }
        }
        return new Metric(key.substring(0, brace), "", value, labels);
    }
}
