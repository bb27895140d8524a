package io.rollcall.access;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** The table of tokens. All methods throw StoreException when the database does not answer. */
public final class TokenStore {
    private static final String ALL =
            """
            SELECT id, name, hash, scope, path, created_by, created_at, expires_at FROM access_token ORDER BY name
            """;
    private static final String ADD =
            """
            INSERT INTO access_token (id, name, hash, scope, path, created_by, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, CAST(nullif(?, '') AS timestamptz)) ON CONFLICT DO NOTHING RETURNING id
            """;
    // The id of one may be the name of another.
    private static final String REMOVE =
            """
            DELETE FROM access_token t WHERE t.id = ?
                OR t.name = ? AND NOT EXISTS (SELECT FROM access_token o WHERE o.id = ?) RETURNING t.id
            """;

    private final Jdbc jdbc;

    public TokenStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them by name, expired ones too. */
    public List<Token> all() {
        return jdbc.query(ALL, TokenStore::token);
    }

    /** False when there is one of that name already. */
    public boolean add(Token token) {
        return done(
                ADD,
                token.id(),
                token.name(),
                token.hash(),
                token.role().scope(),
                token.path(),
                token.createdBy(),
                token.createdAt().atOffset(ZoneOffset.UTC),
                token.expiresAt() == null ? "" : token.expiresAt().toString());
    }

    /** Takes the id, else the name; false when there is none. */
    public boolean remove(String which) {
        return done(REMOVE, which, which, which);
    }

    private boolean done(String statement, Object... parameters) {
        return !jdbc.query(statement, row -> row.getString(1), parameters).isEmpty();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("id"),
                row.getString("name"),
                row.getString("hash"),
                Role.ofScope(row.getString("scope")),
                row.getString("path"),
                row.getString("created_by"),
                Objects.requireNonNull(Jdbc.instant(row, "created_at")),
                Jdbc.instant(row, "expires_at"));
    }
}
