package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.integration.Integration;
import io.rollcall.integration.IntegrationStore;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files and the real table together. */
@ExtendWith(PostgresExtension.class)
class RollTableTest {
    private final DatabaseState state = new DatabaseState();

    @TempDir
    private Path folder;

    private Site site;
    private Roll roll;

    @BeforeEach
    void start(Database database) {
        state.reached();
        site = site(database);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_change_in_the_table_is_live_and_outlasts_a_reload_of_other_things(Sql sql) throws Exception {
        sql.execute("UPDATE integration_health SET check_interval_seconds = 20 WHERE integration_key = 'alpha'");
        roll.followTable();
        assertThat(interval("alpha")).isEqualTo(Duration.ofSeconds(20));

        site.save("integrations/b.camel.yaml", ReloadTest.integration("beta", "1h", "two"));
        assertThat(interval("alpha")).isEqualTo(Duration.ofSeconds(20));
        site.save("integrations/a.camel.yaml", ReloadTest.integration("alpha", "30s", "one"));
        assertThat(interval("alpha")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_timetable_passes_through_the_table_however_rare_its_times(Sql sql) throws Exception {
        site.save(
                "integrations/a.camel.yaml",
                ReloadTest.integration("alpha", "1h", "one")
                        + "      - { name: cron, value: \"0 0 1 1 *\" }\n      - { name: timezone, value: UTC }\n");
        assertThat(site.schedule.nextDue("alpha")).isEqualTo("2027-01-01T00:00:00Z");
        sql.execute("UPDATE integration_health SET timeout_ms = 3000 WHERE integration_key = 'alpha'");
        roll.followTable();

        assertThat(site.integrations.find("alpha").orElseThrow().cadence().timeout())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(site.schedule.nextDue("alpha")).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(sql.value("SELECT check_interval_seconds / 86400 >= 365 FROM integration_health"))
                .as("so that the table's own staleness waits for it")
                .isEqualTo("true");
    }

    @Test
    void a_change_in_the_table_outlasts_a_restart(Database database, Sql sql) throws Exception {
        sql.execute("UPDATE integration_health SET enabled = false WHERE integration_key = 'alpha'");
        site.close();
        site = site(database);

        assertThat(site.integrations.find("alpha").orElseThrow().cadence().enabled())
                .isFalse();
    }

    @Test
    void a_row_without_a_file_is_watched_until_it_is_gone(Sql sql) throws Exception {
        insert(sql, "crm", "ping");
        roll.followTable();

        assertThat(site.check("crm").success()).isTrue();
        assertThat(site.integrations.find("crm")).map(Integration::name).contains("CRM");
    }

    @Test
    void a_row_that_makes_no_sense_changes_nothing(Sql sql) throws Exception {
        insert(sql, "crm", "pong");
        insert(sql, "outage", "ping");
        sql.execute("UPDATE integration_health SET check_interval_seconds = 1 WHERE integration_key = 'alpha'");
        roll.followTable();

        assertThat(site.integrations.find("crm")).isEmpty();
        assertThat(site.integrations.find("outage")).isEmpty();
        assertThat(interval("alpha")).isEqualTo(Duration.ofHours(1));
        site.observe("alpha", "DDD");
        assertThat(site.told.alerts).as("the rule's route still runs").hasSize(1);
    }

    @Test
    void an_entry_that_leaves_its_file_stays_away(Sql sql) throws Exception {
        site.save("integrations/a.camel.yaml", ReloadTest.integration("beta", "1h", "two"));
        roll.followTable();

        assertThat(site.integrations.find("alpha")).isEmpty();
        assertThat(sql.value("SELECT removed_at IS NOT NULL FROM integration_health WHERE integration_key = 'alpha'"))
                .isEqualTo("true");
    }

    private Site site(Database database) {
        Site made = new Site(folder, new IntegrationStore(new Jdbc(database.dataSource()), new ObjectMapper()), state);
        made.write("checks/ping.camel.yaml", ReloadTest.PING);
        made.write("rules/outage.camel.yaml", ReloadTest.OUTAGE);
        made.write("integrations/a.camel.yaml", ReloadTest.integration("alpha", "1h", "one"));
        roll = made.roll;
        return made.start();
    }

    private Duration interval(String key) {
        return site.integrations.find(key).orElseThrow().cadence().interval();
    }

    private static void insert(Sql sql, String key, String type) throws Exception {
        sql.execute("INSERT INTO integration_health (integration_key, integration_name, integration_type, parameters)"
                + " VALUES ('" + key + "', 'CRM', '" + type + "', '{\"host\": \"h\"}')");
    }
}
