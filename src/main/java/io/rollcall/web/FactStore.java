package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the database knows of each integration beyond what the engine holds in memory, a statement a question. */
public final class FactStore {
    private static final String RATES =
            """
            SELECT integration_key, success_rate, uptime_percentage, last_success_at, alert_sent_at
              FROM integration_health
             WHERE removed_at IS NULL
            """;

    private static final String FACTS =
            """
            SELECT i.declared_in, i.added_at, i.success_rate, i.uptime_percentage, i.last_success_at, i.alert_sent_at,
                   o.check_time, o.status, o.success, o.short_circuited, o.response_time_ms, o.error_message,
                   coalesce(o.error_details, o.metadata) AS evidence
              FROM integration_health i
              LEFT JOIN LATERAL (
                SELECT * FROM integration_health_log l
                 WHERE l.integration_key = i.integration_key
                 ORDER BY l.check_time DESC
                 LIMIT 1) o ON true
             WHERE i.integration_key = ?
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public FactStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * How it did over time.
     *
     * @param successRate percent of 24 hours; null when nothing was measured
     * @param uptime percent of 30 days; null when nothing was measured
     * @param alertSentAt when a message about a failure of it was sent last
     */
    record Rates(
            @Nullable Double successRate,
            @Nullable Double uptime,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant alertSentAt) {
        static final Rates NONE = new Rates(null, null, null, null);
    }

    /** The last check as the record has it. */
    record Last(
            Instant at,
            String status,
            boolean success,
            boolean shortCircuited,
            @Nullable Double responseTimeMs,
            @Nullable String message,
            JsonNode evidence) {}

    /** All of one integration; declaredIn is null for one without a file. */
    record Facts(@Nullable String declaredIn, Instant addedAt, Rates rates, @Nullable Last last) {}

    /** By key. */
    Map<String, Rates> rates() {
        Map<String, Rates> all = new HashMap<>();
        jdbc.query(RATES, row -> all.put(row.getString("integration_key"), rates(row)));
        return all;
    }

    Optional<Facts> facts(String key) {
        return jdbc.query(FACTS, this::facts, key).stream().findFirst();
    }

    private Facts facts(ResultSet row) throws SQLException {
        Instant at = Jdbc.instant(row, "check_time");
        Last last = at == null
                ? null
                : new Last(
                        at,
                        row.getString("status"),
                        row.getBoolean("success"),
                        row.getBoolean("short_circuited"),
                        LogStore.number(row, "response_time_ms"),
                        row.getString("error_message"),
                        evidence(row.getString("evidence")));
        return new Facts(row.getString("declared_in"), LogStore.at(row, "added_at"), rates(row), last);
    }

    private static Rates rates(ResultSet row) throws SQLException {
        return new Rates(
                LogStore.number(row, "success_rate"),
                LogStore.number(row, "uptime_percentage"),
                Jdbc.instant(row, "last_success_at"),
                Jdbc.instant(row, "alert_sent_at"));
    }

    private JsonNode evidence(@Nullable String text) {
        try {
            return text == null ? json.createObjectNode() : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new StoreException("The evidence of a check is no JSON", e);
        }
    }
}
