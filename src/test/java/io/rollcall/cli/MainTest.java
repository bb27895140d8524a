package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void the_documents_names_of_checks_are_understood() {
        assertThat(words("health:retell", "--detailed")).containsExactly("check", "retell", "--detailed");
        assertThat(words("health:database")).containsExactly("check", "database");
        assertThat(words("health:quick-check")).containsExactly("check", "--all");
        assertThat(words("health:daily-check", "--json")).containsExactly("check", "--all", "--detailed", "--json");
        assertThat(words("metrics:stream", "--once")).containsExactly("metrics", "stream", "--once");
        assertThat(words("alert:list")).containsExactly("alert", "list");
    }

    @Test
    void everything_else_stays_as_it_is() {
        assertThat(words("health:check", "--all")).containsExactly("health:check", "--all");
        assertThat(words("status", "health:x")).containsExactly("status", "health:x");
        assertThat(words("alert:lits")).containsExactly("alert:lits");
        assertThat(words()).isEmpty();
    }

    @Test
    void who_misspells_a_command_or_an_option_is_told_what_may_be_meant() {
        assertThat(run("stauts")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'stauts'", "Did you mean", "status");
        assertThat(run("status", "--wach")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--watch");
    }

    @Test
    void an_address_that_is_none_is_refused_and_so_is_one_with_a_password_in_it() {
        assertThat(run("status", "--url", "ftp://example.com")).isEqualTo(2);
        assertThat(run("integration", "list", "--url", "http://me:secret@example.com"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--url").contains("is no address of an engine");
    }

    @Test
    void a_time_that_is_none_is_refused_in_one_line() {
        assertThat(run("status", "--watch", "--interval", "often")).isEqualTo(2);
        assertThat(run("metrics", "stream", "--interval", "0s")).isEqualTo(2);
        assertThat(run(
                        "alert",
                        "silence",
                        "add",
                        "a=b",
                        "--comment",
                        "x",
                        "--for",
                        "long",
                        "--url",
                        "http://localhost:1"))
                .isEqualTo(2);
        assertThat(run("alert", "silence", "change", "1", "--url", "http://localhost:1"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "'often' is no duration",
                        "'0s' is no time at all",
                        "'long' is no duration",
                        "say what is to be")
                .doesNotContain("\tat ");
    }

    @Test
    void each_shell_gets_a_script_that_knows_every_command() throws Exception {
        for (String shell : new String[] {"bash", "zsh", "fish"}) {
            out.reset();
            assertThat(run("completion", shell)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("status", "metrics", "stream", "integration", "--once".substring(2), "backtest");
        }
        out.reset();
        run("completion", "bash");
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(out.toByteArray());
        bash.getOutputStream().close();
        assertThat(bash.waitFor()).isZero();
        assertThat(run("completion", "tcsh")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Main.run(environment(), arguments);
    }

    private String[] words(String... arguments) {
        CommandLine commands = new CommandLine(new Main(), new Commands(environment()));
        return OtherNames.inOurWords(commands, arguments);
    }

    private Environment environment() {
        return new Environment(
                folder,
                Map.of("ROLLCALL_DATA", folder.toString()),
                new Properties(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.NONE);
    }
}
