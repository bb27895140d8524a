package io.rollcall.store;

import static io.rollcall.store.Entries.NOW;
import static io.rollcall.store.Entries.declaration;
import static io.rollcall.store.Entries.declare;
import static io.rollcall.store.Entries.notification;
import static io.rollcall.store.Entries.outcome;
import static io.rollcall.store.Entries.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queries of the health monitoring document, word for word (requirements 002-14, 002-26 to 29, 002-37). */
@ExtendWith(PostgresExtension.class)
class DocumentQueriesTest {
    private final Sql sql;

    DocumentQueriesTest(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void recordTwoChecks() throws SQLException {
        declare(sql, declaration("crm", "1").put("name", "CRM Platform"), declaration("portal", "1"));
        record(
                sql,
                outcome("crm", NOW.minusSeconds(3), "healthy").put("name", "CRM Platform").put("responseTimeMs", 100),
                outcome("crm", NOW.minusSeconds(2), "degraded").put("name", "CRM Platform").put("responseTimeMs", 201),
                outcome("crm", NOW.minusSeconds(1), "down").put("name", "CRM Platform"),
                notification("6d1f2f1e-6f0b-4a53-9a9e-6f3f4f3c2b1a", "crm", "sent", NOW));
    }

    @Test
    void check_current_status() throws SQLException {
        assertThat(sql.column("""
                SELECT
                  integration_name,
                  status,
                  last_check_at,
                  response_time_ms,
                  success_rate,
                  uptime_percentage
                FROM integration_health
                ORDER BY
                  CASE status
                    WHEN 'down' THEN 1
                    WHEN 'degraded' THEN 2
                    WHEN 'unknown' THEN 3
                    WHEN 'healthy' THEN 4
                  END;
                """)).containsExactly("CRM Platform", "Name of portal");
    }

    @Test
    void view_recent_failures() throws SQLException {
        assertThat(sql.row("""
                SELECT
                  integration_name,
                  check_time,
                  error_message,
                  response_time_ms
                FROM integration_health_log
                WHERE
                  success = false AND
                  check_time > NOW() - INTERVAL '24 hours'
                ORDER BY check_time DESC;
                """)).containsEntry("integration_name", "CRM Platform").containsEntry("error_message", "It is down");
    }

    @Test
    void calculate_uptime_for_integration() throws SQLException {
        assertThat(sql.row("""
                SELECT
                  integration_name,
                  COUNT(*) as total_checks,
                  COUNT(*) FILTER (WHERE status IN ('healthy', 'degraded')) as successful_checks,
                  ROUND(
                    (COUNT(*) FILTER (WHERE status IN ('healthy', 'degraded'))::DECIMAL /
                     COUNT(*)::DECIMAL) * 100,
                    2
                  ) as uptime_percentage
                FROM integration_health_log
                WHERE
                  integration_name = 'CRM Platform' AND
                  check_time > NOW() - INTERVAL '30 days'
                GROUP BY integration_name;
                """).toString()).contains("total_checks=3", "successful_checks=2", "uptime_percentage=66.67");
    }

    @Test
    void get_average_response_times() throws SQLException {
        assertThat(sql.row("""
                SELECT
                  integration_name,
                  ROUND(AVG(response_time_ms)) as avg_response_time,
                  MIN(response_time_ms) as min_response_time,
                  MAX(response_time_ms) as max_response_time
                FROM integration_health_log
                WHERE
                  success = true AND
                  check_time > NOW() - INTERVAL '24 hours'
                GROUP BY integration_name
                ORDER BY avg_response_time DESC;
                """).toString()).contains("avg_response_time=151", "min_response_time=100", "max_response_time=201");
    }

    @Test
    void update_integration_endpoints_and_configure_alert_emails() throws SQLException {
        sql.execute("""
                UPDATE integration_health
                SET endpoint_url = 'https://your-crm-domain.com/api/health'
                WHERE integration_name = 'CRM Platform';
                """);
        sql.execute("""
                UPDATE integration_health
                SET alert_email = 'alerts@yourdomain.com'
                WHERE alert_on_failure = true;
                """);
        assertThat(sql.row("SELECT * FROM integration_health WHERE integration_key = 'crm'"))
                .containsEntry("endpoint_url", "https://your-crm-domain.com/api/health")
                .containsEntry("alert_email", "alerts@yourdomain.com");
    }

    @Test
    void check_latest_health_check_run() throws SQLException {
        assertThat(sql.row("""
                SELECT MAX(check_time) as last_check
                FROM integration_health_log;
                """).get("last_check")).isNotNull();
    }

    @Test
    void check_log_growth() throws SQLException {
        assertThat(sql.rows("""
                SELECT COUNT(*), DATE(check_time) as day
                FROM integration_health_log
                WHERE check_time > NOW() - INTERVAL '7 days'
                GROUP BY DATE(check_time)
                ORDER BY day DESC;
                """)).isNotEmpty();
    }

    @Test
    void check_alert_delivery() throws SQLException {
        assertThat(sql.row("""
                SELECT
                  integration_name,
                  alert_sent_at,
                  consecutive_failures
                FROM integration_health
                WHERE alert_sent_at IS NOT NULL
                ORDER BY alert_sent_at DESC
                LIMIT 10;
                """)).containsEntry("integration_name", "CRM Platform").containsEntry("consecutive_failures", 3);
    }
}
