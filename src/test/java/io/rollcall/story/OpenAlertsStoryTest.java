package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.app.OpenAlerts;
import io.rollcall.app.OpenAlerts.OpenAlert;
import io.rollcall.app.OpenAlerts.Telling;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alert list}: what fires or waits, beside a running engine and without one. */
class OpenAlertsStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        scene.file(
                "two",
                integration(
                        "http",
                        "shop",
                        "name",
                        "Web Shop",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        "5s",
                        "recheck",
                        "1s"),
                integration("http", "till", "name", "Till", "url", scene.site.url("/till"), "interval", "5s"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_fires_and_what_waits_is_listed_with_who_was_told() throws Exception {
        assertRun(0, "Nothing fires.\n");
        assertThat(folder.resolve("data")).doesNotExist();
        scene.site.is("/shop", Mood.FAILING);
        scene.site.is("/till", Mood.SLOW);
        try (Installation engine = scene.start()) {
            await("told").untilAsserted(() -> {
                assertThat(OpenAlerts.list(scene.settings()))
                        .filteredOn(alert -> !alert.integration().equals("system"))
                        .extracting(OpenAlert::integration, OpenAlert::rule, OpenAlert::state, OpenAlert::severity)
                        .containsExactly(
                                tuple("shop", "integration-down", "firing", "critical"),
                                tuple("till", "integration-degraded", "pending", "warning"));
                OpenAlert shop = OpenAlerts.list(scene.settings()).get(0);
                assertThat(shop.told())
                        .extracting(Telling::channel)
                        .containsExactlyInAnyOrder("slack", "email", "sms", "pagerduty");
                assertThat(shop.message()).isEqualTo("HTTP 503 instead of 200-299");
            });
        }
        String time = "20[-0-9]+T[:0-9]+Z";
        assertRun(
                1,
                "firing critical shop : integration-down since " + time + "  HTTP 503 instead of 200-299\n"
                        + "(   → told everyone over \\w+ at " + time + "\n){4}"
                        + "(pending warning system .*\n)?"
                        + "pending warning till : integration-degraded since " + time + "\n");
    }

    private void assertRun(int status, String output) throws Exception {
        Ran command = scene.command("alert", "list");
        assertThat(command.exit()).as(command.log()).isEqualTo(status);
        assertThat(command.output()).matches(output);
    }
}
