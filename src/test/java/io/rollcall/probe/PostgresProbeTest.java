package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.integration.Status;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresProbeTest {
    private static EmbeddedPostgres postgres;
    private final Watched watched = new Watched();
    private final SqlDatabases databases = new SqlDatabases(watched.dog());
    private final PostgresProbe probe = new PostgresProbe(databases, new Judgement());

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setPort(Ports.free())
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("max_connections", "12")
                .setServerConfig("superuser_reserved_connections", "1")
                .start();
        execute(
                "CREATE ROLE monitor LOGIN IN ROLE pg_monitor",
                "CREATE ROLE plain LOGIN",
                "CREATE TABLE big AS SELECT g AS id, repeat('x', 100) AS text FROM generate_series(1, 20000) g",
                "CREATE INDEX big_id ON big (id)",
                "ANALYZE big",
                "SELECT count(*) FROM big WHERE id = 7",
                "SELECT count(*) FROM big WHERE id = 8",
                "SELECT count(*) FROM big");
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @AfterEach
    void stop() {
        databases.close();
        watched.close();
    }

    @Test
    void a_quiet_database_is_healthy_and_measured() throws Exception {
        CheckResult result = run("monitor", Map.of());
        assertThat(result.message()).isNull();
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(Found.metrics(result))
                .containsEntry("max_connections", 12.0)
                .containsEntry("slow_queries", 0.0)
                .containsEntry("locks_waiting", 0.0)
                .containsEntry("deadlocks", 0.0)
                .containsKeys("connections", "connections_used", "cache_hit_rate")
                .doesNotContainKey("replication_lag");
        assertThat(Found.subCheck(result, "connection pool").threshold()).isEqualTo("< 80%");
        assertThat(Found.subCheck(result, "slow queries").value()).isEqualTo("0");
        assertThat(result.details()).isEmpty();
    }

    @Test
    void index_usage_is_that_of_large_tables() throws Exception {
        await().untilAsserted(() ->
                assertThat(Found.metrics(run("monitor", Map.of()))).containsKey("index_usage"));
        assertThat(Found.metrics(run("monitor", Map.of())).get("index_usage")).isBetween(1.0, 99.0);
    }

    @Test
    void what_a_login_without_pg_monitor_may_not_see_is_not_measured_and_does_not_fail() throws Exception {
        CheckResult result = run("plain", Map.of());
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(Found.metrics(result))
                .doesNotContainKeys("slow_queries", "replication_lag")
                .containsKeys("connections", "connections_used", "locks_waiting", "deadlocks");
        assertThat(Found.subCheck(result, "slow queries").status()).isEqualTo(Status.UNKNOWN);
        assertThat(Found.subCheck(result, "slow queries").value()).isNull();
    }

    @Test
    void slow_queries_and_waiting_locks_are_counted_and_shown_without_their_values() throws Exception {
        try (Connection holder = connect("postgres");
                Connection waiter = connect("postgres");
                Statement holding = holder.createStatement();
                Statement waiting = waiter.createStatement()) {
            holder.setAutoCommit(false);
            holding.execute("LOCK TABLE big IN ACCESS EXCLUSIVE MODE");
            Thread blocked = new Thread(() -> {
                try {
                    waiting.execute("SELECT count(*) FROM big WHERE text = 'a secret'");
                } catch (SQLException cancelled) {
                    // ends with its connection
                }
            });
            blocked.start();
            Map<String, String> strict = Map.of(
                    "slow-above", "200ms", "sub-checks", "slow queries: slow_queries < 1\nlocks: locks_waiting < 1");
            await().untilAsserted(() -> assertThat(run("monitor", strict).message())
                    .isEqualTo("slow queries: slow_queries (1) < 1; locks: locks_waiting (1) < 1"));

            CheckResult result = run("monitor", strict);
            assertThat(result.details().get("slowestQueries").toString())
                    .contains("SELECT count(*) FROM big WHERE text = ?")
                    .doesNotContain("secret");
            assertThat(result.details().get("largestTables").toString()).contains("table=big");
            holder.rollback();
            blocked.join();
        }
    }

    @Test
    void evidence_can_be_asked_for_while_all_is_well() throws Exception {
        assertThat(run("monitor", Map.of("detailed", "true")).details())
                .containsKeys("slowestQueries", "largestTables");
    }

    @Test
    void a_server_without_a_connection_left_says_so() throws Exception {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 9; i++) {
                all.add(connect("postgres"));
            }
            assertThat(run("monitor", Map.of()).message()).endsWith(" of 12 connections are used");
            try {
                while (all.size() < 20) {
                    all.add(connect("postgres"));
                }
            } catch (SQLException full) {
                assertThat(full.getSQLState()).isEqualTo("53300");
            }
            CheckResult result = run("plain", Map.of());
            assertThat(result.failed()).isTrue();
            assertThat(result.message()).contains("too many clients");
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    @Test
    void a_session_that_the_server_ended_is_replaced_without_a_word() throws Exception {
        assertThat(run("monitor", Map.of()).success()).isTrue();
        execute("SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE usename = 'monitor'");
        assertThat(run("monitor", Map.of()).success()).isTrue();
    }

    @Test
    void a_server_that_stops_in_the_middle_of_a_query_is_a_failure_and_the_next_check_connects_anew() throws Exception {
        SqlProbe asking = new SqlProbe(databases, new Judgement());
        Check check = check("monitor", Map.of("query", "SELECT pg_sleep(4)"));
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                asking.run(check);
            } catch (Exception stopped) {
                thrown.set(stopped);
            }
        });
        thread.start();
        await().until(() -> {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(4)'");
            return !thread.isAlive();
        });
        assertThat(FailureText.of(check, thrown.get())).contains("terminating connection");
        assertThat(run("monitor", Map.of()).success()).isTrue();
    }

    private CheckResult run(String user, Map<String, String> more) throws Exception {
        return probe.run(check(user, more));
    }

    private static Check check(String user, Map<String, String> more) throws IOException {
        Map<String, String> parameters = KindDefaults.of("postgresql", more);
        parameters.put("url", "postgres://127.0.0.1:" + postgres.getPort() + "/postgres");
        parameters.put("username", user);
        return Checks.patient("postgresql", Duration.ofSeconds(30), parameters);
    }

    private static Connection connect(String user) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", user, "");
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection admin = connect("postgres");
                Statement statement = admin.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
