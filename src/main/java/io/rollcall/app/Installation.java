package io.rollcall.app;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseUrl;
import io.rollcall.store.Spool;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** A running Rollcall with everything it owns: the port, the database, the spool and the engine. */
public final class Installation implements AutoCloseable {
    private final Database database;
    private final Spool spool;
    private final Engine engine;

    private Installation(Database database, Spool spool, Engine engine) {
        this.database = database;
        this.spool = spool;
        this.engine = engine;
    }

    /**
     * Starts Rollcall with these settings.
     *
     * @param console where what the owner must read once is said: the password that was made for the first admin
     * @throws InvalidConfigurationException when settings or route files are wrong, or the port is taken
     * @throws io.rollcall.store.StoreException when the data folder cannot be used
     */
    public static Installation start(Settings settings, Clock clock, Consumer<String> console) {
        complainAboutPort(settings);
        Rehearsal.glance(settings);
        Path data = Path.of(settings.text("rollcall.data"));
        Database database = open(settings, data);
        try {
            long most = settings.count("rollcall.spool.max-megabytes") * 1024L * 1024L;
            Spool spool = new Spool(data.resolve("spool"), most, Parts.json());
            try {
                Files.createDirectories(ApiParts.routes(settings));
                Engine engine = new Engine(complete(settings, database.url()), clock, database, spool, console);
                engine.start();
                return new Installation(database, spool, engine);
            } catch (IOException e) {
                spool.close();
                throw new StoreException("The data folder cannot be written to", e);
            } catch (RuntimeException e) {
                spool.close();
                throw e;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The engine, for those who run in the same process. */
    public Engine engine() {
        return engine;
    }

    /** The database that is set, or one of our own in the data folder. Does not connect to the one that is set. */
    static Database open(Settings settings, Path data) {
        String url = settings.text("rollcall.database.url");
        return url.isEmpty() ? Database.embedded(data) : Database.external(externalUrl(settings));
    }

    /** The database that is set. */
    static DatabaseUrl externalUrl(Settings settings) {
        try {
            DatabaseUrl url = DatabaseUrl.parse(settings.text("rollcall.database.url"));
            String user = settings.text("rollcall.database.user");
            String password = settings.text("rollcall.database.password");
            return user.isEmpty() ? url : url.withLogin(user, password.isEmpty() ? null : password);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(List.of(
                    new Problem("application.properties", 0, "rollcall.database.url", String.valueOf(e.getMessage()))));
        }
    }

    /** The settings with the address of the database in use, which Rollcall checks as one of its integrations. */
    static Settings complete(Settings settings, DatabaseUrl url) {
        return settings.with("rollcall.running-database.url", url.jdbcUrl())
                .with("rollcall.running-database.user", url.user() == null ? "" : url.user())
                .with("rollcall.running-database.password", url.password() == null ? "" : url.password());
    }

    private static void complainAboutPort(Settings settings) {
        int port = settings.port("rollcall.port");
        try (ServerSocket free = new ServerSocket(port)) {
            free.setReuseAddress(true);
        } catch (IOException e) {
            throw new InvalidConfigurationException(List.of(new Problem(
                    "application.properties",
                    0,
                    "rollcall.port",
                    "port " + port + " is in use; stop the other program or set another port, such as ROLLCALL_PORT="
                            + (port + 1))));
        }
    }

    /** Finishes the checks in flight, writes what is to be kept, and stops. */
    @Override
    public void close() {
        engine.close();
        spool.close();
        database.close();
    }
}
