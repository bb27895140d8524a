package io.rollcall.web;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the record says of the past, a statement a question. */
public final class LogStore {
    /** One pass over the rows of one integration by the log's primary key, whatever the number of buckets. */
    private static final String POINTS =
            """
            SELECT date_bin(make_interval(secs => ?), check_time, 'epoch') AS at,
                   count(*) AS checks,
                   count(*) FILTER (WHERE NOT success) AS failures,
                   count(*) FILTER (WHERE status IN ('healthy', 'degraded')) AS up,
                   round(avg(response_time_ms) FILTER (WHERE success), 1) AS avg_ms,
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY response_time_ms::float8) FILTER (WHERE success) AS p95_ms,
                   max(response_time_ms) FILTER (WHERE success) AS max_ms
              FROM integration_health_log
             WHERE integration_key = ? AND check_time >= ? AND NOT short_circuited AND status <> 'unknown'
             GROUP BY 1
             ORDER BY 1
            """;

    private static final String CHANGES =
            """
            SELECT at, from_status, to_status, message
              FROM status_change
             WHERE integration_key = ? AND at >= ?
             ORDER BY at DESC
             LIMIT 1000
            """;

    private static final String OUTAGES =
            """
            SELECT integration_key, integration_name, check_time, error_message, response_time_ms
              FROM integration_health_log
             WHERE NOT success AND NOT short_circuited AND status <> 'unknown'
               AND check_time > ? AND (check_time, integration_key) < (?, ?)
             ORDER BY check_time DESC, integration_key DESC
             LIMIT ?
            """;

    private static final String UPTIME =
            """
            SELECT u.integration_key, u.integration_name, u.total_checks, u.successful_checks, u.uptime_percentage
              FROM uptime_30_days u JOIN integration_health i USING (integration_key)
             WHERE i.removed_at IS NULL
             ORDER BY u.uptime_percentage, u.integration_name
            """;

    private static final String RESPONSE_TIMES =
            """
            SELECT r.integration_key, r.integration_name, r.avg_response_time, r.min_response_time, r.max_response_time
              FROM response_times_24_hours r JOIN integration_health i USING (integration_key)
             WHERE i.removed_at IS NULL
             ORDER BY r.avg_response_time DESC
            """;

    private final Jdbc jdbc;

    public LogStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** What a cleanup did. */
    record Expired(long deleted, long remaining, @Nullable Instant oldest) {}

    /**
     * The measured checks of a while.
     *
     * @param up those that found it healthy or degraded
     * @param avgMs of those that succeeded, as are p95 and max; null when none did
     */
    record Point(
            Instant at,
            long checks,
            long failures,
            long up,
            @Nullable Double avgMs,
            @Nullable Double p95Ms,
            @Nullable Double maxMs) {}

    record Change(Instant at, String from, String to, @Nullable String message) {}

    /** A check that failed (requirement 002-27). */
    record Outage(String key, String name, Instant at, @Nullable String error, @Nullable Double responseTimeMs) {}

    /** Requirement 002-28. */
    record Uptime(
            String key, String name, long totalChecks, long successfulChecks, @Nullable Double uptimePercentage) {}

    /** Of successful checks of 24 hours (requirement 002-29). */
    record ResponseTime(
            String key, String name, @Nullable Double avgMs, @Nullable Double minMs, @Nullable Double maxMs) {}

    /** Deletes what is older than so many days. */
    Expired expire(int days) {
        return jdbc.query(
                        Jdbc.positional("expire-logs"),
                        row -> new Expired(
                                row.getLong("deleted"), row.getLong("remaining"), Jdbc.instant(row, "oldest")),
                        String.valueOf(days))
                .get(0);
    }

    List<Point> points(String key, Instant from, Duration bucket) {
        return jdbc.query(
                POINTS,
                row -> new Point(
                        at(row, "at"),
                        row.getLong("checks"),
                        row.getLong("failures"),
                        row.getLong("up"),
                        number(row, "avg_ms"),
                        number(row, "p95_ms"),
                        number(row, "max_ms")),
                (double) bucket.toSeconds(),
                key,
                time(from));
    }

    /** The newest first. */
    List<Change> changes(String key, Instant from) {
        return jdbc.query(
                CHANGES,
                row -> new Change(
                        at(row, "at"),
                        row.getString("from_status"),
                        row.getString("to_status"),
                        row.getString("message")),
                key,
                time(from));
    }

    /** The newest first, before that of that integration at that time. */
    List<Outage> outages(Instant from, Instant before, String beforeKey, int limit) {
        return jdbc.query(
                OUTAGES,
                row -> new Outage(
                        row.getString("integration_key"),
                        row.getString("integration_name"),
                        at(row, "check_time"),
                        row.getString("error_message"),
                        number(row, "response_time_ms")),
                time(from),
                time(before),
                beforeKey,
                limit);
    }

    /** The least first. */
    List<Uptime> uptime() {
        return jdbc.query(
                UPTIME,
                row -> new Uptime(
                        row.getString("integration_key"),
                        row.getString("integration_name"),
                        row.getLong("total_checks"),
                        row.getLong("successful_checks"),
                        number(row, "uptime_percentage")));
    }

    /** The slowest first. */
    List<ResponseTime> responseTimes() {
        return jdbc.query(
                RESPONSE_TIMES,
                row -> new ResponseTime(
                        row.getString("integration_key"),
                        row.getString("integration_name"),
                        number(row, "avg_response_time"),
                        number(row, "min_response_time"),
                        number(row, "max_response_time")));
    }

    static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static Instant at(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Jdbc.instant(row, column));
    }

    static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
