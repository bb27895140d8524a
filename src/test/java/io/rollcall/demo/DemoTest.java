package io.rollcall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.integration.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CountDownLatch stop = new CountDownLatch(1);

    @Test
    void an_outage_is_told_once_over_every_channel_and_nothing_is_left_behind() throws Exception {
        Path folder;
        List<ProcessHandle> database;
        List<ProcessHandle> before = children();
        try (Demo demo = demo()) {
            folder = demo.folder();
            database = processOf(folder.resolve("data/postgres/postmaster.pid"));

            assertThat(demo.play(List.of(Script.outage(Map.of("retell", Status.DOWN)), Script.recovery())))
                    .isEmpty();

            assertThat(demo.summary()).contains("8 messages received (2 Slack, 2 Email, 2 SMS, 2 PagerDuty)");
            await().until(() -> demo.status().report().summary().healthy() == 7);
            stop.countDown();
            demo.keepOn();
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "Estate    Retell.ai fails",
                        // From unknown, or from healthy where its first check was sooner than its failure.
                        " -> down: HTTP 503",
                        "Estate    Retell.ai works again",
                        "Status    Retell.ai down -> healthy")
                .contains(
                        "Slack     [CRITICAL] Retell.ai is down\n",
                        "| Runbook: Switch the phone line to voicemail",
                        "SMS       (CRITICAL) Retell.ai is down. Since ",
                        "PagerDuty trigger [CRITICAL] Retell.ai is down: HTTP 503",
                        "| From: rollcall@example.com   To: ops@example.com",
                        "PagerDuty resolve ");
        assertThat(folder).doesNotExist();
        assertThat(database).hasSize(1);
        await().until(() -> database.stream().noneMatch(ProcessHandle::isAlive));
        await().untilAsserted(() -> assertThat(children()).isSubsetOf(before));
    }

    private Demo demo() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Demo(new Narration(out, false, Clock.system(ZoneOffset.UTC)), Clock.systemUTC(), stop);
    }

    private static List<ProcessHandle> processOf(Path pidFile) throws IOException {
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.limit(1)
                    .map(line -> ProcessHandle.of(Long.parseLong(line.strip())).orElseThrow())
                    .toList();
        }
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }
}
