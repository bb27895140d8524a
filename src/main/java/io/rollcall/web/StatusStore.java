package io.rollcall.web;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** How everything was when an engine last wrote it. */
public final class StatusStore {
    private static final String CURRENT =
            """
            SELECT c.integration_key, c.integration_name, h.parameters ->> 'group' AS integration_group,
                   h.integration_type, c.enabled,
                   CASE WHEN m.ends_at IS NOT NULL THEN 'maintenance' ELSE c.status END AS status, h.status_since, c.last_check_at, c.stale,
                   c.response_time_ms, h.consecutive_failures, h.last_error_message
              FROM current_status c JOIN integration_health h USING (integration_key)
              LEFT JOIN LATERAL (
                SELECT max(ends_at) AS ends_at
                  FROM maintenance
                 WHERE now() >= starts_at AND now() < ends_at AND recurrence IS NULL
                   AND coalesce(maintenance.integration_key, h.integration_key) = h.integration_key
                   AND (integration_group IS NULL OR integration_group = h.parameters ->> 'group')) m ON h.enabled
             WHERE h.removed_at IS NULL
            """;

    private final Jdbc jdbc;
    private final Clock clock;

    public StatusStore(Jdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every integration that is still declared. */
    public StatusReport load() {
        return StatusReport.of(clock.instant(), jdbc.query(CURRENT, StatusStore::line));
    }

    private static StatusReport.Line line(ResultSet row) throws SQLException {
        return new StatusReport.Line(
                row.getString("integration_key"),
                row.getString("integration_name"),
                row.getString("integration_group"),
                row.getString("integration_type"),
                row.getBoolean("enabled"),
                row.getString("status"),
                Jdbc.instant(row, "status_since"),
                Jdbc.instant(row, "last_check_at"),
                row.getBoolean("stale"),
                milliseconds(row),
                row.getInt("consecutive_failures"),
                null,
                row.getString("last_error_message"));
    }

    private static @Nullable Double milliseconds(ResultSet row) throws SQLException {
        double value = row.getDouble("response_time_ms");
        return row.wasNull() ? null : value;
    }
}
