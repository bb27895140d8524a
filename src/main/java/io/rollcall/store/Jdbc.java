package io.rollcall.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs a query and maps its rows. */
public final class Jdbc {
    private static final int AT_A_TIME = 1_000;

    private final DataSource database;
    /** Of a transaction that others began and will end; null for one of our own at each call. */
    private final @Nullable Connection shared;

    public Jdbc(DataSource database) {
        this(database, null);
    }

    private Jdbc(DataSource database, @Nullable Connection shared) {
        this.database = database;
        this.shared = shared;
    }

    /** Makes a value of one row. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * All rows of the query with these parameters, in order.
     *
     * @throws StoreException when the database cannot be reached or refuses the query
     */
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        try {
            if (shared != null) {
                return query(shared, sql, mapper, parameters);
            }
            try (Connection connection = database.getConnection()) {
                return query(connection, sql, mapper, parameters);
            }
        } catch (SQLException e) {
            throw new StoreException("Query refused: " + e.getMessage(), e);
        }
    }

    private static <T> List<T> query(Connection connection, String sql, RowMapper<T> mapper, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> answer = new ArrayList<>();
                while (rows.next()) {
                    answer.add(mapper.map(rows));
                }
                return answer;
            }
        }
    }

    /**
     * Has several queries count together or not at all: whatever the work throws undoes what it has done.
     *
     * @param work is given what runs its queries in one transaction
     * @throws StoreException when the database cannot be reached or refuses
     */
    public void together(Consumer<Jdbc> work) {
        transaction(work, true);
    }

    /** The same as a trial: throws what would be thrown, and nothing of it counts. */
    public void rehearse(Consumer<Jdbc> work) {
        transaction(work, false);
    }

    private void transaction(Consumer<Jdbc> work, boolean counts) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.accept(new Jdbc(database, connection));
                if (counts) {
                    connection.commit();
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("Transaction refused: " + e.getMessage(), e);
        }
    }

    /**
     * Hands over each row of the query, of which only a thousand are held at a time.
     *
     * @throws StoreException when the database cannot be reached or refuses the query
     */
    public <T> void stream(String sql, RowMapper<T> mapper, Consumer<T> each, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            // The driver reads all rows at once outside a transaction.
            connection.setAutoCommit(false);
            try {
                statement.setFetchSize(AT_A_TIME);
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        each.accept(mapper.map(rows));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("Query refused: " + e.getMessage(), e);
        }
    }

    /**
     * Runs a statement file whose one named parameter has this value, and drops its answer.
     *
     * @throws StoreException when the database cannot be reached or refuses it
     */
    public void run(String statement, Object parameter) {
        query(positional(statement), row -> 0, parameter);
    }

    /** Throws StoreException when the database does not answer. */
    public void ping() {
        query("SELECT 1", row -> row.getInt(1));
    }

    /** A statement file of the {@code sql/statements} folder, its named parameter as JDBC wants it. */
    public static String statement(String name) {
        try (InputStream in = Jdbc.class.getClassLoader().getResourceAsStream("sql/statements/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("statement file " + name + " cannot be read", e);
        }
    }

    /** The same with its named parameters as question marks. */
    public static String positional(String name) {
        return statement(name).replaceAll(":\\?\\w+", "?");
    }

    /** A timestamp column as an instant, or null. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
