package io.rollcall.heartbeat;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last call of each job as the last run left it. */
public final class HeartbeatStore {
    private static final String CALLS = "SELECT integration_key, at, exit_status, duration_ms, log FROM heartbeat";

    private final Jdbc jdbc;

    public HeartbeatStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** One of each job that ever called. */
    public List<HeartbeatCall> load() {
        return jdbc.query(
                CALLS,
                row -> new HeartbeatCall(
                        row.getString("integration_key"),
                        Objects.requireNonNull(Jdbc.instant(row, "at")),
                        row.getInt("exit_status"),
                        duration(row),
                        row.getString("log")));
    }

    private static @Nullable Long duration(ResultSet row) throws SQLException {
        long milliseconds = row.getLong("duration_ms");
        return row.wasNull() ? null : milliseconds;
    }
}
