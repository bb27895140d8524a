package io.rollcall.access;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** The table of who is logged in. All methods throw StoreException when the database does not answer. */
public final class SessionStore {
    private static final String ALL = "SELECT hash, name, role, local, started_at, seen_at FROM login_session";
    private static final String ADD =
            """
            INSERT INTO login_session (hash, name, role, local, started_at, seen_at)
            VALUES (?, ?, ?, ?, ?, ?) RETURNING hash
            """;
    private static final String SEEN =
            "UPDATE login_session SET seen_at = greatest(seen_at, ?) WHERE hash = ? RETURNING hash";
    private static final String END = "DELETE FROM login_session WHERE hash = ? RETURNING hash";
    private static final String EXPIRE = "DELETE FROM login_session WHERE seen_at < ? OR started_at < ? RETURNING hash";

    // Each change of a row gives it another xmin, whoever makes it.
    private static final String MARK =
            """
            SELECT (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM account)
              || '/' || (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM login_session)
              || '/' || (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM access_token)
            """;

    private final Jdbc jdbc;

    public SessionStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Another text than last time when a person, a session or a token has changed, come or gone. */
    String mark() {
        return jdbc.query(MARK, row -> row.getString(1)).get(0);
    }

    List<Session> all() {
        return jdbc.query(ALL, SessionStore::session);
    }

    void add(Session session) {
        run(
                ADD,
                session.hash(),
                session.name(),
                session.role().word(),
                session.local(),
                parameter(session.startedAt()),
                parameter(session.seenAt()));
    }

    void seen(Session session) {
        run(SEEN, parameter(session.seenAt()), session.hash());
    }

    void end(String hash) {
        run(END, hash);
    }

    /** Removes those that were not used since the one time, or began before the other. */
    void expire(Instant unusedSince, Instant begunBefore) {
        run(EXPIRE, parameter(unusedSince), parameter(begunBefore));
    }

    private void run(String statement, Object... parameters) {
        jdbc.query(statement, row -> 0, parameters);
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("hash"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getBoolean("local"),
                Objects.requireNonNull(Jdbc.instant(row, "started_at")),
                Objects.requireNonNull(Jdbc.instant(row, "seen_at")));
    }

    private static OffsetDateTime parameter(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
