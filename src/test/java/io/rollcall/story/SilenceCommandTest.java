package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silences by commands beside an engine in a process of its own, which owns its database. */
class SilenceCommandTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        scene.file("one", integration("tcp", "till", "host", "127.0.0.1", "port", "" + scene.site.port()));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_silence_is_added_shown_prolonged_and_ended() throws Exception {
        try (Child engine = Child.of(scene, "run")) {
            await("running")
                    .until(() -> Files.exists(folder.resolve("data/postgres.port"))
                            && engine.log().contains("Rollcall runs"));
            JsonNode added = json(
                    "add",
                    "severity=warning,group=payments",
                    "--for",
                    "2h",
                    "--comment",
                    "new keys",
                    "--by",
                    "anna",
                    "--json");
            assertThat(added.path("state").asText()).isEqualTo("active");
            assertThat(added.path("matchers").path(0).asText()).isEqualTo("severity=\"warning\", group=\"payments\"");
            String id = added.path("id").asText();
            assertThat(run(0, "list")).startsWith(id + "  active  ").endsWith("anna: new keys\n");
            String prefix = id.substring(0, 8);
            assertThat(json("change", prefix, "--for", "5h", "--json")
                            .path("id")
                            .asText())
                    .isEqualTo(id);
            assertThat(run(0, "expire", prefix)).contains("  expired  ");
            assertThat(run(0, "list")).isEqualTo("No silences\n");
            assertThat(mistake("add", "team!=x", "--for", "2h", "--comment", "why"))
                    .startsWith("silence: column 1: 'team!=x' would match alerts without these labels too");
            assertThat(mistake("expire", prefix)).startsWith("silence: no silence '" + prefix + "'");
            assertThat(engine.stop()).isIn(0, 143);
        }
    }

    private JsonNode json(String... arguments) throws Exception {
        return new JsonMapper().readTree(run(0, arguments));
    }

    private String run(int status, String... arguments) throws Exception {
        Ran command = command(arguments);
        assertThat(command.exit()).as(command.log()).isEqualTo(status);
        return command.output();
    }

    private String mistake(String... arguments) throws Exception {
        Ran command = command(arguments);
        assertThat(command.exit()).isEqualTo(2);
        return command.log();
    }

    private Ran command(String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = "alert";
        words[1] = "silence";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return scene.command(words);
    }
}
