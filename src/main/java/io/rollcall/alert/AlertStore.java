package io.rollcall.alert;

import io.rollcall.store.Jdbc;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Where the rules stood when the last run ended. */
public final class AlertStore {
    private static final String OPEN =
            "SELECT rule, integration_key, state, severity, condition, since, at FROM alert WHERE state <> 'resolved'";

    private final Jdbc jdbc;

    public AlertStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that wait or fire. */
    public List<AlertEntry> load() {
        return jdbc.query(OPEN, row -> {
            Instant since = Objects.requireNonNull(Jdbc.instant(row, "since"));
            Instant at = Objects.requireNonNull(Jdbc.instant(row, "at"));
            return new AlertEntry(
                    row.getString("rule"),
                    row.getString("integration_key"),
                    row.getString("state"),
                    row.getString("severity"),
                    row.getString("condition"),
                    since,
                    at);
        });
    }
}
