package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Metric;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must do. */
abstract class SqlProbeContract {
    private final Watched watched = new Watched();
    private final SqlDatabases databases = new SqlDatabases(watched.dog());
    private final SqlProbe probe = new SqlProbe(databases, new Judgement());

    /** Scheme, host and port of the url form without {@code jdbc:}, such as {@code postgres://%slocalhost:5432/db}. */
    abstract String url(String credentials);

    abstract String user();

    abstract String password();

    /** A query for the number of the connection that it runs on. */
    abstract String connectionNumber();

    /** A statement that ends the given connection. */
    abstract String kill(String number);

    /** A query that takes ten seconds. */
    abstract String slow();

    /** A query that counts the slow ones that run. */
    abstract String running();

    @AfterEach
    void stop() {
        databases.close();
        watched.close();
    }

    @Test
    void a_database_that_answers_is_healthy() throws Exception {
        CheckResult result = run(Map.of());
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(result.details()).containsOnly(Map.entry("rows", 1));
        assertThat(watched.pending()).isZero();
    }

    @Test
    void credentials_may_be_part_of_the_url() throws Exception {
        String inUrl = url(user() + ":" + password() + "@");
        assertThat(probe.run(check(Map.of("url", inUrl, "username", "", "password", "")))
                        .success())
                .isTrue();
    }

    @Test
    void a_query_shows_its_first_value_and_may_expect_it() throws Exception {
        String query = "SELECT 'abc' UNION ALL SELECT 'def'";
        assertThat(run(Map.of("query", query, "expect", "abc")).details())
                .containsOnly(Map.entry("rows", 2), Map.entry("value", "abc"));
        CheckResult wrong = run(Map.of("query", query, "expect", "xyz"));
        assertThat(wrong.failed()).isTrue();
        assertThat(wrong.message()).isEqualTo("The query returned abc instead of xyz");
        assertThat(run(Map.of("query", "SELECT 1 FROM (SELECT 1 AS a) b WHERE a = 2", "expect", "1"))
                        .message())
                .isEqualTo("The query returned no row instead of 1");
    }

    @Test
    void the_columns_of_the_first_row_can_be_judged_and_kept() throws Exception {
        CheckResult result = run(Map.of(
                "query",
                "SELECT 12 AS appointments, 7.5 AS revenue, 'late' AS state, NULL AS missing",
                "metrics",
                """
                askproai_appointments_total = row.appointments
                askproai_revenue_today (EUR) = row.revenue
                nothing = row.missing
                """,
                "sub-checks",
                "state: row.state == \"late\"\nrevenue: askproai_revenue_today > 10",
                "healthy-when",
                "rows == 1 and row.appointments == 12 and row.missing == null"));
        assertThat(result.metrics())
                .containsExactly(
                        Metric.of("askproai_appointments_total", "", 12),
                        Metric.of("askproai_revenue_today", "EUR", 7.5));
        assertThat(result.message()).isEqualTo("revenue: askproai_revenue_today (7.5) > 10");
    }

    @Test
    void each_row_can_be_one_number_of_a_metric() throws Exception {
        String query = "SELECT 'open' AS state, 3 AS value UNION ALL SELECT 'late', 5 UNION ALL SELECT 'none', NULL";
        CheckResult result =
                run(Map.of("query", query, "metric", "calls (calls)", "sub-checks", "late calls: calls < 5"));
        assertThat(result.metrics())
                .containsExactly(
                        new Metric("calls", "calls", 3, Map.of("state", "open")),
                        new Metric("calls", "calls", 5, Map.of("state", "late")));
        assertThat(result.message()).isEqualTo("late calls: calls (5) < 5");
        assertThat(run(Map.of("query", "SELECT 1 AS total", "metric", "calls")).message())
                .isEqualTo("The query returned no column called value for metric calls");
    }

    @Test
    void a_query_that_is_wrong_is_a_failure_and_keeps_the_connection() throws Exception {
        String before = number();
        CheckResult wrong = run(Map.of("query", "SELECT nonsense"));
        assertThat(wrong.failed()).isTrue();
        assertThat(wrong.message()).contains("nonsense");
        assertThat(number()).isEqualTo(before);
    }

    @Test
    void a_connection_is_used_again_and_replaced_when_broken() throws Exception {
        String first = number();
        assertThat(number()).isEqualTo(first);

        try (SqlDatabases other = new SqlDatabases(watched.dog())) {
            new SqlProbe(other, new Judgement()).run(check(Map.of("query", kill(first))));
        }

        CheckResult after = run(Map.of("query", connectionNumber()));
        assertThat(after.success()).isTrue();
        assertThat(after.details().get("value")).isNotEqualTo(first);
    }

    @Test
    void a_wrong_password_is_a_failure_that_does_not_show_it() throws Exception {
        CheckResult result = run(Map.of("password", "hunter2"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).startsWith("Login refused: ").doesNotContain("hunter2");
    }

    @Test
    void a_slow_query_ends_in_time_here_and_in_the_server() throws Exception {
        Check check = check(Duration.ofSeconds(2), Map.of("query", slow()));
        assertThatThrownBy(() -> probe.run(check))
                .satisfies(late -> assertThat(FailureText.of(check, late)).isEqualTo("No answer within 2000 ms"));
        assertThat(check.latency()).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(9));
        await().untilAsserted(() ->
                assertThat(run(Map.of("query", running())).details()).containsEntry("value", "0"));
    }

    @Test
    void two_connections_serve_many_checks_at_once() throws Exception {
        Set<String> numbers = new HashSet<>();
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                String number = unchecked(this::number);
                synchronized (numbers) {
                    numbers.add(number);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(numbers).hasSizeBetween(1, 2).allMatch(number -> number.matches("\\d+"));
    }

    @Test
    void no_server_is_a_connection_error() throws Exception {
        int port = Ports.free();
        String url = url("").replaceFirst(":\\d+/", ":" + port + "/");
        Check check = check(Map.of("url", url));
        assertThatThrownBy(() -> probe.run(check)).isInstanceOfSatisfying(Exception.class, refused -> {
            assertThat(new Retries(3, Duration.ZERO).again(check, refused)).isTrue();
            assertThat(FailureText.of(check, refused)).isEqualTo("Connection refused by 127.0.0.1:" + port);
        });
    }

    private String number() throws Exception {
        return String.valueOf(run(Map.of("query", connectionNumber())).details().get("value"));
    }

    private CheckResult run(Map<String, String> more) throws Exception {
        return probe.run(check(more));
    }

    private Check check(Map<String, String> more) {
        return check(Duration.ofSeconds(30), more);
    }

    private Check check(Duration timeout, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("url", url(""));
        parameters.put("username", user());
        parameters.put("password", password());
        parameters.putAll(more);
        return Checks.patient("sql", timeout, parameters);
    }

    private static String unchecked(Callable<String> call) {
        try {
            return call.call();
        } catch (Exception failed) {
            return failed.toString();
        }
    }
}
