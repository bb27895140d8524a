package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.story.Site.Mood;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print and which exit status they have; one shows that a process of its own does the same. */
class CommandLineTest {
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
                        "degraded-above",
                        "2400ms"),
                integration("tcp", "till", "name", "Till", "host", "127.0.0.1", "port", "" + scene.site.port()));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_single_check_says_how_it_went_and_a_failed_one_has_exit_status_1() throws Exception {
        assertRun(0, "✅ Till     : HEALTHY \\(\\d+ms\\)\n✅ Web Shop : HEALTHY \\(\\d+ms\\)\n", "check");
        scene.site.is("/shop", Mood.FAILING);
        Child check = Child.of(scene, "check", "shop", "--json");
        assertThat(check.exit()).isEqualTo(1);
        JsonNode outcome = new JsonMapper().readTree(check.output()).path(0);
        assertThat(outcome.path("key").asText()).isEqualTo("shop");
        assertThat(outcome.path("status").asText()).isEqualToIgnoringCase("down");
        assertThat(outcome.path("message").asText()).isEqualTo("HTTP 503 instead of 200-299");
        assertThat(folder.resolve("data")).doesNotExist();
        assertMistake("check: shopp: no such integration; did you mean 'shop'?\n", "check", "shopp");
    }

    @Test
    void the_status_comes_from_the_running_engine() throws Exception {
        assertMistake(
                "No engine runs a database in " + folder.resolve("data") + ": start one with `rollcall run`\n",
                "status");
        try (Child engine = Child.of(scene, "run")) {
            await("checked")
                    .until(() -> scene.word("shop").equals("healthy")
                            && scene.word("till").equals("healthy"));
            assertRun(
                    0,
                    "(?s)┌─.* SYSTEM HEALTH: 100% █+ .*\n✅ Till      HEALTHY +\\d+ms .*\n✅ Web Shop  HEALTHY .*"
                            + "\n\n2 integrations: 2 healthy, 0 degraded, 0 down, 0 unknown \\(from the running engine\\)\n",
                    "status");
            scene.site.is("/shop", Mood.SLOW);
            await("slow").until(() -> scene.word("shop").equals("degraded"));
            Ran status = scene.command("status", "--json");
            assertThat(status.exit()).isEqualTo(1);
            JsonNode report = new JsonMapper().readTree(status.output());
            assertThat(report.at("/status").asText()).isEqualTo("degraded");
            assertThat(report.at("/integrations/0/key").asText()).isEqualTo("shop");
            assertThat(report.at("/summary/healthy").asInt()).isEqualTo(1);
            assertThat(engine.stop()).isIn(0, 143);
            assertThat(engine.log()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void a_mistake_is_one_line_with_exit_status_2() throws Exception {
        Path settings = folder.resolve("application.properties");
        Files.writeString(settings, "# mine\nrollcall.prot=8081\n");
        assertMistake(
                "application.properties:2: rollcall.prot: no such setting; did you mean 'rollcall.port'?\n", "run");
        Files.delete(settings);
        scene.file("mistake", integration("htpp", "desk", "url", "https://desk.example.com"));
        assertMistake(
                folder.resolve("routes/mistake.camel.yaml")
                        + ":1: routeTemplateRef: 'desk': no template 'htpp'; did you mean 'http'?\n",
                "run");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void validate_says_what_there_is() throws Exception {
        scene.set("rollcall.database.url", "postgres://me:hidden@127.0.0.1:1/none");
        assertRun(0, "Valid: 2 integrations, \\d+ rules, \\d+ routes, 3 tests of rules\n", "validate");
    }

    private void assertRun(int status, String output, String... arguments) throws Exception {
        Ran command = scene.command(arguments);
        assertThat(command.exit()).as(command.log()).isEqualTo(status);
        assertThat(command.output()).matches(output);
    }

    private void assertMistake(String message, String... arguments) throws Exception {
        Ran command = scene.command(arguments);
        assertThat(command.exit()).isEqualTo(2);
        assertThat(command.log()).isEqualTo(message);
        assertThat(command.output()).isEmpty();
    }
}
