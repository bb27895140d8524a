package io.rollcall.notify;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The table of messages for admins. Its methods throw StoreException when the database does not answer. */
public final class InboxStore {
    private static final String PAGE =
            """
            SELECT id, at, severity, firing, title, text, link, alerts, read_at
              FROM inbox
             WHERE id < ? AND (read_at IS NULL OR NOT ?)
             ORDER BY id DESC
             LIMIT ?
            """;

    private final Jdbc jdbc;

    public InboxStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest of those with a smaller id, the newest first. */
    public List<InboxItem> page(long before, boolean unreadOnly, int most) {
        return jdbc.query(PAGE, InboxStore::item, before, unreadOnly, most);
    }

    /** How many nobody has read. */
    public long unread() {
        return jdbc.query("SELECT count(*) FROM inbox WHERE read_at IS NULL", row -> row.getLong(1))
                .get(0);
    }

    /** Marks one as read; false when there is none of that id. One that is read already keeps its time. */
    public boolean read(long id) {
        return !jdbc.query(
                        "UPDATE inbox SET read_at = coalesce(read_at, now()) WHERE id = ? RETURNING id", row -> 0, id)
                .isEmpty();
    }

    /** Marks all as read, and says how many. */
    public int readAll() {
        return jdbc.query("UPDATE inbox SET read_at = now() WHERE read_at IS NULL RETURNING id", row -> 0)
                .size();
    }

    private static InboxItem item(ResultSet row) throws SQLException {
        return new InboxItem(
                row.getLong("id"),
                Objects.requireNonNull(Jdbc.instant(row, "at")),
                row.getString("severity"),
                row.getBoolean("firing"),
                row.getString("title"),
                row.getString("text"),
                row.getString("link"),
                List.of((String[]) row.getArray("alerts").getArray()),
                Jdbc.instant(row, "read_at"));
    }
}
