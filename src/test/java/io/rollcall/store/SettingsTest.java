package io.rollcall.store;

import static io.rollcall.store.Entries.declaration;
import static io.rollcall.store.Entries.declare;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SettingsTest {
    private final Sql sql;

    SettingsTest(Sql sql) {
        this.sql = sql;
    }

    private Map<String, Object> row(String key) throws SQLException {
        return sql.row("SELECT * FROM integration_health WHERE integration_key = ?", key);
    }

    private long version() throws SQLException {
        return Long.parseLong(sql.value("SELECT max(settings_version) FROM integration_health"));
    }

    @Test
    void a_declaration_becomes_a_row_that_nobody_has_checked_yet() throws SQLException {
        assertThat(declare(sql, declaration("stripe", "1"))).containsEntry("added", 1);
        assertThat(row("stripe"))
                .containsEntry("integration_name", "Name of stripe")
                .containsEntry("integration_type", "http")
                .containsEntry("endpoint_url", "https://stripe.example.com/health")
                .containsEntry("timeout_ms", 5000)
                .containsEntry("alert_email", "ops@example.com")
                .containsEntry("status", "unknown");
        assertThat(row("stripe").get("parameters")).hasToString("{\"headers\": \"Authorization: Bearer {{env:TOKEN}}\"}");
    }

    @Test
    void what_a_declaration_leaves_out_has_a_default() throws SQLException {
        sql.rows("SELECT * FROM declare_integrations('[{\"key\": \"bare\", \"type\": \"tcp\"}]')");
        assertThat(row("bare"))
                .containsEntry("integration_name", "bare")
                .containsEntry("enabled", true)
                .containsEntry("alert_on_failure", true)
                .containsEntry("alert_threshold", 3);
        assertThat(row("bare").get("check_interval_seconds")).hasToString("300");
    }

    @Test
    void a_change_in_the_table_lasts_until_the_declaration_is_edited() throws SQLException {
        declare(sql, declaration("stripe", "1"));
        sql.execute("UPDATE integration_health SET endpoint_url = 'https://moved.example.com'");
        assertThat(declare(sql, declaration("stripe", "1"))).containsEntry("changed", 0);
        assertThat(row("stripe")).containsEntry("endpoint_url", "https://moved.example.com");
        assertThat(declare(sql, declaration("stripe", "2"))).containsEntry("changed", 1);
        assertThat(row("stripe")).containsEntry("endpoint_url", "https://stripe.example.com/health");
    }

    @Test
    void a_declaration_that_disappears_is_marked_and_comes_back_with_its_settings() throws SQLException {
        declare(sql, declaration("stripe", "1"), declaration("twilio", "1"));
        sql.execute("UPDATE integration_health SET timeout_ms = 9000, status = 'down' WHERE integration_key = 'twilio'");
        assertThat(declare(sql, declaration("stripe", "1"))).containsEntry("removed", 1);
        assertThat(row("twilio").get("removed_at")).isNotNull();
        assertThat(row("twilio")).containsEntry("status", "unknown");
        assertThat(sql.column("SELECT integration_key FROM current_status")).containsExactly("stripe");
        declare(sql, declaration("stripe", "1"), declaration("twilio", "1"));
        assertThat(row("twilio")).containsEntry("removed_at", null).containsEntry("timeout_ms", 9000);
    }

    @Test
    void a_row_added_by_sql_stays_and_is_taken_over_when_a_file_declares_it() throws SQLException {
        sql.execute("INSERT INTO integration_health (integration_key, integration_name, integration_type, endpoint_url)"
                + " VALUES ('crm', 'CRM Platform', 'http', 'https://crm.example.com')");
        declare(sql, declaration("stripe", "1"));
        assertThat(row("crm")).containsEntry("removed_at", null).containsEntry("declared_in", null);
        declare(sql, declaration("stripe", "1"), declaration("crm", "1"));
        assertThat(row("crm")).containsEntry("declared_in", "integrations/all.camel.yaml");
    }

    @Test
    void changed_settings_raise_the_version_and_checks_do_not() throws SQLException {
        declare(sql, declaration("stripe", "1"));
        long declared = version();
        Entries.record(sql, Entries.outcome("stripe", Entries.NOW, "healthy"));
        sql.execute("UPDATE integration_health SET enabled = enabled");
        declare(sql, declaration("stripe", "1"));
        assertThat(version()).isEqualTo(declared);
        sql.execute("UPDATE integration_health SET enabled = false");
        assertThat(version()).isGreaterThan(declared);
    }

    @Test
    void every_change_of_a_setting_is_on_record() throws SQLException {
        declare(sql, declaration("stripe", "1"));
        sql.execute("UPDATE integration_health SET alert_email = 'a@example.com' WHERE alert_on_failure = true");
        declare(sql);
        sql.execute("DELETE FROM integration_health");
        assertThat(sql.column("SELECT action FROM integration_audit ORDER BY id"))
                .isEqualTo(List.of("added", "changed", "removed", "deleted"));
        assertThat(sql.value("SELECT changed FROM integration_audit WHERE action = 'changed'"))
                .isEqualTo("{\"alert_email\": {\"to\": \"a@example.com\", \"from\": \"ops@example.com\"}}");
    }
}
