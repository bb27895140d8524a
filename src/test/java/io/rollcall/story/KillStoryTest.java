package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.demo.Answer;
import io.rollcall.demo.Vendor;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The engine is killed at bad moments and started again: it goes on as if nothing had happened. */
@ExtendWith(PostgresExtension.class)
class KillStoryTest {
    private static final int INTEGRATIONS = 30;
    /** Checks that a kill may catch between the call and the journal. */
    private static final int IN_FLIGHT = INTEGRATIONS;

    @TempDir
    private Path folder;

    private final List<Map.Entry<String, String>> reported = new ArrayList<>();
    private Scene scene;
    private Child engine;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        String[] shops = IntStream.range(0, INTEGRATIONS)
                .mapToObj(i -> shop("shop-" + i, "/" + i, "1s", "3"))
                .toArray(String[]::new);
        scene.file("many", shops);
    }

    private String shop(String key, String path, String recheck, String threshold) {
        return integration(
                "http",
                key,
                "url",
                scene.site.url(path),
                "interval",
                "5s",
                "recheck",
                recheck,
                "breaker-open",
                "1s",
                "threshold",
                threshold,
                "timeout",
                "15s",
                "degraded-above",
                "15s");
    }

    @AfterEach
    void end() throws Exception {
        engine.close();
        scene.close();
    }

    @Test
    void a_killed_engine_repeats_no_message_and_forgets_none(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "killed");
        scene.file("patient", shop("patient", "/patient", "2s", "8"));
        Wire wire = new Wire(scene.databasePort());
        scene.set(
                "rollcall.database.url",
                scene.databaseUrl().replace(":" + scene.databasePort() + "/", ":" + wire.port() + "/"));
        wire.mend();
        engine = Child.of(scene, "run");
        until("first round", () -> checked() >= INTEGRATIONS);
        killedWhileSlackIsTriedAgain();
        allClear("shop-1", 3);
        allClear("shop-2", 4);
        killedWithoutDatabase(wire);
        killedAndStartedBeforeTheDatabase(wire);
        assertThat(engine.stop()).isIn(0, 143);
        everyMessageOnce();
        theRecord(sql);
        wire.close();
    }

    private void killedWhileSlackIsTriedAgain() throws Exception {
        scene.site.is("/1", Mood.FAILING);
        awaitSent("slack", 1);
        Answer busy = Answer.text(500, "rollup_error");
        // The kill must come before the last of them, however late it is noticed that Slack was tried.
        scene.inbox.answerNext(Vendor.SLACK, busy, busy, busy, busy);
        scene.site.is("/2", Mood.FAILING);
        awaitSent("pagerduty", 2);
        until("Slack tried twice", () -> scene.inbox.received(Vendor.SLACK).size() >= 3);
        int failures = failures("shop-1");
        killAndStart();
        until("told after the kill", () -> scene.slack().size() == 2);
        assertThat(scene.word("shop-1")).isEqualTo("down");
        assertThat(failures("shop-1")).isGreaterThanOrEqualTo(failures);
    }

    private void killedWithoutDatabase(Wire wire) throws Exception {
        wire.cut();
        scene.site.is("/3", Mood.FAILING);
        until("told without database", () -> scene.slack().size() == 5);
        awaitSent("slack", 4);
        awaitSent("pagerduty", 3);
        killAndStart();
        until("checks go on", () -> failures("shop-3") > 3);
        assertThat(scene.word("shop-3")).isEqualTo("down");
        wire.mend();
        allClear("shop-3", 6);
    }

    /** As after a power cut, when the engine is up before its database. */
    private void killedAndStartedBeforeTheDatabase(Wire wire) throws Exception {
        scene.site.is("/patient", Mood.FAILING);
        until("patient told", () -> scene.slack().size() == 7);
        awaitSent("slack", 2);
        awaitSent("pagerduty", 2);
        until("recorded", () -> scene.measures("rollcall_spool_entries 0.0"));
        wire.cut();
        killAndStart();
        until("begins anew", () -> failures("patient") > 0 && failures("patient") < 8);
        wire.mend();
        until("goes on", () -> failures("patient") > 8);
        assertThat(scene.word("patient")).isEqualTo("down");
        allClear("patient", 8);
    }

    private void allClear(String key, int messages) {
        scene.site.is("/" + key.replace("shop-", ""), Mood.HEALTHY);
        until(
                "all clear of " + key,
                () -> scene.slack().size() == messages
                        && scene.email().size() == messages
                        && scene.sms().size() == messages
                        && scene.pagerDuty().size() == messages);
    }

    private void everyMessageOnce() {
        List<String> told = new ArrayList<>();
        List.of("shop-1", "shop-2", "shop-3", "patient").forEach(key -> {
            told.add("[CRITICAL] " + key + " is down");
            told.add("[RESOLVED] " + key + " is healthy again");
        });
        assertThat(scene.slack()).containsExactlyInAnyOrderElementsOf(told);
        assertThat(scene.email()).containsExactlyInAnyOrderElementsOf(told);
        assertThat(scene.pagerDuty()).doesNotHaveDuplicates();
        assertThat(scene.inbox.openAlerts()).isEmpty();
    }

    private void theRecord(Sql sql) throws Exception {
        for (Map.Entry<String, String> check : reported) {
            assertThat(sql.value(
                            "SELECT count(*) FROM integration_health_log WHERE integration_key = ? AND check_time = ?",
                            check.getKey(),
                            OffsetDateTime.parse(check.getValue())))
                    .as(check.toString())
                    .isEqualTo("1");
        }
        assertThat(Integer.parseInt(sql.value("SELECT count(*) FROM integration_health_log WHERE NOT short_circuited")))
                .isBetween(hits() - IN_FLIGHT, hits());
        assertThat(sql.column("SELECT integration_key FROM status_change WHERE to_status = 'down' ORDER BY 1"))
                .containsExactly("patient", "shop-1", "shop-2", "shop-3");
        assertThat(sql.column("SELECT DISTINCT state FROM notification")).containsExactly("sent");
    }

    @Test
    void a_killed_engine_takes_up_its_own_database_again() throws Exception {
        engine = Child.of(scene, "run");
        until("first round", () -> checked() >= INTEGRATIONS);
        scene.site.is("/1", Mood.FAILING);
        awaitSent("slack", 1);
        killAndStart();
        until("goes on", () -> failures("shop-1") > 3);
        scene.site.is("/1", Mood.HEALTHY);
        until("all clear", () -> scene.slack().size() == 2);
        until("caught up", () -> scene.measures("rollcall_spool_entries 0.0"));
        try (Database looking = Database.attach(folder.resolve("data"))) {
            reported.removeIf(check -> !check.getKey().startsWith("shop-"));
            assertThat(reported).hasSize(INTEGRATIONS);
            for (Map.Entry<String, String> check : reported) {
                assertThat(new Sql(looking.dataSource())
                                .value(
                                        "SELECT count(*) FROM integration_health_log WHERE integration_key = ?"
                                                + " AND check_time = ?",
                                        check.getKey(),
                                        OffsetDateTime.parse(check.getValue())))
                        .isEqualTo("1");
            }
        }
        assertThat(engine.stop()).isIn(0, 143);
        assertThat(engine.log()).doesNotContain("Exception");
    }

    private void killAndStart() throws Exception {
        for (JsonNode line : scene.report()) {
            reported.add(Map.entry(
                    line.path("key").asText(), line.path("lastCheckAt").asText()));
        }
        engine.kill();
        engine = Child.of(scene, "run");
    }

    private int failures(String key) {
        return scene.status(key).path("consecutiveFailures").asInt();
    }

    private long checked() {
        return scene.report().findValuesAsText("status").stream()
                .filter("healthy"::equals)
                .count();
    }

    private void awaitSent(String channel, int count) {
        until(
                channel + " " + count,
                () -> scene.measures(
                        "rollcall_notifications_total{channel=\"" + channel + "\",outcome=\"sent\"} " + count + ".0"));
    }

    private void until(String what, Callable<Boolean> happened) {
        try {
            await(what).until(happened);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + " did not happen; the engine says:\n" + engine.log(), e);
        }
    }

    private int hits() {
        return IntStream.range(0, INTEGRATIONS)
                        .map(i -> scene.site.hits("/" + i))
                        .sum()
                + scene.site.hits("/patient");
    }
}
