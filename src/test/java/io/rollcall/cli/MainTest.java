package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private static final List<String> REMOTE = List.of(
            "status",
            "alert list",
            "alert dead",
            "alert ack shop",
            "alert silence list",
            "alert silence expire 1",
            "inbox",
            "integration list",
            "user list",
            "token list",
            "status-page list",
            "status-page post hi --state resolved --component till",
            "status-page subscribers",
            "alert replay --all",
            "inbox read 1",
            "integration pause till",
            "integration add till --kind http",
            "alert silence add a=b --comment x --for 1h",
            "user add joe",
            "token add grafana");

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
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
        assertThat(run("status", "--url", "http://me:secret pass@example.com?token=secret"))
                .isEqualTo(2);
        variables.put("ROLLCALL_URL", "example.com");
        assertThat(run("status")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--url: ", "ROLLCALL_URL: ", "is no address of an engine")
                .doesNotContain("secret");
    }

    @Test
    void a_token_that_cannot_be_shown_is_refused_without_saying_what_it_is() {
        variables.put("ROLLCALL_TOKEN", "secret\nof mine");
        assertThat(run("alert", "list", "--url", "http://localhost:1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("ROLLCALL_TOKEN: holds no token")
                .doesNotContain("secret", "\tat ");
    }

    /** {@code {}} without any list must not read like "nothing fires". */
    @Test
    void a_server_that_answers_with_other_json_is_no_engine() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        try {
            variables.put(
                    "ROLLCALL_URL", "http://localhost:" + other.getAddress().getPort());
            for (String command : REMOTE) {
                err.reset();
                assertThat(run(command.split(" "))).as(command).isEqualTo(2);
                assertThat(err.toString(StandardCharsets.UTF_8))
                        .as(command)
                        .contains("is no engine of Rollcall")
                        .hasLineCount(1);
            }
            assertThat(out.size()).isZero();
        } finally {
            other.stop(0);
        }
    }

    /** "Nothing fires" would be a lie. */
    @Test
    void alerts_are_not_told_while_the_database_is_away() {
        variables.put("ROLLCALL_DATABASE_URL", "jdbc:postgresql://localhost:1/rollcall");
        assertThat(run("alert", "list")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("localhost:1").hasLineCount(1);
    }

    @Test
    void a_number_or_an_id_that_is_none_is_refused_in_plain_words() {
        assertThat(run("inbox", "--limit", "0")).isEqualTo(2);
        assertThat(run("audit", "--limit", "-5")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'--limit'", "'0' is no count", "'-5' is no count");
        assertThat(run("inbox", "read", "x1")).isEqualTo(2);
        assertThat(run("alert", "replay", "x2")).isEqualTo(2);
        assertThat(run("integration", "edit", "shop", "--threshold", "x3")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("'x1' is no whole number", "'x2' is no id", "'x3' is no whole number")
                .doesNotContain("java.");
    }

    @Test
    void json_is_whole_also_where_letters_beyond_ascii_cannot_be_printed() throws Exception {
        PrintStream ascii = new PrintStream(out, true, StandardCharsets.US_ASCII);
        new Environment(
                        folder,
                        Map.of(),
                        new Properties(),
                        InputStream.nullInputStream(),
                        ascii,
                        ascii,
                        new Terminal(false, false, false))
                .json(Map.of("name", "Büro 🚀"));
        assertThat(new ObjectMapper().readTree(out.toByteArray()).path("name").asText())
                .isEqualTo("Büro 🚀");
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
        variables.put("ROLLCALL_DATA", folder.toString());
        return new Environment(
                folder,
                variables,
                new Properties(),
                new ByteArrayInputStream("a-long-enough-password\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.NONE);
    }
}
