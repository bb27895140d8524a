package io.rollcall.access;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of people. All methods throw StoreException when the database does not answer. */
public final class PersonStore {
    private static final String ALL = "SELECT name, role, password, created_at, changed_at FROM account ";
    private static final String ADD =
            "INSERT INTO account (name, role, password) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING name";
    // Other engines may start at the same time: only one of them makes the first.
    private static final String ADD_FIRST =
            """
            INSERT INTO account (name, role, password)
            SELECT ?, 'admin', ? WHERE NOT EXISTS (SELECT FROM account)
            ON CONFLICT DO NOTHING RETURNING name
            """;

    private static final String END = ", ended AS (DELETE FROM login_session USING changed WHERE local "
            + "AND login_session.name = changed.name) SELECT name FROM changed";
    /** A name may be given to somebody else later, who shall not get messages on devices of the one before. */
    private static final String DEVICES =
            ", told AS (DELETE FROM push_subscription USING changed WHERE push_subscription.owner = changed.name)";
    // Their rows are locked one after the other, so that of two admins who remove each other one stays.
    private static final String ADMINS =
            "WITH admins AS (SELECT name FROM account WHERE role = 'admin' ORDER BY name FOR UPDATE), ";
    private static final String ANOTHER_ADMIN =
            "(role <> 'admin' OR EXISTS (SELECT FROM admins WHERE admins.name <> account.name))";
    // An empty text stands for what stays, or does not matter.
    private static final String CHANGE =
            ADMINS + "changed AS (UPDATE account SET role = coalesce(nullif(?, ''), role), "
                    + "password = coalesce(nullif(?, ''), password), changed_at = now() WHERE name = ? "
                    + "AND (? IN ('', 'admin') OR " + ANOTHER_ADMIN + ") "
                    + "AND (? = '' OR changed_at = CAST(nullif(?, '') AS timestamptz)) RETURNING name)" + END;
    private static final String REMOVE = ADMINS + "changed AS (DELETE FROM account WHERE name = ? AND " + ANOTHER_ADMIN
            + " RETURNING name)" + DEVICES + END;
    private static final String REHASH =
            "UPDATE account SET password = ? WHERE name = ? AND password = ? RETURNING name";

    private final Jdbc jdbc;

    public PersonStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Everybody, by name. */
    public List<Person> all() {
        return jdbc.query(ALL + "ORDER BY name", PersonStore::person);
    }

    public Optional<Person> find(String name) {
        return jdbc.query(ALL + "WHERE name = ?", PersonStore::person, name).stream()
                .findFirst();
    }

    /** False when there is somebody of that name already. */
    public boolean add(String name, Role role, String password) {
        return done(ADD, name, role.word(), password);
    }

    /** Makes the first admin; false when there is anybody already. */
    public boolean addFirst(String name, String password) {
        return done(ADD_FIRST, name, password);
    }

    /**
     * Ends the sessions of that person too.
     *
     * @param role null for the one before
     * @param password as it is kept; null for the one before
     * @param version when the person was changed last, as whoever changes it knows; null where it does not matter
     * @return false when there is nobody of that name, or changed since then, or nobody would be left who is an admin
     */
    public boolean change(String name, @Nullable Role role, @Nullable String password, @Nullable Instant version) {
        String word = role == null ? "" : role.word();
        String time = version == null ? "" : version.toString();
        return done(CHANGE, word, password == null ? "" : password, name, word, time, time);
    }

    /** Ends sessions and devices too. False when there is nobody of that name, or nobody would be left who is an admin. */
    public boolean remove(String name) {
        return done(REMOVE, name);
    }

    /** Keeps the same password in another way, unless it has just been changed. */
    void rehash(Person person, String password) {
        done(REHASH, password, person.name(), person.password());
    }

    private boolean done(String statement, Object... parameters) {
        return !jdbc.query(statement, row -> row.getString(1), parameters).isEmpty();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getString("password"),
                Objects.requireNonNull(Jdbc.instant(row, "created_at")),
                Objects.requireNonNull(Jdbc.instant(row, "changed_at")));
    }
}
