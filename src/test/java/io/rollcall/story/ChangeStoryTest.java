package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static io.rollcall.story.Scene.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Settings change in the table and in the files while the engine runs; what is wrong changes nothing. */
@ExtendWith(PostgresExtension.class)
class ChangeStoryTest {
    @TempDir
    private Path folder;

    private final LogLines log = new LogLines();
    private Scene scene;
    private Sql sql;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "changes");
        scene.file("shop", http("shop", "/shop"));
        scene.file("till", http("till", "/till"));
    }

    @AfterEach
    void end() {
        log.close();
        scene.close();
    }

    @Test
    void a_change_in_the_table_takes_effect_at_once_and_lasts_until_the_file_is_edited() throws Exception {
        try (Installation running = scene.start()) {
            soonCalled("/shop");
            update("shop", "endpoint_url = '" + scene.site.url("/moved") + "'");
            soonCalled("/moved");
            update("shop", "enabled = false");
            soon("disabled", () -> !scene.status("shop").path("enabled").asBoolean(true));
            update(
                    "shop",
                    "enabled = true, check_interval_seconds = 6, alert_threshold = 2, alert_email = 'shop@example.com'");
            soon("enabled", () -> scene.status("shop").path("enabled").asBoolean());
            scene.site.is("/moved", Mood.FAILING);
            JsonNode down = await("down").until(() -> scene.status("shop"), shop -> shop.path("status")
                    .asText()
                    .equals("down"));
            assertThat(down.path("consecutiveFailures").asInt()).isEqualTo(2);
            await("email").until(() -> scene.email().size() == 1);
            assertThat(scene.mailbox.getReceivedMessages()[0].getAllRecipients()[0])
                    .hasToString("shop@example.com");

            scene.file("till", http("till", "/till-2"));
            soonCalled("/till-2");
            goesOn("/moved");
        }
        int shop = scene.site.hits("/shop");
        try (Installation again = scene.start()) {
            goesOn("/moved");
            assertThat(scene.site.hits("/shop")).isEqualTo(shop);
            scene.file("shop", http("shop", "/edited"));
            soonCalled("/edited");
            await("in the table").untilAsserted(() -> assertThat(
                            sql.value("SELECT endpoint_url FROM integration_health WHERE integration_key = 'shop'"))
                    .isEqualTo(scene.site.url("/edited")));
        }
    }

    @Test
    void a_row_without_a_file_is_watched_and_a_row_with_a_mistake_is_not_obeyed() throws Exception {
        try (Installation running = scene.start()) {
            soonCalled("/till");
            sql.execute(
                    "INSERT INTO integration_health (integration_key, integration_name, integration_type, endpoint_url,"
                            + " check_interval_seconds) VALUES ('desk', 'Desk', 'http', '" + scene.site.url("/desk")
                            + "', 5),"
                            + " ('lost', 'Lost', 'htpp', 'https://lost.example.com', 5)");
            soonCalled("/desk");
            await("refused").untilAsserted(() -> assertThat(log.startingWith("WARN Row ignored"))
                    .containsExactly(
                            "WARN Row ignored integration=lost reason=no template 'htpp'; did you mean 'http'?"));
            update("till", "endpoint_url = 'nonsense'");
            soon(
                    "refused",
                    () -> log.startingWith("WARN Row ignored, the settings before it go on integration=till")
                                    .size()
                            == 1);
            update("till", "endpoint_url = '" + scene.site.url("/till") + "', check_interval_seconds = 1");
            soon(
                    "refused again",
                    () -> log.startingWith("WARN Row ignored, the settings before it go on integration=till")
                                    .size()
                            == 2);
            goesOn("/till");
            sql.execute("UPDATE integration_health SET removed_at = now() WHERE integration_key = 'desk'");
            soon("removed", () -> scene.status("desk").isMissingNode());
        }
        assertThat(log.startingWith("ERROR")).isEmpty();
    }

    @Test
    void a_changed_file_is_taken_over_and_a_broken_one_is_not() throws Exception {
        try (Installation running = scene.start()) {
            soonCalled("/till");
            scene.file("till", http("till", "/till-2"));
            soonCalled("/till-2");
            scene.file("till", "- templatedRoute:\n    routeId: [\n");
            soon(
                    "rejected",
                    () -> log.startingWith("ERROR Route file rejected, the old version goes on: "
                                            + folder.resolve("routes/till.camel.yaml") + ":3: not valid YAML")
                                    .size()
                            == 1);
            goesOn("/till-2");

            String ofDesk = rule("desk-down", "status == DOWN", "info")
                    .replace("severity:", "services: desk\n        severity:");
            scene.file("desk-rule", ofDesk);
            soon("rule rejected", () -> log.startingWith("ERROR").stream()
                    .anyMatch(line ->
                            line.endsWith("services: no file declares an integration 'desk'; there are shop, till")));
            scene.file("desk", http("desk", "/desk"));
            soonCalled("/desk");
            soon(
                    "rule taken over",
                    () -> log.startingWith("INFO Route file added file=" + folder.resolve("routes/desk-rule"))
                                    .size()
                            == 1);

            Files.delete(folder.resolve("routes/shop.camel.yaml"));
            soon("removed", () -> scene.status("shop").isMissingNode());
            soon("removed from the table", () -> sql.value(
                            "SELECT removed_at IS NOT NULL FROM integration_health WHERE integration_key = 'shop'")
                    .equals("true"));
            // One check may still have been on its way.
            goesOn("/desk");
            int shop = scene.site.hits("/shop");
            goesOn("/desk");
            assertThat(scene.site.hits("/shop")).isEqualTo(shop);
        }
    }

    @Test
    void every_shipped_file_can_be_reloaded_while_the_engine_runs() throws Exception {
        Path copies = Files.createDirectories(folder.resolve("shipped"));
        for (Path file : shipped()) {
            Path copy = copies.resolve(Path.of("routes").relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        scene.set("rollcall.routes", copies + "," + folder.resolve("routes"));
        try (Installation running = scene.start()) {
            soonCalled("/till");
            for (Path file : shipped()) {
                Path copy = copies.resolve(Path.of("routes").relativize(file));
                Files.writeString(copy, "\n# Edited\n", StandardOpenOption.APPEND);
            }
            await("reloaded").untilAsserted(() -> assertThat(log.startingWith("INFO Route file reloaded"))
                    .hasSameSizeAs(shipped()));
            goesOn("/till");
        }
        assertThat(log.startingWith("ERROR")).isEmpty();
    }

    private static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(
                            file -> file.toString().endsWith(".camel.yaml") && !file.startsWith("routes/integrations"))
                    .toList();
        }
    }

    private String http(String key, String path) {
        return integration("http", key, "url", scene.site.url(path), "interval", "5s", "recheck", "1s");
    }

    private void update(String key, String change) throws Exception {
        sql.execute("UPDATE integration_health SET " + change + " WHERE integration_key = '" + key + "'");
    }

    private void soonCalled(String path) {
        await(path).until(() -> scene.site.hits(path) > 0);
    }

    private void goesOn(String path) {
        int before = scene.site.hits(path);
        await(path).until(() -> scene.site.hits(path) > before);
    }

    private static void soon(String what, Callable<Boolean> happened) {
        await(what).until(happened);
    }
}
