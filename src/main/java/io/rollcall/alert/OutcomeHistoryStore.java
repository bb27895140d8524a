package io.rollcall.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outcomes of the past as the database has them: the newest hundred thousand at most. */
public final class OutcomeHistoryStore implements OutcomeHistory {
    private static final int MOST = 100_000;
    private static final String PAST =
            """
            SELECT * FROM (
              SELECT integration_key, check_time, status, success, response_time_ms,
                     CASE WHEN ? THEN coalesce(metadata, error_details) -> 'metrics' END AS metrics
                FROM integration_health_log
               WHERE check_time >= ? AND check_time < ? AND NOT short_circuited AND status <> 'unknown'
               ORDER BY check_time DESC
               LIMIT ?) AS newest
             ORDER BY check_time
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public OutcomeHistoryStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public List<Sample> between(Instant from, Instant until, boolean metrics) {
        return jdbc.query(
                PAST, this::sample, metrics, from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC), MOST);
    }

    private Sample sample(ResultSet row) throws SQLException {
        double milliseconds = row.getDouble("response_time_ms");
        boolean timed = !row.wasNull() && row.getBoolean("success");
        return new Sample(
                row.getString("integration_key"),
                Objects.requireNonNull(Jdbc.instant(row, "check_time")),
                row.getString("status").equals("down"),
                timed ? Duration.ofNanos(Math.round(milliseconds * 1e6)) : null,
                metrics(row.getString("metrics")));
    }

    private Map<String, Double> metrics(@Nullable String text) {
        Map<String, Double> metrics = new HashMap<>();
        if (text != null) {
            try {
                JsonNode values = json.readTree(text);
                values.properties()
                        .forEach(value ->
                                metrics.put(value.getKey(), value.getValue().asDouble()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the database gives JSON that is none", e);
            }
        }
        return metrics;
    }
}
