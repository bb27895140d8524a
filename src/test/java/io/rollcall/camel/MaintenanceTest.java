package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.IntegrationStore;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.judge.Upstream;
import io.rollcall.schedule.CheckRequest;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.web.HealthApi;
import io.rollcall.web.StatusBoard;
import io.rollcall.web.StatusReport;
import io.rollcall.web.StatusStore;
import io.rollcall.web.Vitals;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes into the table of maintenance. */
@ExtendWith(PostgresExtension.class)
class MaintenanceTest {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final DatabaseState state = new DatabaseState();
    private final Sql sql;
    private final Jdbc jdbc;

    @TempDir
    private Path folder;

    private Site site;

    MaintenanceTest(Database database, Sql sql) {
        this.sql = sql;
        this.jdbc = new Jdbc(database.dataSource());
    }

    @BeforeEach
    void start() {
        state.reached();
        site = new Site(folder, new IntegrationStore(jdbc, new ObjectMapper()), state);
        site.write("checks/ping.camel.yaml", ReloadTest.PING);
        site.write("rules/outage.camel.yaml", ReloadTest.OUTAGE);
        site.write(
                "integrations/a.camel.yaml",
                ReloadTest.integration("alpha", "30d", "one") + "      - { name: group, value: shops }\n"
                        + ReloadTest.integration("beta", "1h", "two") + "      - { name: depends-on, value: alpha }\n"
                        + ReloadTest.integration("gamma", "1h", "three"));
        site.start();
        // The table's windows are about the present.
        site.clock.advance(
                Duration.between(site.clock.instant(), Clock.systemUTC().instant()));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void meanwhile_nobody_is_alerted_and_afterwards_what_is_measured_counts() throws SQLException {
        plan("integration_key", "'alpha'", true);
        site.observe("alpha", "DDDD");
        site.observe("gamma", "DDD");
        assertThat(site.told.alerts).containsExactly("first outage:gamma:true");
        assertThat(message("alpha")).as("it is checked").isNull();
        site.clock.advance(Duration.ofHours(1));
        site.rules.ripen();

        assertThat(site.told.alerts).containsExactly("first outage:gamma:true", "first outage:alpha:true");
    }

    @Test
    void what_needs_it_is_not_blamed_either() throws SQLException {
        plan("integration_group", "'shops'", false);
        site.observe("alpha", "U");
        site.observe("beta", "DDD");

        assertThat(site.told.alerts).isEmpty();
    }

    @Test
    void it_is_not_called_when_the_row_says_so_and_due_at_once_when_the_work_ends() throws SQLException {
        plan("integration_group", "'shops'", false);
        assertThat(message("alpha"))
                .matches("Not checked: maintenance until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC: new disks");
        assertThat(message("gamma")).isNull();
        site.clock.advance(Duration.ofSeconds(10));
        site.schedule.due();
        new AfterJudgement(site.schedule, site.breakers, site.integrations, new Upstream(site.integrations, site.judge))
                .reschedule(site.judge.judgeAll(
                        List.of(new Check(site.integrations.find("alpha").orElseThrow(), site.clock.instant())
                                .unknown("Not checked"))));

        assertThat(site.schedule.nextDue("alpha"))
                .as("long before its next beat")
                .isBetween(
                        site.clock.instant().plusSeconds(1700),
                        site.clock.instant().plusSeconds(1860));
    }

    @Test
    void everything_can_be_worked_on_at_once_and_is_shown_so_from_memory_and_from_the_table() throws SQLException {
        site.observe("gamma", "DDD");
        Vitals.Deployment here = new Vitals.Deployment("1", "test", "here", "1", site.clock.instant());
        Vitals vitals = new Vitals(here, state, Map.of());
        HealthApi api = new HealthApi(
                new StatusBoard(site.integrations, site.judge, key -> "CLOSED"),
                vitals,
                site.clock,
                new ObjectMapper());
        assertThat(api.status().status()).isEqualTo("down");
        plan("note", "'all of it'", true);

        assertThat(api.status().integrations())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.status()).isEqualTo("maintenance"))
                .allSatisfy(line -> assertThat(line.message()).startsWith("In maintenance until "));
        assertThat(api.status().summary()).isEqualTo(new StatusReport.Summary(3, 0, 0, 0, 0, 3, 0));
        assertThat(api.status().status()).isEqualTo("unknown");
        assertThat(new StatusStore(jdbc, Clock.systemUTC()).load().integrations())
                .allSatisfy(line -> assertThat(line.status()).isEqualTo("maintenance"));
    }

    @Test
    void a_window_that_is_taken_out_or_over_has_no_effect() throws SQLException {
        plan("integration_group", "'shops'", true);
        assertThat(new StatusStore(jdbc, Clock.systemUTC()).load().summary().maintenance())
                .isOne();
        sql.execute("UPDATE maintenance SET ends_at = now()");
        site.roll.followTable();
        site.observe("alpha", "DDD");

        assertThat(site.told.alerts).containsExactly("first outage:alpha:true");
        assertThat(new StatusStore(jdbc, Clock.systemUTC()).load().summary().maintenance())
                .isZero();
    }

    @Test
    void what_recurs_holds_at_its_times_only_and_ends_with_them() throws SQLException {
        ZonedDateTime now = site.clock.instant().atZone(ZoneOffset.UTC);
        String times = "daily " + HOUR.format(now.minusHours(1)) + "-" + HOUR.format(now.plusHours(1)) + " UTC";
        sql.execute("INSERT INTO maintenance (integration_key, starts_at, ends_at, recurrence) VALUES"
                + " ('alpha', now() - interval '1 day', now() + interval '9 days', '" + times + "'),"
                + " ('gamma', now() - interval '1 day', now() + interval '9 days', 'sometimes')");
        site.roll.followTable();
        site.observe("alpha", "DDDD");
        site.observe("gamma", "DDD");
        assertThat(site.told.alerts).as("what is not understood is ignored").containsExactly("first outage:gamma:true");
        MaintenanceWindow work = site.integrations
                .maintenance(site.integrations.find("alpha").orElseThrow(), site.clock.instant())
                .orElseThrow();
        assertThat(Duration.between(work.startsAt(), work.endsAt())).isEqualTo(Duration.ofHours(2));
        site.clock.advance(Duration.ofHours(1));
        site.rules.ripen();

        assertThat(site.told.alerts).contains("first outage:alpha:true");
    }

    @Test
    void a_window_is_about_one_thing_and_has_an_end() {
        assertThatThrownBy(() -> sql.execute("INSERT INTO maintenance (integration_key, integration_group, ends_at)"
                        + " VALUES ('alpha', 'shops', now() + interval '1 hour')"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> sql.execute("INSERT INTO maintenance (ends_at) VALUES (now() - interval '1 hour')"))
                .isInstanceOf(SQLException.class);
    }

    private void plan(String about, String value, boolean keepChecking) throws SQLException {
        String note = about.equals("note") ? "" : ", note";
        sql.execute("INSERT INTO maintenance (" + about + ", starts_at, ends_at, keep_checking" + note + ") VALUES ("
                + value + ", now() - interval '1 minute', now() + interval '30 minutes', " + keepChecking
                + (note.isEmpty() ? "" : ", 'new disks'") + ")");
        site.roll.followTable();
    }

    /** What an attempt to check it says, or null when it is called. */
    private String message(String key) {
        Exchange exchange = new DefaultExchange(site.camel);
        exchange.getMessage().setBody(new CheckRequest(key, site.clock.instant()));
        new CheckRunner(site.integrations, site.judge, site.clock).begin(exchange);
        return exchange.getMessage().getBody() instanceof CheckResult result ? result.message() : null;
    }
}
