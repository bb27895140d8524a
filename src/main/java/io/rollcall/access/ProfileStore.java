package io.rollcall.access;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who there is, and who of them is logged in, read from the tables. All methods throw StoreException when the database does
 * not answer.
 */
public final class ProfileStore {
    private static final String ALL =
            """
            WITH alive AS (
              SELECT name, role, local, started_at, seen_at FROM login_session WHERE seen_at > ? AND started_at > ?
            ), profile AS (
              SELECT a.name, a.role, true AS local, a.created_at, a.changed_at, count(s.name) AS sessions,
                     max(s.seen_at) AS seen_at
                FROM account a LEFT JOIN alive s ON s.local AND s.name = a.name GROUP BY a.name
              UNION ALL
              SELECT name, (array_agg(role ORDER BY started_at DESC))[1], false, NULL, NULL, count(*), max(seen_at)
                FROM alive WHERE NOT local GROUP BY name
            )
            SELECT name, role, local, created_at, changed_at, sessions, seen_at FROM profile
            """;
    private static final String END_SESSIONS = "DELETE FROM login_session WHERE name = ? RETURNING hash";

    private final Jdbc jdbc;
    private final Clock clock;
    private final Session.Limits limits;

    public ProfileStore(Jdbc jdbc, Clock clock, Session.Limits limits) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.limits = limits;
    }

    /** Everybody, by name. */
    public List<Profile> all() {
        return jdbc.query(
                ALL + "ORDER BY name, local", ProfileStore::profile, since(limits.idle()), since(limits.length()));
    }

    public Optional<Profile> find(String name) {
        String one = ALL + "WHERE name = ? ORDER BY NOT local";
        return jdbc.query(one, ProfileStore::profile, since(limits.idle()), since(limits.length()), name).stream()
                .findFirst();
    }

    /** Ends all sessions under that name, and answers how many there were. */
    int endSessions(String name) {
        return jdbc.query(END_SESSIONS, row -> row.getString(1), name).size();
    }

    /** Sessions that were not used, or begun, since then are over. */
    private OffsetDateTime since(Duration before) {
        return clock.instant().minus(before).atOffset(ZoneOffset.UTC);
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                row.getString("name"),
                Role.of(Objects.requireNonNull(row.getString("role"))),
                row.getBoolean("local"),
                Jdbc.instant(row, "created_at"),
                Jdbc.instant(row, "changed_at"),
                row.getInt("sessions"),
                Jdbc.instant(row, "seen_at"));
    }
}
