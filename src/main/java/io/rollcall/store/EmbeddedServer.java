package io.rollcall.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL as a child process, with its data kept in {@code <data>/postgres}. The child outlives a killed
 * engine, so a start first stops the one that was left behind.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String USER = "postgres";
    private static final Duration STARTUP = Duration.ofSeconds(60);
    // fsync: the library turns it off for tests, where nobody minds a database that a power cut has ruined.
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "shared_buffers", "64MB",
            "max_connections", "30",
            "max_parallel_workers_per_gather", "0",
            "jit", "off",
            "max_wal_size", "256MB",
            "unix_socket_directories", "",
            "logging_collector", "on",
            "log_filename", "postgresql-%a.log",
            "log_truncate_on_rotation", "on");

    private final FolderLock lock;
    private final EmbeddedPostgres server;
    private final Path portFile;
    private final DatabaseUrl url;

    private EmbeddedServer(FolderLock lock, EmbeddedPostgres server, Path data) throws IOException {
        this.lock = lock;
        this.server = server;
        this.portFile = portFile(data);
        Files.writeString(portFile, server.getPort() + "\n");
        this.url = urlOf(data);
    }

    /** Starts the database of a data folder, making it where it is missing. */
    static EmbeddedServer start(Path folder) {
        Path data = folder.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(data);
        try {
            stopLeftOver(data.resolve("postgres"));
            String password = passwordOf(data);
            EmbeddedPostgres server = launch(data, password);
            requirePassword(server, data.resolve("postgres"), password);
            return new EmbeddedServer(lock, server, data);
        } catch (IOException | SQLException | RuntimeException e) {
            lock.close();
            throw new StoreException("The embedded database in " + data + " does not start: " + e.getMessage(), e);
        }
    }

    /** Where the database of a data folder answers, as far as its files say; it may not be running. */
    static DatabaseUrl urlOf(Path data) throws IOException {
        String port = Files.readString(portFile(data)).strip();
        return new DatabaseUrl("jdbc:postgresql://localhost:" + port + "/postgres", USER, passwordOf(data));
    }

    DatabaseUrl url() {
        return url;
    }

    private static Path portFile(Path data) {
        return data.resolve("postgres.port");
    }

    private static EmbeddedPostgres launch(Path data, String password) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres"))
                .setOverrideWorkingDirectory(programFolder(data).toFile())
                .setCleanDataDirectory(false)
                // The engine closes the database last; a hook of the library's own would close it under our feet.
                .setRegisterShutdownHook(false)
                .setConnectConfig("password", password)
                .setPGStartupWait(STARTUP);
        SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** The library lets everyone write where it unpacks programs, so that folder lies in one that only we may enter. */
    private static Path programFolder(Path data) throws IOException {
        Path folder = data.resolve("postgres-program");
        Files.createDirectories(folder);
        if (hasPermissions(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder.resolve("unpacked");
    }

    private static boolean hasPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String passwordOf(Path data) throws IOException {
        Path file = data.resolve("postgres.password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        String password = new BigInteger(160, new SecureRandom()).toString(36);
        if (hasPermissions(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, password + "\n");
        return password;
    }

    /** A new database lets in every local user as superuser; from now on it asks for the password. */
    private static void requirePassword(EmbeddedPostgres server, Path cluster, String password)
            throws IOException, SQLException {
        Path rules = cluster.resolve("pg_hba.conf");
        String passwordOnly = "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";
        if (Files.readString(rules).equals(passwordOnly)) {
            return;
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Repeated hashing slows down guessing, which 160 random bits make hopeless; it would slow down each
            // connection too.
            statement.execute("SET scram_iterations = 1");
            statement.execute("ALTER ROLE " + USER + " PASSWORD '" + password + "'");
            Files.writeString(rules, passwordOnly);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static void stopLeftOver(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pidIn(pidFile)).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            // PostgreSQL itself makes sure that nothing of the old server lives, and takes over.
            return;
        }
        if (process.get()
                .info()
                .commandLine()
                .filter(line -> line.contains(cluster.toString()))
                .isEmpty()) {
            // Another program has this number by now, as is usual in containers; PostgreSQL would refuse to start.
            Files.delete(pidFile);
            return;
        }
        LOG.info(
                "Stopping the database that a killed engine left running pid={}",
                process.get().pid());
        stop(process.get(), cluster);
    }

    private static long pidIn(Path pidFile) throws IOException {
        String text = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private static void stop(ProcessHandle process, Path cluster) throws IOException {
        Path program = Path.of(process.info().command().orElseThrow());
        Path control = program.resolveSibling(program.getFileName().toString().replace("postgres", "pg_ctl"));
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root, so root runs it as nobody of a new user namespace.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(control.toString(), "-D", cluster.toString(), "stop", "-m", "fast", "-w"));
        Process stop = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            stop.waitFor(STARTUP.toSeconds(), TimeUnit.SECONDS);
            process.onExit().get(STARTUP.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("process " + process.pid() + ", left running by a killed engine, does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping process " + process.pid(), e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            checkpoint();
            server.close();
            Files.deleteIfExists(portFile);
        } catch (IOException e) {
            throw new StoreException("The embedded database does not stop: " + e.getMessage(), e);
        }
    }

    /** Writes to disk beforehand what a slow disk could not write in the five seconds that the library waits for a stop. */
    private void checkpoint() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            LOG.debug("No checkpoint before the stop", e);
        }
    }
}
