package io.rollcall.store;

import static io.rollcall.store.Entries.declaration;
import static io.rollcall.store.Entries.declare;
import static io.rollcall.store.Entries.notification;
import static io.rollcall.store.Entries.outcome;
import static io.rollcall.store.Entries.record;
import static io.rollcall.store.Entries.shortCircuited;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class QuestionsTest {
    /** What is stale is told by the clock, so the history is from just now. */
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final Sql sql;

    QuestionsTest(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void recordSomeHistory() throws SQLException {
        declare(sql, declaration("a", "1"), declaration("b", "1"), declaration("c", "1"), declaration("d", "1"));
        record(
                sql,
                outcome("a", ago(Duration.ofSeconds(4)), "healthy").put("responseTimeMs", 100),
                outcome("a", ago(Duration.ofSeconds(3)), "healthy").put("responseTimeMs", 300),
                outcome("b", ago(Duration.ofSeconds(3)), "degraded").put("responseTimeMs", 2500),
                outcome("b", ago(Duration.ofSeconds(2)), "down").put("responseTimeMs", 5000),
                shortCircuited("b", ago(Duration.ofSeconds(1))),
                outcome("c", ago(Duration.ofSeconds(1)), "degraded"));
    }

    private Instant ago(Duration time) {
        return now.minus(time);
    }

    @Test
    void current_status_lists_the_worst_first_and_tells_what_is_stale() throws SQLException {
        sql.execute("UPDATE integration_health SET last_check_at = now() - interval '3 minutes'"
                + " WHERE integration_key = 'c'");
        sql.execute("UPDATE integration_health SET added_at = now() - interval '1 hour', enabled = false"
                + " WHERE integration_key = 'd'");
        assertThat(sql.column("SELECT integration_key || ' ' || status || ' ' || stale FROM current_status"))
                .containsExactly("b down false", "c degraded true", "d unknown false", "a healthy false");
        assertThat(sql.column("SELECT integration_key FROM stale_checks")).containsExactly("c");
    }

    @Test
    void an_integration_that_was_never_checked_becomes_stale_too() throws SQLException {
        sql.execute("UPDATE integration_health SET added_at = now() - interval '1 hour' WHERE integration_key = 'd'");
        assertThat(sql.column("SELECT integration_key FROM stale_checks")).containsExactly("d");
    }

    @Test
    void recent_failures_show_failures_that_were_measured() throws SQLException {
        assertThat(sql.column("SELECT integration_name || ': ' || error_message FROM recent_failures"))
                .containsExactly("Name of b: It is down");
    }

    @Test
    void uptime_counts_degraded_as_up_and_leaves_out_what_was_not_measured() throws SQLException {
        assertThat(sql.row("SELECT * FROM uptime_30_days WHERE integration_key = 'b'"))
                .containsEntry("total_checks", 2L)
                .containsEntry("successful_checks", 1L);
        assertThat(sql.value("SELECT uptime_percentage FROM uptime_30_days WHERE integration_key = 'b'"))
                .isEqualTo("50.00");
        assertThat(sql.value("SELECT integration_uptime('b', interval '30 days')"))
                .isEqualTo("50.00");
        assertThat(sql.value("SELECT integration_success_rate('b', interval '24 hours')"))
                .isEqualTo("50.00");
        assertThat(sql.value("SELECT integration_uptime('d', interval '30 days')"))
                .isEqualTo("null");
    }

    @Test
    void response_times_are_those_of_successful_checks_slowest_first() throws SQLException {
        assertThat(sql.column("SELECT integration_key FROM response_times_24_hours"))
                .containsExactly("b", "a", "c");
        Map<String, Object> a = sql.row("SELECT * FROM response_times_24_hours WHERE integration_key = 'a'");
        assertThat(a.get("avg_response_time")).hasToString("200");
        assertThat(a.get("min_response_time")).hasToString("100");
        assertThat(a.get("max_response_time")).hasToString("300");
    }

    @Test
    void rates_are_refreshed_only_where_they_changed() throws SQLException {
        assertThat(sql.value("SELECT refresh_rates()")).isEqualTo("3");
        assertThat(sql.value("SELECT refresh_rates()")).isEqualTo("0");
        assertThat(sql.column("SELECT integration_key || ' ' || success_rate || ' ' || uptime_percentage"
                        + " FROM integration_health WHERE success_rate IS NOT NULL ORDER BY 1"))
                .containsExactly("a 100.00 100.00", "b 50.00 50.00", "c 100.00 100.00");
    }

    @Test
    void days_that_are_over_are_summed_up_and_late_entries_are_added() throws SQLException {
        Instant longAgo = ago(Duration.ofDays(3));
        record(sql, outcome("a", longAgo, "down"));
        List<Map<String, Object>> open = sql.rows("SELECT * FROM uptime_30_days");
        sql.execute("SELECT close_days()");
        assertThat(sql.rows("SELECT * FROM uptime_30_days")).isEqualTo(open);
        assertThat(sql.value("SELECT count(*) FROM integration_health_daily")).isNotEqualTo("0");

        record(sql, outcome("a", longAgo.plusSeconds(1), "down"));
        assertThat(uptimeOfA()).isEqualTo("2 of 4");
        sql.execute("SELECT close_days()");
        assertThat(uptimeOfA()).isEqualTo("2 of 4");
    }

    private String uptimeOfA() throws SQLException {
        return sql.value("SELECT successful_checks || ' of ' || total_checks FROM uptime_30_days"
                + " WHERE integration_key = 'a'");
    }

    @Test
    void log_growth_counts_the_checks_of_each_day() throws SQLException {
        record(
                sql,
                outcome("a", ago(Duration.ofDays(2)), "healthy"),
                outcome("a", ago(Duration.ofDays(20)), "healthy"));
        assertThat(sql.value("SELECT sum(count) FROM log_growth_7_days")).isEqualTo("7");
        assertThat(sql.value("SELECT count FROM log_growth_7_days ORDER BY day LIMIT 1"))
                .isEqualTo("1");
    }

    @Test
    void the_last_ten_alerts_are_listed_newest_first() throws SQLException {
        ObjectNode[] declarations = new ObjectNode[12];
        ObjectNode[] sent = new ObjectNode[12];
        for (int i = 0; i < 12; i++) {
            declarations[i] = declaration("k" + i, "1");
            sent[i] = notification(UUID.randomUUID().toString(), "k" + i, "sent", now.plusSeconds(i));
        }
        declare(sql, declarations);
        record(sql, sent);
        assertThat(sql.column("SELECT integration_key FROM last_alerts"))
                .containsExactly("k11", "k10", "k9", "k8", "k7", "k6", "k5", "k4", "k3", "k2");
    }
}
