package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.Site.Mood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/commands.md, run: they print what stands there, but for numbers. */
@ExtendWith(PostgresExtension.class)
class CommandExamplesStoryTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    @TempDir
    private Path folder;

    private Scene scene;

    /** A command as it stands on the page, and the lines below it. */
    private record Example(String command, List<String> lines) {}

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.ownDatabase(server, "examples");
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
                        "1s",
                        "breaker-failures",
                        "1000"),
                integration(
                        "tcp",
                        "till",
                        "name",
                        "Till",
                        "host",
                        "127.0.0.1",
                        "port",
                        "" + scene.site.port(),
                        "degraded-above",
                        "15s"));
        scene.site.is("/shop", Mood.FAILING);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_stands_on_the_page_is_what_is_printed() throws Exception {
        try (Installation running = scene.start()) {
            await("down")
                    .until(() -> scene.word("shop").equals("down")
                            && scene.word("till").equals("healthy"));
            List<Example> examples = examples("status", "metrics stream", "integration", "validate", "completion");
            assertThat(examples).hasSizeGreaterThan(9);
            for (Example example : examples) {
                Ran ran = scene.command(words(example.command()));
                assertThat(ran.exit()).as(example.command() + ran.log()).isIn(0, 1);
                List<String> printed = ran.output()
                        .lines()
                        .map(CommandExamplesStoryTest::plain)
                        .toList();
                assertThat(printed).as(example.command()).containsSubsequence(expected(example));
            }
            assertThat(running.engine().api().status().summary().total()).isEqualTo(2);
        }
    }

    @Test
    void who_misspells_a_key_is_told_which_is_meant() throws Exception {
        try (Installation running = scene.start()) {
            Ran show = scene.command("integration", "show", "tilll");
            assertThat(show.exit()).isEqualTo(2);
            assertThat(show.log()).contains("integration: no such integration 'tilll'; did you mean 'till'?");
            Ran shown = scene.command("integration", "show", "till");
            assertThat(shown.output()).startsWith("Till (till, tcp)\n  status: ");
            String url = "http://localhost:" + scene.port();
            Ran add = scene.command(
                    "alert", "silence", "add", "integration=till", "--for", "2h", "--comment", "why", "--url", url);
            assertThat(add.exit()).as(add.log()).isZero();
            String id = add.output().substring(0, 8);
            assertThat(scene.command("alert", "silence", "list", "--url", url).output())
                    .startsWith(id);
            assertThat(scene.command("alert", "silence", "change", id, "--for", "9h", "--comment", "yet", "--url", url)
                            .output())
                    .startsWith(id)
                    .endsWith(": yet\n");
            assertThat(scene.command("alert", "silence", "expire", id, "--url", url)
                            .output())
                    .contains("  expired  ");
            assertThat(scene.command("alert", "list", "--url", url).exit()).isIn(0, 1);
            messages(url);
            transfer(url);
            accounts(url);
            assertThat(scene.command("completion", "fish").output())
                    .contains("from integration; and __fish_seen_subcommand_from show' -a 'shop till'");
            assertThat(scene.command("completion", "bash").output()).contains("\"shop\" \"till\"");
            assertThat(running.engine().api().status().summary().total()).isEqualTo(2);
        }
    }

    private void messages(String url) {
        assertThat(scene.command("alert", "dead", "--url", url).output()).isEqualTo("Everything was delivered.\n");
        assertThat(scene.command("alert", "replay", "--all", "--url", url).output())
                .isEqualTo("0 messages are tried again.\n");
        String unknown = "11111111-1111-1111-1111-111111111111";
        Ran replay = scene.command("alert", "replay", unknown, "--url", url);
        assertThat(replay.exit()).isEqualTo(1);
        assertThat(replay.log()).contains(unknown + ": no such dead letter");
        assertThat(scene.command("inbox", "--unread", "--url", url).output()).isEqualTo("No messages\n");
        assertThat(scene.command("inbox", "read", "7", "--url", url).log()).contains("7: no such message");
        assertThat(scene.command("inbox", "read", "--all", "--url", url).output())
                .isEqualTo("0 messages are marked as read.\n");
    }

    private void accounts(String url) {
        Ran added = Ran.fed(scene, "a long enough one\n", "user", "add", "ada", "--url", url);
        assertThat(added.output()).as(added.log()).isEqualTo("ada may log in as viewer.\n");
        scene.command("user", "role", "ada", "operator", "--url", url);
        assertThat(Ran.fed(scene, "another long one\n", "user", "password", "ada", "--url", url)
                        .exit())
                .isZero();
        assertThat(scene.command("user", "logout", "ada", "--url", url).output())
                .isEqualTo("ada was not logged in.\n");
        assertThat(scene.command("user", "list", "--url", url).output()).startsWith("ada  operator\n");
        scene.command("user", "remove", "ada", "--url", url);
        Ran gone = scene.command("user", "remove", "ada", "--url", url);
        assertThat(gone.exit()).isEqualTo(2);
        assertThat(gone.log()).contains("There is no user 'ada'");
        assertThat(scene.command("token", "add", "ci", "--for", "1d", "--url", url)
                        .output())
                .matches("rollcall_[\\w-]{43}\n");
        assertThat(scene.command("token", "list", "--url", url).output()).contains("  ci  read  /  until ");
        assertThat(scene.command("token", "remove", "ci", "--url", url).output())
                .isEqualTo("ci is removed.\n");
    }

    private void transfer(String url) throws Exception {
        String exported = scene.command("export", "--url", url).output();
        assertThat(exported).contains("key: \"till\"");
        Path file = folder.resolve("estate.yaml");
        Files.writeString(file, exported);
        assertThat(scene.command("import", file.toString(), "--dry-run").output())
                .isEqualTo("Nothing differs.\n");
        Files.writeString(file, exported.replace("name: \"Till\"", "name: \"Old Till\""));
        assertThat(scene.command("import", file.toString(), "--dry-run").output())
                .isEqualTo("integration till would be changed\n   name: Till → Old Till\n");
        assertThat(scene.command("import", file.toString(), "--url", url).output())
                .startsWith("integration till is changed\n");
        Files.writeString(file, "rollcall: 9");
        assertThat(scene.command("import", file.toString()).exit()).isEqualTo(2);
        assertThat(scene.command("import", "nowhere.yaml").log()).contains("nowhere.yaml: there is no such file");
        strangers(file.toString());
    }

    /** Another server, which answers everything well, is taken for no engine. */
    private void strangers(String file) throws Exception {
        String stranger = scene.site.url("");
        for (String command : List.of("export", "import " + file, "metrics stream --once")) {
            Ran ran = scene.command(words(command + " --url " + stranger));
            assertThat(ran.exit()).as(command).isEqualTo(2);
            assertThat(ran.output()).isEmpty();
            assertThat(ran.log())
                    .contains(stranger + ": answers otherwise than Rollcall; it is no engine of Rollcall\n");
        }
    }

    /** Counters may be more than the page shows. */
    private static List<String> expected(Example example) {
        return example.lines().stream()
                .filter(line -> !line.equals("…") && !line.contains("Last incident") && !line.contains("Avg Response"))
                .map(CommandExamplesStoryTest::plain)
                .toList();
    }

    private static String plain(String line) {
        // A figure that is worked out from time to time may be there already.
        return line.replaceAll("\\d+(\\.\\d+)?", "0")
                .replaceAll(" +", " ")
                .replace(" 0% ", " - ")
                .strip();
    }

    private static List<Example> examples(String... commands) throws Exception {
        List<Example> examples = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("docs/commands.md"))) {
            if (line.startsWith("```")) {
                inside = false;
            } else if (line.startsWith("$ ./rollcall ")) {
                String command = line.substring("$ ./rollcall ".length());
                inside = List.of(commands).stream().anyMatch(command::startsWith);
                if (inside) {
                    examples.add(new Example(command, new ArrayList<>()));
                }
            } else if (inside) {
                examples.get(examples.size() - 1).lines().add(line);
            }
        }
        return examples;
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group() : word.group(1));
        }
        return words.toArray(String[]::new);
    }
}
