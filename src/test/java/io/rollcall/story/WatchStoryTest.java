package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is watched at a terminal goes on while the engine is started anew, and ends when it is told to. */
@ExtendWith(PostgresExtension.class)
class WatchStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.ownDatabase(server, "watch");
        scene.file(
                "shop",
                integration(
                        "http",
                        "shop",
                        "name",
                        "Web Shop",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        "5s",
                        "degraded-above",
                        "15s"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void the_status_follows_an_engine_that_is_started_anew_until_it_is_stopped() throws Exception {
        String url = "http://localhost:" + scene.port();
        try (Installation running = scene.start();
                Child watching = Child.of(scene, "status", "--watch", "--interval", "200ms", "--url", url)) {
            shows(watching, "SYSTEM HEALTH: 100%");
            running.close();
            shows(watching, "no engine answers at " + url);
            int before = watching.output().length();
            try (Installation again = scene.start()) {
                await("again").until(() -> watching.output()
                        .substring(before)
                        .contains("1 integrations: 1 healthy, 0 degraded, 0 down, 0 unknown (from " + url + ")"));
                numbers();
            }
            assertThat(watching.stop()).isIn(0, 143);
            assertThat(watching.log()).doesNotContain("Exception");
        }
    }

    private void numbers() throws Exception {
        Ran box = scene.command("metrics:stream", "--once", "--interval", "100ms");
        assertThat(box.exit()).as(box.log()).isZero();
        assertThat(box.output()).contains("LIVE METRICS", "Checks/sec: ", "CPU Usage: ", "Memory: ", "Database: up");
        JsonNode live = new JsonMapper()
                .readTree(scene.command("metrics", "stream", "--once", "--interval", "100ms", "--json")
                        .output());
        assertThat(live.path("checksPerSecond").isNumber()).isTrue();
        assertThat(live.path("heapUsedBytes").asDouble()).isGreaterThan(1e6);
        assertThat(live.path("alertsFiring").isNumber()).isTrue();
    }

    @Test
    void where_no_engine_is_that_was_named_nothing_else_is_asked() {
        Ran status = scene.command("status", "--url", "http://localhost:" + scene.port());
        assertThat(status.exit()).isEqualTo(2);
        assertThat(status.log()).startsWith("no engine answers at http://localhost:" + scene.port());
        assertThat(scene.command("metrics", "stream", "--once").exit()).isEqualTo(2);
    }

    private static void shows(Child child, String text) {
        await(text).until(() -> child.output().contains(text));
    }
}
