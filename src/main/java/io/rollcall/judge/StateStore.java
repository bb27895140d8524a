package io.rollcall.judge;

import io.rollcall.integration.Status;
import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The states of integrations as the last run left them. */
public final class StateStore {
    private static final String STATES =
            """
            SELECT integration_key, status, status_since, failing_since, consecutive_failures, consecutive_successes,
                   streak, last_outcome, last_check_at, response_time_ms, last_error_message
              FROM integration_health
             WHERE last_check_at IS NOT NULL
            """;

    private final Jdbc jdbc;

    public StateStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that were checked at least once. */
    public List<IntegrationState> load() {
        return jdbc.query(STATES, StateStore::state);
    }

    private static IntegrationState state(ResultSet row) throws SQLException {
        String last = row.getString("last_outcome");
        return new IntegrationState(
                row.getString("integration_key"),
                Status.ofWord(row.getString("status")),
                Jdbc.instant(row, "status_since"),
                Jdbc.instant(row, "failing_since"),
                row.getInt("consecutive_failures"),
                row.getInt("consecutive_successes"),
                row.getInt("streak"),
                last == null ? null : Status.ofWord(last),
                Jdbc.instant(row, "last_check_at"),
                latency(row),
                row.getString("last_error_message"),
                false);
    }

    private static @Nullable Duration latency(ResultSet row) throws SQLException {
        double milliseconds = row.getDouble("response_time_ms");
        return row.wasNull() ? null : Duration.ofNanos(Math.round(milliseconds * 1e6));
    }
}
