package io.rollcall.probe;

import io.rollcall.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SqlProbePostgresTest extends SqlProbeContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setPort(Ports.free())
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        try (Connection admin = postgres.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE ROLE monitor LOGIN SUPERUSER PASSWORD 'right'");
            // The embedded server trusts everybody until told otherwise.
            statement.execute("CREATE TEMP TABLE hba (line text)");
            statement.execute("INSERT INTO hba VALUES ('host all monitor 127.0.0.1/32 scram-sha-256')");
            statement.execute("INSERT INTO hba VALUES ('host all all 127.0.0.1/32 trust')");
            statement.execute("DO $$ BEGIN EXECUTE format('COPY hba TO %L', current_setting('hba_file')); END $$");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @Override
    String url(String credentials) {
        return "postgres://" + credentials + "127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    @Override
    String user() {
        return "monitor";
    }

    @Override
    String password() {
        return "right";
    }

    @Override
    String connectionNumber() {
        return "SELECT pg_backend_pid()";
    }

    @Override
    String kill(String number) {
        return "SELECT pg_terminate_backend(" + number + ", 1000)";
    }

    @Override
    String slow() {
        return "SELECT pg_sleep(10)";
    }

    @Override
    String running() {
        return "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(10)' AND state = 'active'";
    }
}
