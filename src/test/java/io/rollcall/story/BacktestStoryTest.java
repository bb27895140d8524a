package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static io.rollcall.story.Scene.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.RuleBacktest;
import io.rollcall.app.RuleBacktest.Question;
import io.rollcall.app.RuleBacktest.Report;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.playback.Comparison;
import io.rollcall.playback.Comparison.Change;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code alert backtest} over a record of three hours in a real database. */
@ExtendWith(PostgresExtension.class)
class BacktestStoryTest {
    private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Scene scene;
    private Sql sql;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "backtest");
        scene.file("shop", integration("http", "shop", "url", "http://localhost:1/", "interval", "10s"));
        scene.file("sluggish", rule("sluggish", "latency > 300ms for 1 minute", "warning"));
        // Makes the tables.
        RuleBacktest.run(scene.settings(), question(null));
        outcomes("09:00", "11:00", "healthy", 50);
        outcomes("11:00", "11:10", "down", 0);
        outcomes("11:10", "11:30", "healthy", 50);
        outcomes("11:30", "11:40", "healthy", 400);
        outcomes("11:40", "12:00", "healthy", 50);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_would_have_fired_stands_beside_what_has() throws Exception {
        fired("integration-down", "critical", "11:00:20", "11:10:10");
        fired("sluggish", "warning", "11:36:00", "11:40:00");
        fired("abandoned", "warning", "10:10:00", "10:20:00");
        fired("abandoned", "warning", "09:10:00", "09:20:00");
        Report report = RuleBacktest.run(scene.settings(), question(null));
        assertThat(report.outcomes()).isEqualTo(720);
        assertThat(report.undeclared()).isEmpty();
        assertThat(report.alerts())
                .filteredOn(pair -> pair.either().integration().equals("shop"))
                .filteredOn(pair -> !pair.either().rule().startsWith("outage"))
                .extracting(Comparison.Pair::change, pair -> pair.either().rule(), this::length)
                .contains(
                        tuple(Change.GONE, "abandoned", Duration.ofMinutes(10)),
                        tuple(
                                Change.SAME,
                                "integration-down",
                                Duration.ofMinutes(9).plusSeconds(50)),
                        tuple(Change.LONGER, "sluggish", Duration.ofMinutes(9)))
                .doesNotHaveDuplicates();
        assertThat(RuleBacktest.run(scene.settings(), question("sluggish")).alerts())
                .hasSize(1);
        assertThatThrownBy(() -> RuleBacktest.run(scene.settings(), question("slugish")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("sluggish");
    }

    @Test
    void the_command_says_what_differs() throws Exception {
        sql.execute("UPDATE integration_health_log SET integration_key = 'other' WHERE check_time >= '"
                + FROM.plusSeconds(7000) + "'");
        String[] what = {"alert", "backtest", "--rule", "sluggish", "--from", FROM.toString(), "--to", TO.toString()};
        Ran command = scene.command(what);
        assertThat(command.exit()).as(command.log()).isEqualTo(1);
        assertThat(command.output())
                .isEqualTo(
                        """
                        new     warning shop : sluggish 2026-03-01T11:31:00Z to 2026-03-01T11:40:00Z (9m)
                        Left out, because no file declares them: other
                        Played 720 outcomes from 2026-03-01T10:00:00Z to 2026-03-01T12:00:00Z
                        Would have fired: 1 (1 new, 0 longer, 0 shorter). Has fired: 0 (0 gone)
                        """);
        assertThat(command.log()).doesNotContain("Alert fires");
        fired("sluggish", "warning", "11:31:03", "11:40:02");
        String[] asJson = {
            "alert", "backtest", "--json", "--rule", "sluggish", "--from", FROM.toString(), "--to", TO.toString()
        };
        Ran same = scene.command(asJson);
        assertThat(same.exit()).as(same.log()).isZero();
        JsonNode report = new JsonMapper().readTree(same.output());
        assertThat(report.at("/alerts/0/change").asText()).isEqualTo("SAME");
        Ran backwards = scene.command("alert", "backtest", "--from", "1h", "--to", "2h");
        assertThat(backwards.exit()).isEqualTo(2);
    }

    @Test
    void what_rules_do_is_remembered_once_however_often_it_is_written() throws Exception {
        String batch = "["
                + entry("firing", "10:00:00", "warning") + "," + entry("resolved", "10:05:00", "warning") + ","
                + entry("firing", "10:10:00", "warning") + "," + entry("firing", "10:12:00", "critical") + "]";
        for (int i = 0; i < 2; i++) {
            sql.value("SELECT record_batch(CAST(? AS jsonb))", batch);
        }
        assertThat(sql.value(
                        "SELECT string_agg(severity || ' ' || to_char(began_at AT TIME ZONE 'UTC', 'HH24:MI') || ' '"
                                + " || coalesce(to_char(ended_at AT TIME ZONE 'UTC', 'HH24:MI'), '-'), ', ' ORDER BY began_at)"
                                + " FROM alert_history"))
                .isEqualTo("warning 10:00 10:05, critical 10:10 -");
    }

    private static String entry(String state, String time, String severity) {
        String at = "2026-03-01T" + time + "Z";
        return "{\"type\":\"alert\",\"rule\":\"r\",\"key\":\"shop\",\"state\":\"" + state + "\",\"severity\":\""
                + severity
                + "\",\"condition\":\"c\",\"since\":\"" + at + "\",\"at\":\"" + at + "\",\"clearSince\":null,"
                + "\"alert\":{\"rule\":\"r\"}}";
    }

    private Duration length(Comparison.Pair pair) {
        return Comparison.length(pair.either(), TO);
    }

    private static Question question(String rule) {
        return new Question(null, FROM, TO, rule);
    }

    private void fired(String rule, String severity, String begin, String end) throws Exception {
        sql.execute("INSERT INTO alert_history VALUES ('" + rule + "', 'shop', '" + severity + "', '2026-03-01T" + begin
                + "Z', '2026-03-01T" + end + "Z')");
    }

    private void outcomes(String from, String until, String status, int milliseconds) throws Exception {
        sql.execute(
                """
                INSERT INTO integration_health_log (
                  check_time, integration_key, integration_name, status, success, response_time_ms)
                SELECT t, 'shop', 'Shop', '%s', %s, %d
                FROM generate_series(timestamptz '2026-03-01T%sZ', timestamptz '2026-03-01T%sZ' - interval '10 s',
                  interval '10 s') t
                """
                        .formatted(status, !status.equals("down"), milliseconds, from, until));
    }
}
