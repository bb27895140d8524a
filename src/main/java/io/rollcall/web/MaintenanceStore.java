package io.rollcall.web;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of planned work. */
public final class MaintenanceStore {
    /** What people say of it, in the order of {@link #VALUES}. */
    private static final String SAID =
            "integration_key, integration_group, starts_at, ends_at, note, keep_checking, announced, recurrence";

    private static final String VALUES = "nullif(?, ''), nullif(?, ''), ?, ?, nullif(?, ''), ?, ?, nullif(?, '')";
    private static final String ALL = "id, " + SAID + ", added_by";
    private static final String LIST = "SELECT " + ALL + " FROM maintenance WHERE ends_at > ? ORDER BY starts_at, id";
    private static final String ADD =
            "INSERT INTO maintenance (" + SAID + ", added_by) VALUES (" + VALUES + ", ?) RETURNING " + ALL;
    private static final String CHANGE = "UPDATE maintenance SET (" + SAID + ") = (" + VALUES
            + ") WHERE id = ? AND ends_at > now() RETURNING " + ALL;
    private static final String END =
            """
            UPDATE maintenance SET starts_at = least(starts_at, now() - interval '1 microsecond'), ends_at = now()
             WHERE id = ? AND ends_at > now()
            RETURNING id
            """;

    private final Jdbc jdbc;

    public MaintenanceStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Work that is planned or goes on.
     *
     * @param integration key of the one it is about; null for a group, or with both null for everything
     * @param keepChecking false when nothing is called meanwhile
     * @param announced false when the public is not told of it
     */
    record Work(
            long id,
            @Nullable String integration,
            @Nullable String group,
            Instant startsAt,
            Instant endsAt,
            @Nullable String note,
            boolean keepChecking,
            boolean announced,
            @Nullable String recurrence,
            String addedBy) {}

    /** Those that end after that time. */
    List<Work> endingAfter(Instant time) {
        return jdbc.query(LIST, MaintenanceStore::work, LogStore.time(time));
    }

    /** Gives the one of that id this form; empty when there is none of it that is not over. */
    Optional<Work> change(long id, Work work) {
        return write(CHANGE, work, id).stream().findFirst();
    }

    Work add(Work work) {
        return write(ADD, work, work.addedBy()).get(0);
    }

    private List<Work> write(String statement, Work work, Object further) {
        return jdbc.query(
                statement,
                MaintenanceStore::work,
                text(work.integration()),
                text(work.group()),
                LogStore.time(work.startsAt()),
                LogStore.time(work.endsAt()),
                text(work.note()),
                work.keepChecking(),
                work.announced(),
                text(work.recurrence()),
                further);
    }

    /** False when there is none of that id that is not over. */
    boolean end(long id) {
        return !jdbc.query(END, row -> 0, id).isEmpty();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Work work(ResultSet row) throws SQLException {
        return new Work(
                row.getLong("id"),
                row.getString("integration_key"),
                row.getString("integration_group"),
                LogStore.at(row, "starts_at"),
                LogStore.at(row, "ends_at"),
                row.getString("note"),
                row.getBoolean("keep_checking"),
                row.getBoolean("announced"),
                row.getString("recurrence"),
                row.getString("added_by"));
    }
}
