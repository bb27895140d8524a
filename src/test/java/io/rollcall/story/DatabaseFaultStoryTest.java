package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.app.Rehearsal;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away and comes back: checks and messages do not notice, and the record misses nothing. */
@ExtendWith(PostgresExtension.class)
class DatabaseFaultStoryTest {
    private static final int INTEGRATIONS = 100;

    @TempDir
    private Path folder;

    private final LogLines log = new LogLines();
    private Scene scene;
    private Sql sql;
    private Wire wire;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "faults");
        wire = new Wire(scene.databasePort());
        scene.set(
                "rollcall.database.url",
                scene.databaseUrl().replace(":" + scene.databasePort() + "/", ":" + wire.port() + "/"));
        scene.set("rollcall.public-url", "http://localhost:" + scene.port());
        scene.set("rollcall.status-page.subscriptions", "email");
        scene.file(
                "many",
                IntStream.range(0, INTEGRATIONS)
                        .mapToObj(i -> integration(
                                "http",
                                "shop-" + i,
                                "url",
                                scene.site.url("/" + i),
                                "interval",
                                "5s",
                                "recheck",
                                "1s",
                                // Nothing is to be found slow because the machine is.
                                "degraded-above",
                                "30s",
                                "timeout",
                                "30s",
                                "deadline",
                                "30s",
                                "breaker-open",
                                "2s"))
                        .toArray(String[]::new));
    }

    @AfterEach
    void end() throws Exception {
        log.close();
        wire.close();
        scene.close();
    }

    @Test
    void what_happened_while_the_database_was_away_for_twenty_seconds_is_on_record_once() throws Exception {
        wire.mend();
        try (Installation running = scene.start()) {
            await("first round")
                    .until(() -> Tables.value(sql, "SELECT count(DISTINCT integration_key) FROM integration_health_log")
                            .equals("" + INTEGRATIONS));
            wire.cut();
            int before = hits();
            scene.site.is("/7", Mood.FAILING);
            await("alarm")
                    .until(() -> scene.slack().size() == 1 && scene.pagerDuty().size() == 1);
            new Subscribing(scene, sql).arrives("ann@example.com");
            await("twenty seconds of checks").until(() -> hits() >= before + 4 * INTEGRATIONS);
            assertThat(running.engine().api().health().status()).isEqualTo("degraded");
            scene.site.is("/7", Mood.HEALTHY);

            wire.mend();
            await("all clear")
                    .until(() -> scene.slack().size() == 2
                            && scene.inbox.openAlerts().isEmpty());
            await("back").until(() -> running.engine().api().health().status().equals("healthy"));
        }
        everyCheckOnce();
        assertThat(sql.value("SELECT email FROM subscriber WHERE confirmed_at IS NOT NULL"))
                .isEqualTo("ann@example.com");
        assertThat(sql.column("SELECT from_status || '-' || to_status FROM status_change ORDER BY at"))
                .containsExactly("healthy-down", "down-healthy");
        assertThat(log.startingWith("ERROR")).hasSize(1);
        assertThat(log.startingWith("INFO Database is back")).hasSize(1);
    }

    @Test
    void a_start_without_a_database_checks_and_tells_and_catches_up_later() throws Exception {
        assertThat(Rehearsal.run(scene.settings()).integrations()).isEqualTo(INTEGRATIONS);
        scene.site.is("/7", Mood.FAILING);
        try (Installation running = scene.start()) {
            await("alarm")
                    .until(() -> scene.slack().size() == 1 && scene.pagerDuty().size() == 1);
            assertThat(running.engine().api().health().status()).isEqualTo("degraded");
            wire.mend();
            await("told").until(() -> scene.email().size() == 1 && scene.sms().size() == 1);
            await("caught up").untilAsserted(() -> assertThat(
                            Tables.value(sql, "SELECT status FROM integration_health WHERE integration_key = 'shop-7'"))
                    .isEqualTo("down"));
        }
        everyCheckOnce();
        assertThat(sql.value("SELECT count(*) FROM integration_health WHERE status = 'healthy'"))
                .isEqualTo("" + (INTEGRATIONS - 1));
        assertThat(sql.value("SELECT count(*) FROM notification WHERE state = 'sent'"))
                .isEqualTo("4");
        assertThat(log.startingWith("ERROR"))
                .containsExactly("ERROR Database is away; checks and notifications go on, outcomes wait in the spool"
                        + " reason=Connection to localhost:" + wire.port()
                        + " refused. Check that the hostname and port"
                        + " are correct and that the postmaster is accepting TCP/IP connections.");
    }

    private void everyCheckOnce() throws Exception {
        assertThat(sql.value("SELECT count(*) FROM integration_health_log WHERE NOT short_circuited"))
                .isEqualTo("" + hits());
        assertThat(sql.value("SELECT sum(checks) FROM integration_health_hourly"))
                .isEqualTo(sql.value("SELECT count(*) FROM integration_health_log"));
        assertThat(
                        sql.value(
                                "SELECT count(*) FROM integration_health h WHERE last_check_at IS DISTINCT FROM"
                                        + " (SELECT max(check_time) FROM integration_health_log l WHERE l.integration_key = h.integration_key)"))
                .isEqualTo("0");
    }

    private int hits() {
        return IntStream.range(0, INTEGRATIONS)
                .map(i -> scene.site.hits("/" + i))
                .sum();
    }
}
