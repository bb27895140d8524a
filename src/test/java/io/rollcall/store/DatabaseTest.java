package io.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    private Path data;

    private Process child() throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseChild.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await("ready").until(() -> Files.exists(data.resolve("ready")));
        return child;
    }

    @Test
    void a_start_after_kill_9_takes_over_from_the_database_that_was_left_running() throws Exception {
        Process killed = child();
        assertThatThrownBy(() -> Database.embedded(data))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("Another engine is using");
        killed.destroyForcibly().waitFor(100, TimeUnit.SECONDS);
        long leftOver = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(0));
        assertThat(ProcessHandle.of(leftOver)).isPresent();

        try (Database database = Database.embedded(data)) {
            assertThat(ProcessHandle.of(leftOver).filter(ProcessHandle::isAlive))
                    .isEmpty();
            assertThat(new Sql(database.dataSource()).value("SELECT day FROM open_day"))
                    .isEqualTo("2026-01-01");
        }
    }

    @Test
    void a_number_in_the_pid_file_that_another_program_has_by_now_does_no_harm() throws Exception {
        try (Database database = Database.embedded(data)) {
            assertThat(database.reachable()).isTrue();
        }
        Files.writeString(
                data.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (Database database = Database.embedded(data)) {
            assertThat(database.reachable()).isTrue();
        }
    }

    @Test
    void another_process_can_attach_and_nobody_gets_in_without_the_password() throws Exception {
        assertThatThrownBy(() -> Database.attach(data))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("rollcall run");
        try (Database database = Database.embedded(data)) {
            database.migrate();
            try (Database attached = Database.attach(data)) {
                assertThat(new Sql(attached.dataSource()).value("SELECT count(*) FROM integration_health"))
                        .isEqualTo("0");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres-program"))))
                    .isEqualTo("rwx------");
            DatabaseUrl url = database.url();
            assertThat(url.toString()).doesNotContain(String.valueOf(url.password()));
            try (Database stranger = Database.external(new DatabaseUrl(url.jdbcUrl(), url.user(), "guessed"))) {
                assertThat(stranger.reachable()).isFalse();
            }
        }
    }

    @Test
    void a_database_that_cannot_be_reached_does_not_stop_the_start() {
        try (Database database = Database.external(DatabaseUrl.parse("postgres://me:hidden@127.0.0.1:1/health"))) {
            assertThat(database.reachable()).isFalse();
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(StoreException.class)
                    .message()
                    .doesNotContain("hidden");
        }
    }

    @ExtendWith(PostgresExtension.class)
    @Test
    void tables_that_others_have_in_the_same_database_are_left_alone(Database database, Sql sql) throws SQLException {
        sql.execute("DROP DATABASE IF EXISTS shared");
        sql.execute("CREATE DATABASE shared");
        DatabaseUrl url = database.url();
        String shared = url.jdbcUrl().replaceFirst("/postgres$", "/shared");
        try (Database other = Database.external(new DatabaseUrl(shared, url.user(), url.password()))) {
            Sql there = new Sql(other.dataSource());
            there.execute("CREATE TABLE customer (id int)");
            other.migrate();
            other.migrate();
            assertThat(there.value("SELECT count(*) FROM customer")).isEqualTo("0");
            assertThat(there.value("SELECT count(*) FROM current_status")).isEqualTo("0");
        }
        sql.execute("DROP DATABASE shared");
    }
}
