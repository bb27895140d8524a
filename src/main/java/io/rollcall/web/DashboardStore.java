package io.rollcall.web;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the dashboard: five statements whatever the number of integrations, all of them over rollups or short tables. */
public final class DashboardStore {
    private static final int HOURS = 24;
    private static final String FIGURES =
            """
            SELECT h.integration_key, h.uptime_percentage, h.success_rate, coalesce(d.checks, 0) AS checks,
                   coalesce(d.failures, 0) AS failures, d.hours, q.pending
              FROM integration_health h
              LEFT JOIN (
                SELECT integration_key, sum(healthy + degraded + down) AS checks, sum(down) AS failures,
                       string_agg(
                         chr(64 + (extract(epoch FROM date_trunc('hour', now()) - hour) / 3600)::integer)
                         || CASE WHEN 10 * down >= checks AND down > 0 THEN 'x'
                                 WHEN down > 0 OR 10 * degraded >= checks AND degraded > 0 THEN 'd'
                                 WHEN healthy > 0 THEN 'h'
                                 ELSE 'u' END,
                         '') AS hours
                  FROM integration_health_hourly
                 WHERE hour > date_trunc('hour', now()) - interval '24 hours'
                 GROUP BY integration_key) d USING (integration_key)
              LEFT JOIN LATERAL (
                SELECT (SELECT sum(size::float8)::bigint
                          FROM jsonb_each_text(
                            CASE WHEN jsonb_typeof(said.metrics) = 'object' THEN said.metrics ELSE '{}' END)
                            AS metric (name, size)
                         WHERE name LIKE 'queue\\_size%') AS pending
                  FROM (
                    SELECT coalesce(metadata, error_details) -> 'metrics' AS metrics
                      FROM integration_health_log l
                     WHERE l.integration_key = h.integration_key AND l.check_time > now() - interval '1 hour'
                     ORDER BY check_time DESC
                     LIMIT 1) said) q ON h.integration_type = 'queue'
             WHERE h.removed_at IS NULL
            """;
    private static final String LATENCY =
            """
            SELECT integration_key, date_trunc('minute', check_time) AS at, round(avg(response_time_ms), 1) AS ms
              FROM integration_health_log
             WHERE integration_key IN (
                     SELECT integration_key
                       FROM integration_health
                      WHERE enabled AND removed_at IS NULL AND status IN ('healthy', 'degraded')
                        AND response_time_ms IS NOT NULL
                      ORDER BY response_time_ms DESC
                      LIMIT 6)
               AND check_time > now() - interval '1 hour' AND success
             GROUP BY 1, 2
             ORDER BY 1, 2
            """;
    private static final String OUTAGES =
            """
            SELECT c.integration_key, h.integration_name, c.at, c.message,
                   (SELECT min(n.at)
                      FROM status_change n
                     WHERE n.integration_key = c.integration_key AND n.at > c.at
                       AND n.to_status IN ('healthy', 'degraded')) AS until
              FROM status_change c JOIN integration_health h USING (integration_key)
             WHERE c.to_status = 'down' AND c.at > now() - interval '30 days'
             ORDER BY c.at DESC
             LIMIT 12
            """;
    private static final String ALERTS =
            """
            SELECT rule, integration_key, severity, condition, since
              FROM alert
             WHERE state = 'firing'
             ORDER BY array_position(ARRAY['critical', 'warning', 'info'], severity), since, integration_key
             LIMIT 50
            """;
    private static final String WAITING =
            """
            SELECT (SELECT count(*) FROM notification WHERE state IN ('pending', 'held')) AS waiting,
                   (SELECT count(*) FROM inbox WHERE read_at IS NULL) AS unread
            """;

    private final Jdbc jdbc;
    private final Clock clock;

    public DashboardStore(Jdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Everything at this moment.
     *
     * @throws io.rollcall.store.StoreException when the database cannot be reached
     */
    public Dashboard load(Instant startedAt) {
        Map<String, Dashboard.Figures> figures = new HashMap<>();
        jdbc.query(FIGURES, row -> figures.put(row.getString("integration_key"), figures(row)));
        List<Dashboard.Outage> outages = jdbc.query(OUTAGES, DashboardStore::outage);
        List<Long> pending = figures.values().stream()
                .map(Dashboard.Figures::pending)
                .filter(Objects::nonNull)
                .toList();
        long[] messages = jdbc.query(WAITING, row -> new long[] {row.getLong("waiting"), row.getLong("unread")})
                .get(0);
        return new Dashboard(
                clock.instant(),
                startedAt,
                outages.isEmpty() ? null : outages.get(0).at(),
                figures.values().stream().mapToLong(Dashboard.Figures::checks).sum(),
                figures.values().stream().mapToLong(Dashboard.Figures::failures).sum(),
                pending.isEmpty()
                        ? null
                        : pending.stream().mapToLong(Long::longValue).sum(),
                messages[0],
                messages[1],
                figures,
                latency(),
                outages,
                jdbc.query(ALERTS, DashboardStore::alert));
    }

    private Map<String, List<Dashboard.Point>> latency() {
        Map<String, List<Dashboard.Point>> lines = new HashMap<>();
        jdbc.query(LATENCY, row -> lines.computeIfAbsent(row.getString("integration_key"), key -> new ArrayList<>())
                .add(new Dashboard.Point(Objects.requireNonNull(Jdbc.instant(row, "at")), row.getDouble("ms"))));
        return lines;
    }

    /** Twenty-four letters, the present hour last, from pairs of how many hours ago and the letter. */
    private static String hours(@Nullable String pairs) {
        char[] letters = "-".repeat(HOURS).toCharArray();
        for (int i = 0; pairs != null && i < pairs.length(); i += 2) {
            int hoursAgo = pairs.charAt(i) - '@';
            if (hoursAgo >= 0 && hoursAgo < HOURS) {
                letters[HOURS - 1 - hoursAgo] = pairs.charAt(i + 1);
            }
        }
        return String.valueOf(letters);
    }

    private static Dashboard.Figures figures(ResultSet row) throws SQLException {
        return new Dashboard.Figures(
                number(row, "uptime_percentage"),
                number(row, "success_rate"),
                row.getLong("checks"),
                row.getLong("failures"),
                hours(row.getString("hours")),
                row.getObject("pending", Long.class));
    }

    private static Dashboard.Outage outage(ResultSet row) throws SQLException {
        return new Dashboard.Outage(
                row.getString("integration_key"),
                row.getString("integration_name"),
                Objects.requireNonNull(Jdbc.instant(row, "at")),
                Jdbc.instant(row, "until"),
                row.getString("message"));
    }

    private static Dashboard.FiringAlert alert(ResultSet row) throws SQLException {
        return new Dashboard.FiringAlert(
                row.getString("rule"),
                row.getString("integration_key"),
                row.getString("severity"),
                row.getString("condition"),
                Objects.requireNonNull(Jdbc.instant(row, "since")));
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
