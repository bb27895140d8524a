package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A host goes down and takes a shop and its basket with it: one cause, one message. */
@ExtendWith(PostgresExtension.class)
class DependenciesStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;
    private Sql sql;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "dependencies");
        // The shop is the first to be seen failing, long before the host would be checked by itself.
        scene.file(
                "estate",
                watched("host", "Big Host", "1h"),
                watched("shop", "Web Shop", "5s", "depends-on", "host"),
                watched("basket", "Basket", "1h", "depends-on", "shop"));
    }

    private String watched(String key, String name, String interval, String... further) {
        String entry = integration(
                "http", key, "name", name, "url", scene.site.url("/" + key), "interval", interval, "recheck", "1s");
        return further.length == 0
                ? entry
                : entry + "      - { name: " + further[0] + ", value: " + further[1] + " }\n";
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void one_cause_is_told_once_and_what_needs_it_is_not_called_until_it_is_back() throws Exception {
        try (Installation running = scene.start()) {
            await("healthy")
                    .until(() -> running.engine().api().status().summary().healthy() == 3);
            scene.site.is("/host", Mood.FAILING);
            scene.site.is("/shop", Mood.FAILING);
            scene.site.is("/basket", Mood.FAILING);
            await("one alarm").until(() -> scene.slack().size() == 1);
            assertThat(scene.slack()).containsExactly("[CRITICAL] Big Host is down");
            await("not called").until(() -> isNotCalled("shop") && isNotCalled("basket"));
            await("PagerDuty").until(() -> !scene.inbox.openAlerts().isEmpty());
            assertThat(scene.inbox.openAlerts().values()).singleElement().satisfies(event -> assertThat(
                            event.at("/payload/custom_details/Affected").asText())
                    .isEqualTo("2 integrations depend on it: Basket, Web Shop"));
            await("sms").until(() -> !scene.sms().isEmpty());
            assertThat(scene.sms()).singleElement().asString().contains(", 2 depend on it.");
            backAgain(running);
        }
        assertThat(scene.slack())
                .containsExactly("[CRITICAL] Big Host is down", "[RESOLVED] Big Host is healthy again");
        assertThat(sql.value("SELECT count(*) FROM alert WHERE integration_key <> 'host' AND state = 'firing'"))
                .isEqualTo("0");
    }

    private boolean isNotCalled(String key) {
        return scene.word(key).equals("unknown")
                && scene.status(key).path("message").asText().equals("Not checked: Big Host is down");
    }

    private void backAgain(Installation running) {
        int calls = scene.site.hits("/basket");
        scene.site.is("/shop", Mood.HEALTHY);
        scene.site.is("/basket", Mood.HEALTHY);
        scene.site.is("/host", Mood.HEALTHY);
        running.engine().checkNow("host");
        await("all clear").until(() -> scene.slack().size() == 2);
        await("checked at once, though its interval is an hour")
                .until(() -> running.engine().api().status().summary().healthy() == 3);
        assertThat(scene.site.hits("/basket")).isGreaterThan(calls);
    }
}
