package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ExecProbeTest {
    private static final Duration SOON = Duration.ofMillis(1500);
    /** So that what another process of tests starts is not mistaken for ours. */
    private static final String OURS = String.valueOf(ProcessHandle.current().pid());

    private final ExecProbe probe = new ExecProbe(true, new Judgement());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0, HEALTHY,", "1, DEGRADED, some words", "2, DOWN, some words", "3, UNKNOWN, some words"})
    void the_exit_status_decides(int exit, Status status, String message) throws Exception {
        CheckResult result = shell("echo 'some words | a=1'; exit " + exit, Map.of());
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.message()).isEqualTo(message);
    }

    @Test
    void another_exit_status_is_unknown() throws Exception {
        assertThat(shell("exit 127", Map.of()).message()).isEqualTo("Exit status 127");
        assertThat(shell("echo oops; exit 4", Map.of()).message()).isEqualTo("Exit status 4: oops");
        assertThat(shell("exit 2", Map.of()).message()).isEqualTo("Exit status 2");
    }

    @Test
    void performance_data_become_metrics_and_can_be_judged() throws Exception {
        CheckResult result = shell(
                "echo \"DISK OK - free | '/var used'=1.5KB;10;20;0;100 time=250ms;; load1=0.5 99th=12% hits=7c x=U\"",
                Map.of("sub-checks", "load: perf.load1 < 0.2"));
        assertThat(result.metrics())
                .extracting(Metric::name, Metric::unit, Metric::value)
                .containsExactly(
                        tuple("var_used", "B", 1536.0),
                        tuple("time", "s", 0.25),
                        tuple("load1", "", 0.5),
                        tuple("value_99th", "%", 12.0),
                        tuple("hits", "", 7.0));
        assertThat(result.message()).isEqualTo("load: perf.load1 (0.5) < 0.2");
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void arguments_are_handed_over_as_they_are_and_without_a_shell() throws Exception {
        CheckResult result = run("/bin/echo\n$HOME; `id` 'a b'", Map.of());
        assertThat(result.details()).containsEntry("output", "$HOME; `id` 'a b'\n");
    }

    @Test
    void it_gets_its_folder_and_its_variables_and_none_of_ours() throws Exception {
        CheckResult result =
                shell("pwd; env", Map.of("directory", folder.toString(), "environment", "REGION=eu\nEMPTY="));
        assertThat(result.details().get("output").toString())
                .startsWith(folder.toRealPath().toString())
                .contains("REGION=eu", "EMPTY=")
                .doesNotContain("MAVEN", "SUREFIRE");
    }

    @Test
    void its_output_is_cut_and_without_secrets() throws Exception {
        CheckResult result = shell(
                "echo \"login with $DB_PASSWORD\"; head -c 1000000 /dev/zero | tr '\\0' x; exit 2",
                Map.of("environment", "DB_PASSWORD=hunter2-hunter2"));
        assertThat(result.message()).isEqualTo("login with ***");
        assertThat(result.details().get("output").toString()).hasSize(4096).doesNotContain("hunter2");
    }

    @Test
    void a_program_that_is_not_there_is_unknown() throws Exception {
        CheckResult result = run(folder.resolve("nothing").toString(), Map.of());
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.message()).startsWith("Cannot run ").contains("No such file");
    }

    @Test
    void when_its_time_is_over_it_and_all_that_it_started_end() throws Exception {
        CheckResult result = hasty("echo begun; sleep 617" + OURS + " & sleep 618" + OURS);
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).startsWith("Did not end within ");
        assertThat(result.details()).containsEntry("output", "begun\n");
        assertThat(result.latency()).isBetween(SOON, SOON.plusSeconds(30));
        awaitEnd("sleep 61[78]" + OURS);
    }

    @Test
    void one_that_prints_without_end_is_stopped() throws Exception {
        assertThat(hasty("yes " + OURS).message()).startsWith("Did not end within ");
        awaitEnd("yes " + OURS);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void what_it_leaves_behind_ends_and_holds_up_nothing() throws Exception {
        CheckResult result = shell("(sleep 619" + OURS + " &) ; echo done", Map.of());
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(result.details()).containsEntry("output", "done\n");
        awaitEnd("sleep 619" + OURS);
    }

    @Test
    void scripts_are_off_until_they_are_allowed() throws Exception {
        CheckResult result = new ExecProbe(false, new Judgement())
                .run(Checks.of("exec", Duration.ofSeconds(1), Map.of("command", "touch\n" + folder.resolve("it"))));
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.message()).isEqualTo("Scripts are off; set rollcall.exec.enabled=true to run them");
        assertThat(Files.exists(folder.resolve("it"))).isFalse();
    }

    @Test
    void a_variable_that_is_none_is_named() {
        assertThat(ExecProbe.KIND.rules().get("environment").apply("A=1\nB")).hasValue("write NAME=value, one a line");
    }

    private CheckResult shell(String script, Map<String, String> more) throws Exception {
        return run("/bin/sh\n-c\n" + script, more);
    }

    private CheckResult run(String command, Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("command", command);
        return probe.run(Checks.patient("exec", Duration.ofSeconds(30), parameters));
    }

    /** One whose time is over soon. */
    private CheckResult hasty(String script) throws Exception {
        return probe.run(Checks.of("exec", SOON, Map.of("command", "/bin/sh\n-c\n" + script)));
    }

    private static void awaitEnd(String pattern) {
        await().until(() -> ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(each -> each.info().commandLine().orElse(""))
                .noneMatch(line -> line.matches("(.*/)?" + pattern)));
    }
}
