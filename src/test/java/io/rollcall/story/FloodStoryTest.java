package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.demo.Vendor;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Very much fails at once: people get few messages, and all of it is told. */
@ExtendWith(PostgresExtension.class)
class FloodStoryTest {
    private static final int DEPENDENTS = 500;
    /** 500 of them make the ten thousand alerts that are promised, in some minutes: -Dflood.shops=500. */
    private static final int SHOPS = Integer.getInteger("flood.shops", 100);

    /** The shipped one about what is down is the twentieth. */
    private static final int RULES = 19;

    private static final int MOST_MESSAGES = 30;

    @TempDir
    private Path folder;

    private Scene scene;
    private Sql sql;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "flood");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static String last(List<String> messages) {
        return messages.get(messages.size() - 1);
    }

    private void estate(int size, IntFunction<String> entry) {
        scene.file("estate", IntStream.range(0, size).mapToObj(entry).toArray(String[]::new));
    }

    private String shop(int number, String... further) {
        String entry = integration(
                "http",
                "shop-" + number,
                "url",
                scene.site.url("/shops"),
                "interval",
                "10s",
                "recheck",
                "1s",
                "threshold",
                "2",
                "timeout",
                "15s",
                "degraded-above",
                "15s",
                "breaker-open",
                "1s");
        return further.length == 0 ? entry : entry + "      - { name: depends-on, value: " + further[0] + " }\n";
    }

    @Test
    void an_outage_of_500_behind_one_that_is_down_is_one_message_per_channel() throws Exception {
        estate(DEPENDENTS, number -> shop(number, "host"));
        scene.file(
                "host", integration("http", "host", "name", "Host", "url", scene.site.url("/host"), "interval", "1h"));
        try (Installation running = scene.start()) {
            awaitHealthy(running, DEPENDENTS + 1);
            scene.site.is("/host", Mood.FAILING);
            scene.site.is("/shops", Mood.FAILING);
            await("all wait for the host")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> running.engine().api().status().summary().unknown() == DEPENDENTS);
            await("told over each channel")
                    .until(() -> !scene.slack().isEmpty()
                            && !scene.sms().isEmpty()
                            && !scene.email().isEmpty()
                            && !scene.pagerDuty().isEmpty());
            scene.site.is("/shops", Mood.HEALTHY);
            scene.site.is("/host", Mood.HEALTHY);
            running.engine().checkNow("host");
            awaitHealthy(running, DEPENDENTS + 1);
            await("its end")
                    .until(() -> scene.slack().size() == 2
                            && scene.email().size() == 2
                            && scene.sms().size() == 2
                            && scene.pagerDuty().size() == 2);
        }
        assertThat(scene.slack()).containsExactly("[CRITICAL] Host is down", "[RESOLVED] Host is healthy again");
        assertThat(scene.email()).hasSize(2);
        assertThat(scene.sms()).hasSize(2).first().asString().contains(DEPENDENTS + " depend on it");
        assertThat(scene.pagerDuty()).hasSize(2);
        assertThat(sql.value("SELECT count(DISTINCT integration_key) FROM notification"))
                .isEqualTo("1");
    }

    @Test
    void thousands_of_alerts_in_a_minute_are_few_messages_that_tell_of_all() throws Exception {
        scene.engine(Map.of("groupBy", "severity", "groupInterval", "10s"));
        // The one of two messages a second takes minutes for its tickets.
        scene.set("rollcall.pagerduty.routing-key", "");
        scene.set("rollcall.twilio.from", "");
        estate(SHOPS, this::shop);
        scene.file(
                "rules",
                IntStream.range(0, RULES)
                        .mapToObj(number -> Scene.rule("flood-" + number, "status == DOWN", "critical"))
                        .toArray(String[]::new));
        int alerts = SHOPS * (RULES + 1);
        try (Installation running = scene.start()) {
            awaitHealthy(running, SHOPS);
            scene.site.is("/shops", Mood.FAILING);
            await("all fire")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> count("SELECT count(*) FROM alert WHERE state = 'firing'") == alerts);
            await("all are told")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> told("slack") == alerts && told("email") == alerts && waiting() == 0);
            assertThat(scene.slack()).hasSizeLessThan(MOST_MESSAGES);
            assertThat(scene.email()).hasSizeLessThan(MOST_MESSAGES);
            scene.site.is("/shops", Mood.HEALTHY);
            awaitHealthy(running, SHOPS);
            await("all have ended")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> count("SELECT count(*) FROM alert WHERE state = 'firing'") == 0
                            && waiting() == 0
                            && last(scene.slack()).startsWith("[RESOLVED]"));
        }
        assertThat(count("SELECT count(*) FROM notification WHERE state = 'dead'"))
                .isZero();
        assertThat(scene.inbox.received(Vendor.SLACK)).hasSameSizeAs(scene.inbox.accepted(Vendor.SLACK));
    }

    private static void awaitHealthy(Installation running, int number) {
        await("healthy")
                .atMost(Duration.ofMinutes(3))
                .until(() -> running.engine().api().status().summary().healthy() == number);
    }

    /** Of how many alerts the channel's listeners know that they fire. */
    private int told(String channel) throws SQLException {
        return count("SELECT count(*) FROM alert_group_member WHERE told->'" + channel + "'->>'firing' = 'true'");
    }

    private int waiting() throws SQLException {
        return count("SELECT count(*) FROM notification WHERE state = 'pending'");
    }

    private int count(String query) throws SQLException {
        return Integer.parseInt(String.valueOf(sql.value(query)));
    }
}
