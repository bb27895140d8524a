package io.rollcall.push;

import io.rollcall.alert.Severity;
import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The subscriptions of the last run. */
public final class SubscriptionStore {
    private final Jdbc jdbc;

    public SubscriptionStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** All there are. Throws StoreException when the database does not answer. */
    public List<SubscriptionEntry> load() {
        return jdbc.query(
                "SELECT id, endpoint, p256dh, auth, severity, at, owner FROM push_subscription ORDER BY id",
                SubscriptionStore::entry);
    }

    private static SubscriptionEntry entry(ResultSet row) throws SQLException {
        return new SubscriptionEntry(
                row.getString("id"),
                row.getString("endpoint"),
                row.getString("p256dh"),
                row.getString("auth"),
                Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                false,
                Objects.requireNonNull(Jdbc.instant(row, "at")),
                row.getString("owner"));
    }
}
