package io.rollcall.store;

import static io.rollcall.store.Entries.NOW;
import static io.rollcall.store.Entries.alert;
import static io.rollcall.store.Entries.change;
import static io.rollcall.store.Entries.declaration;
import static io.rollcall.store.Entries.declare;
import static io.rollcall.store.Entries.notification;
import static io.rollcall.store.Entries.outcome;
import static io.rollcall.store.Entries.record;
import static io.rollcall.store.Entries.shortCircuited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RecordBatchTest {
    private static final Instant EARLIER = NOW.minus(Duration.ofMinutes(10));
    private static final String ID = "6d1f2f1e-6f0b-4a53-9a9e-6f3f4f3c2b1a";

    private final Sql sql;

    RecordBatchTest(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void declareStripe() throws SQLException {
        declare(sql, declaration("stripe", "1"));
    }

    private Map<String, Object> stripe() throws SQLException {
        return sql.row("SELECT * FROM integration_health WHERE integration_key = 'stripe'");
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(sql.value("SELECT count(*) FROM " + table));
    }

    @Test
    void an_outcome_reaches_the_log_the_rollup_and_the_current_state() throws SQLException {
        assertThat(record(sql, outcome("stripe", NOW, "down"))).isEqualTo(1);

        assertThat(sql.row("SELECT * FROM integration_health_log"))
                .containsEntry("integration_key", "stripe")
                .containsEntry("integration_name", "Name of stripe")
                .containsEntry("status", "down")
                .containsEntry("success", false)
                .containsEntry("error_message", "It is down")
                .containsEntry("metadata", null);
        assertThat(sql.value("SELECT error_details ->> 'code' FROM integration_health_log")).isEqualTo("503");
        assertThat(sql.value("SELECT check_time = CAST(? AS timestamptz) FROM integration_health_log", NOW.toString()))
                .isEqualTo("true");
        assertThat(stripe())
                .containsEntry("status", "down")
                .containsEntry("consecutive_failures", 3)
                .containsEntry("consecutive_successes", 0)
                .containsEntry("streak", 3)
                .containsEntry("last_outcome", "down")
                .containsEntry("last_error_message", "It is down")
                .containsEntry("last_success_at", null);
        assertThat(sql.row("SELECT * FROM integration_health_hourly"))
                .containsEntry("checks", 1)
                .containsEntry("down", 1)
                .containsEntry("successes", 0);
    }

    @Test
    void the_same_batch_again_changes_nothing() throws SQLException {
        ObjectNode[] batch = {
            outcome("stripe", EARLIER, "down"),
            outcome("stripe", NOW, "healthy"),
            change("stripe", NOW, "down", "healthy"),
            alert("outage", "stripe", "resolved", NOW),
            notification(ID, "stripe", "dead", NOW)
        };
        assertThat(record(sql, batch)).isEqualTo(2);
        String before = everything();
        assertThat(record(sql, batch)).isZero();
        assertThat(everything()).isEqualTo(before);
    }

    private String everything() throws SQLException {
        List<Object> all = new ArrayList<>();
        for (String table : List.of(
                "integration_health",
                "integration_health_log",
                "integration_health_hourly",
                "open_day",
                "status_change",
                "alert",
                "notification",
                "dead_letter")) {
            all.add(sql.rows("SELECT * FROM " + table + " AS t ORDER BY t::text"));
        }
        return all.toString();
    }

    @Test
    void an_older_outcome_is_logged_but_does_not_overwrite_the_current_state() throws SQLException {
        record(sql, outcome("stripe", NOW, "healthy"));
        assertThat(record(sql, outcome("stripe", EARLIER, "down"))).isEqualTo(1);
        assertThat(stripe()).containsEntry("status", "healthy").containsEntry("last_error_message", null);
        assertThat(count("integration_health_log")).isEqualTo(2);
    }

    @Test
    void the_newest_of_several_outcomes_in_a_batch_becomes_the_current_state() throws SQLException {
        record(sql, outcome("stripe", NOW, "degraded"), outcome("stripe", EARLIER, "down"));
        assertThat(stripe()).containsEntry("status", "degraded").containsEntry("last_error_message", "It is degraded");
        assertThat(sql.value("SELECT sum(checks) FROM integration_health_hourly")).isEqualTo("2");
    }

    @Test
    void a_healthy_outcome_clears_the_last_error() throws SQLException {
        record(sql, outcome("stripe", EARLIER, "down"));
        record(sql, outcome("stripe", NOW, "healthy"));
        assertThat(stripe()).containsEntry("last_error_message", null).containsEntry("last_error_details", null);
        assertThat(stripe().get("last_success_at")).isNotNull();
    }

    @Test
    void a_short_circuited_outcome_keeps_response_time_and_error_and_is_not_measured() throws SQLException {
        record(sql, outcome("stripe", EARLIER, "down"));
        record(sql, shortCircuited("stripe", NOW));
        assertThat(stripe()).containsEntry("last_error_message", "It is down").containsEntry("status", "down");
        assertThat(stripe().get("response_time_ms")).hasToString("120.5");
        assertThat(sql.row("SELECT sum(checks) AS checks, sum(down) AS down, sum(unknown) AS unknown"
                        + " FROM integration_health_hourly"))
                .containsEntry("checks", 2L)
                .containsEntry("down", 1L)
                .containsEntry("unknown", 1L);
    }

    @Test
    void an_error_before_a_short_circuit_in_the_same_batch_is_not_lost() throws SQLException {
        record(sql, outcome("stripe", EARLIER, "down"), shortCircuited("stripe", NOW));
        assertThat(stripe()).containsEntry("last_error_message", "It is down");
        assertThat(sql.value("SELECT last_check_at = CAST(? AS timestamptz) FROM integration_health", NOW.toString()))
                .isEqualTo("true");
    }

    @Test
    void an_outcome_of_an_integration_without_a_row_is_still_logged() throws SQLException {
        assertThat(record(sql, outcome("gone", NOW, "healthy"))).isEqualTo(1);
        assertThat(count("integration_health")).isEqualTo(1);
    }

    @Test
    void a_batch_with_one_bad_entry_writes_nothing_at_all() throws SQLException {
        ObjectNode bad = outcome("stripe", NOW, "healthy").put("at", "yesterday-ish");
        assertThatThrownBy(() -> record(sql, outcome("stripe", EARLIER, "healthy"), bad))
                .isInstanceOf(SQLException.class);
        assertThat(count("integration_health_log")).isZero();
    }

    @Test
    void a_status_change_is_kept_once() throws SQLException {
        record(sql, change("stripe", NOW, "healthy", "down"), change("stripe", NOW, "healthy", "down"));
        assertThat(sql.row("SELECT from_status, to_status FROM status_change"))
                .containsEntry("from_status", "healthy")
                .containsEntry("to_status", "down");
    }

    @Test
    void the_newest_state_of_an_alert_wins_and_a_resolved_one_stays() throws SQLException {
        record(sql, alert("outage", "stripe", "pending", EARLIER), alert("outage", "stripe", "firing", NOW));
        record(sql, alert("outage", "stripe", "pending", EARLIER));
        assertThat(sql.value("SELECT state FROM alert")).isEqualTo("firing");
        record(sql, alert("outage", "stripe", "resolved", NOW.plusSeconds(1)));
        assertThat(sql.column("SELECT state FROM alert")).containsExactly("resolved");
    }

    @Test
    void the_last_entry_of_a_notification_in_a_batch_wins_and_sending_it_is_remembered() throws SQLException {
        record(sql, notification(ID, "stripe", "pending", NOW), notification(ID, "stripe", "sent", NOW));
        assertThat(sql.column("SELECT state FROM notification")).containsExactly("sent");
        assertThat(sql.value("SELECT alert_sent_at = CAST(? AS timestamptz) FROM integration_health", NOW.toString()))
                .isEqualTo("true");
    }

    @Test
    void a_message_that_says_all_is_well_is_not_an_alert_sent() throws SQLException {
        record(sql, notification(ID, "stripe", "sent", NOW).put("firing", false));
        assertThat(stripe()).containsEntry("alert_sent_at", null);
    }

    @Test
    void a_notification_that_nobody_takes_ends_as_a_dead_letter() throws SQLException {
        record(sql, notification(ID, "stripe", "dead", NOW));
        record(sql, notification(ID, "stripe", "dead", NOW));
        assertThat(sql.row("SELECT * FROM dead_letter"))
                .containsEntry("channel", "slack")
                .containsEntry("reason", "channel not found");
    }

    @Test
    void two_batches_at_once_over_the_same_integrations_count_every_check_once() throws Exception {
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> "k" + i).toList();
        declare(sql, keys.stream().map(key -> declaration(key, "1")).toArray(ObjectNode[]::new));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = EARLIER.plusSeconds(i / 2);
            List<String> order = new ArrayList<>(keys);
            if (i % 2 == 0) {
                Collections.reverse(order);
            }
            ObjectNode[] batch =
                    order.stream().map(key -> outcome(key, at, "healthy")).toArray(ObjectNode[]::new);
            calls.add(() -> record(sql, batch));
        }
        int logged = 0;
        for (Future<Integer> call : threads.invokeAll(calls)) {
            logged += call.get();
        }
        threads.shutdown();
        assertThat(logged).isEqualTo(20 * 50);
        assertThat(sql.value("SELECT sum(checks) FROM integration_health_hourly")).isEqualTo("1000");
    }
}
