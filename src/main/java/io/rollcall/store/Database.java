package io.rollcall.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL in which everything is kept: an external one, or one of our own in the data folder. Safe for many
 * threads. That it cannot be reached is no reason not to start: connections are tried when they are needed.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 5;
    private static final int CONNECT_MILLIS = 3000;

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private final @Nullable EmbeddedServer server;

    private Database(DatabaseUrl url, @Nullable EmbeddedServer server) {
        this.url = url;
        this.pool = new HikariDataSource(settings(url));
        this.server = server;
    }

    /** A database that someone else runs. Does not connect yet. */
    public static Database external(DatabaseUrl url) {
        return new Database(url, null);
    }

    /**
     * A database of our own, kept in the data folder and run until {@link #close}. Stops one that a killed engine left
     * running there.
     *
     * @throws StoreException when another engine is using the folder, or the database does not start
     */
    public static Database embedded(Path data) {
        EmbeddedServer server = EmbeddedServer.start(data);
        return new Database(server.url(), server);
    }

    /**
     * The database of our own that another process runs in this data folder: what the command line reads from.
     *
     * @throws StoreException when no engine has a database there
     */
    public static Database attach(Path data) {
        return new Database(
                embeddedUrl(data)
                        .orElseThrow(() -> new StoreException(
                                "No engine runs a database in " + data + ": start one with `rollcall run`",
                                new NoSuchFileException(data.toString()))),
                null);
    }

    /** Where the database of our own in this data folder answers, or empty when no engine runs one there. */
    public static Optional<DatabaseUrl> embeddedUrl(Path data) {
        try {
            return Optional.of(EmbeddedServer.urlOf(data));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("Cannot read where the database in " + data + " answers: " + e.getMessage(), e);
        }
    }

    private static HikariConfig settings(DatabaseUrl url) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("database");
        settings.setJdbcUrl(url.jdbcUrl());
        settings.setUsername(url.user());
        settings.setPassword(url.password());
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(CONNECT_MILLIS);
        settings.setValidationTimeout(CONNECT_MILLIS);
        settings.setInitializationFailTimeout(-1);
        settings.addDataSourceProperty("ApplicationName", "rollcall");
        settings.addDataSourceProperty("connectTimeout", CONNECT_MILLIS / 1000);
        // A server that vanished without a word must not hold the drain of the spool for ever.
        settings.addDataSourceProperty("socketTimeout", 120);
        return settings;
    }

    /** Where it is and who we are there. */
    public DatabaseUrl url() {
        return url;
    }

    public DataSource dataSource() {
        return pool;
    }

    /**
     * Brings the tables up to date and makes the log's partitions of the coming days. Repeating it changes nothing.
     *
     * @throws StoreException when the database cannot be reached or a migration fails
     */
    public void migrate() {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:sql/migration")
                    .table("rollcall_schema_history")
                    // The database may hold other tables already, as a shared one does.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholderReplacement(false)
                    .load()
                    .migrate();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT ensure_log_partitions(utc_today() - 1, utc_today() + 7)");
            }
        } catch (FlywayException | SQLException e) {
            throw new StoreException("The database's tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /** True when the database answers within about three seconds. */
    public boolean reachable() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(CONNECT_MILLIS / 1000);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
        if (server != null) {
            server.close();
        }
    }
}
