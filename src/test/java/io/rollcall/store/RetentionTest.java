package io.rollcall.store;

import static io.rollcall.store.Entries.NOW;
import static io.rollcall.store.Entries.notification;
import static io.rollcall.store.Entries.outcome;
import static io.rollcall.store.Entries.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RetentionTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Sql sql;

    RetentionTest(Sql sql) {
        this.sql = sql;
    }

    private void logOneCheck(int daysAgo) throws SQLException {
        record(sql, outcome("stripe", now.minus(Duration.ofDays(daysAgo)), "healthy"));
    }

    @Test
    void expired_history_goes_by_partition_and_by_row_and_the_rest_stays() throws SQLException {
        sql.execute("SELECT ensure_log_partitions(utc_today() - 95, utc_today() - 89)");
        for (int daysAgo : new int[] {0, 1, 89, 91, 94, 300}) {
            logOneCheck(daysAgo);
        }
        Map<String, Object> expired = sql.row("SELECT * FROM drop_expired_logs(90)");
        assertThat(expired).containsEntry("deleted", 3L);
        assertThat(sql.value("SELECT count(*) FROM integration_health_log")).isEqualTo("3");
        assertThat(sql.value("SELECT min(check_time) = ? FROM integration_health_log", expired.get("oldest")))
                .isEqualTo("true");
        assertThat(sql.value("SELECT to_regclass('integration_health_log_' || to_char(utc_today() - 94, 'YYYYMMDD'))"))
                .isEqualTo("null");
        assertThat(sql.row("SELECT * FROM drop_expired_logs(90)")).containsEntry("deleted", 0L);
    }

    @Test
    void days_stay_for_comparison_after_their_checks_are_gone() throws SQLException {
        logOneCheck(100);
        sql.execute("SELECT drop_expired_logs(90)");
        assertThat(sql.value("SELECT sum(healthy) FROM checks_per_day")).isEqualTo("1");
        assertThat(sql.value("SELECT count(*) FROM integration_health_hourly")).isEqualTo("0");
    }

    @Test
    void early_rows_move_into_the_partition_of_their_day() throws SQLException {
        logOneCheck(40);
        assertThat(sql.value("SELECT count(*) FROM integration_health_log_default"))
                .isEqualTo("1");
        assertThat(sql.value("SELECT ensure_log_partitions(utc_today() - 41, utc_today() - 39)"))
                .isEqualTo("3");
        assertThat(sql.value("SELECT ensure_log_partitions(utc_today() - 41, utc_today() - 39)"))
                .isEqualTo("0");
        assertThat(sql.value("SELECT count(*) FROM integration_health_log_default"))
                .isEqualTo("0");
        assertThat(sql.value("SELECT count(*) FROM integration_health_log")).isEqualTo("1");
        logOneCheck(40);
        assertThat(sql.value("SELECT count(*) FROM integration_health_log")).isEqualTo("1");
        sql.execute("SELECT drop_expired_logs(30)");
    }

    @Test
    void messages_that_are_still_to_be_sent_never_expire() throws SQLException {
        String old = NOW.minus(Duration.ofDays(100)).toString();
        record(
                sql,
                notification("6d1f2f1e-6f0b-4a53-9a9e-6f3f4f3c2b1a", "a", "sent", NOW)
                        .put("createdAt", old),
                notification("6d1f2f1e-6f0b-4a53-9a9e-6f3f4f3c2b1b", "a", "pending", NOW)
                        .put("createdAt", old));
        sql.execute("SELECT drop_expired_logs(90)");
        assertThat(sql.column("SELECT state FROM notification")).containsExactly("pending");
    }

    @Test
    void a_retention_of_no_days_is_refused() {
        assertThatThrownBy(() -> sql.execute("SELECT drop_expired_logs(0)")).hasMessageContaining("at least one day");
    }
}
