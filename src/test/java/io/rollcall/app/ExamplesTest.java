package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages on kinds of check show works as they say. */
class ExamplesTest {
    @TempDir
    private Path folder;

    @Test
    void tcp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread memcached = new Thread(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write("VERSION 1.6.9\r\n".getBytes(StandardCharsets.UTF_8));
                    client.getInputStream().readAllBytes();
                } catch (java.io.IOException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            memcached.start();
            Outcome outcome = new Example(folder)
                    .check(
                            "tcp",
                            "cache",
                            Map.of("cache.example.org", "127.0.0.1", "11211", "" + server.getLocalPort()));
            assertThat(outcome.message()).isNull();
            assertThat(outcome.status()).isEqualTo(Status.HEALTHY);
            memcached.join();
        }
    }

    @Test
    void icmp() throws Exception {
        Outcome router = new Example(folder).check("icmp", "office-router", Map.of("router.example.org", "127.0.0.1"));
        assertThat(router.message()).isNull();
        assertThat(router.metrics()).extracting(Metric::name).containsExactly("packet_loss", "round_trip");
    }

    @Test
    void mail() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.setUser("monitor@example.org", "monitor", "right");
        server.setUser("support@example.org", "support", "right");
        server.start();
        try {
            String port = "" + server.getImap().getPort();
            Example example = new Example(folder);
            Outcome mailbox = example.check(
                    "imap",
                    "support-mailbox",
                    Map.of(
                            "imap.example.org }",
                            "127.0.0.1 }\n      - { name: port, value: \"" + port
                                    + "\" }\n      - { name: security, value: none }",
                            "{{env:SUPPORT_PASSWORD}}",
                            "right"));
            assertThat(mailbox.message()).isNull();
            assertThat(mailbox.metrics())
                    .extracting(Metric::name)
                    .containsExactly("mailbox_messages", "mailbox_unread");

            Outcome delivery = example.check("mail-roundtrip", "mail-delivery", onOneServer(server));
            assertThat(delivery.message()).isNull();
            assertThat(delivery.metrics()).extracting(Metric::name).containsExactly("delivery");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    private static Map<String, String> onOneServer(GreenMail server) {
        return Map.of(
                "smtp.example.org }",
                "127.0.0.1 }\n      - { name: smtp-starttls, value: none }\n      - { name: smtp-port, value: \""
                        + server.getSmtp().getPort() + "\" }",
                "imap.example.org }",
                "127.0.0.1 }\n      - { name: imap-security, value: none }\n      - { name: imap-port, value: \""
                        + server.getImap().getPort() + "\" }",
                "      - { name: smtp-username, value: rollcall }\n",
                "",
                "      - { name: smtp-password, value: \"{{env:SMTP_PASSWORD}}\" }\n",
                "",
                "{{env:MONITOR_PASSWORD}}",
                "right");
    }

    @Test
    void exec() throws Exception {
        Example example = new Example(folder);
        assertThat(example.check("exec", "spool-disk", Map.of()).message()).startsWith("Scripts are off");

        example.set("rollcall.exec.enabled", "true");
        Outcome plenty = example.check("exec", "spool-disk", Map.of());
        assertThat(plenty.message()).isNull();
        assertThat(plenty.status()).isEqualTo(Status.HEALTHY);
        assertThat(plenty.metrics())
                .extracting(Metric::name, Metric::unit, Metric::value)
                .containsExactly(tuple("var_free", "B", 3367.0 * 1024 * 1024));

        assertThat(example.check("exec", "spool-disk", Map.of("3367MB", "3MB")).message())
                .isEqualTo("space: perf.var_free (3145728) > 1000000000");
    }
}
