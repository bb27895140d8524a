package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
    private final Watched watched = new Watched();
    private final TcpProbe probe = new TcpProbe(watched.dog(), new Judgement());
    private final Retries retries = new Retries(3, Duration.ofMillis(100));

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void an_open_port_is_healthy() throws Exception {
        try (ServerSocket server = server(50)) {
            Map<String, String> open = Map.of("host", "127.0.0.1", "port", String.valueOf(server.getLocalPort()));
            Check check = Checks.patient("tcp", Duration.ofSeconds(20), open);
            assertThat(probe.run(check).status()).isEqualTo(Status.HEALTHY);
            assertThat(check.tries()).isOne();
            assertThat(watched.pending()).isZero();
        }
    }

    @Test
    void a_closed_port_is_a_connection_error() throws Exception {
        Check check = check("127.0.0.1", Ports.free());
        assertThatThrownBy(() -> probe.run(check))
                .isInstanceOfSatisfying(ConnectException.class, refused -> assertThat(retries.again(check, refused))
                        .isTrue());
    }

    @Test
    void a_black_hole_is_left_in_time_and_is_a_connection_error() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket server = server(1)) {
            fill(server, queue);
            Check check = check("127.0.0.1", server.getLocalPort());
            assertThatThrownBy(() -> probe.run(check))
                    .isInstanceOfSatisfying(
                            SocketTimeoutException.class,
                            timeout -> assertThat(retries.again(check, timeout)).isTrue());
            assertThat(check.latency()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
        } finally {
            for (Socket waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void an_unknown_host_is_a_connection_error() {
        Check check = check("no-such-host.invalid", 80);
        assertThatThrownBy(() -> probe.run(check))
                .isInstanceOfSatisfying(UnknownHostException.class, unknown -> assertThat(retries.again(check, unknown))
                        .isTrue());
    }

    @Test
    void a_port_that_is_none_is_named() {
        Check check = Checks.of("tcp", Duration.ofSeconds(1), Map.of("host", "127.0.0.1", "port", "http"));
        assertThatThrownBy(() -> probe.run(check)).hasMessage("Parameter port must be a port from 1 to 65535: http");
    }

    @Test
    void what_is_sent_and_what_comes_back_are_looked_at() throws Exception {
        try (Speaker speaker = new Speaker("VERSION 1.6\r\n")) {
            CheckResult right = probe.run(check(speaker, Map.of("send", "version\\r\\n", "expect", "^VERSION \\d")));
            assertThat(right.status()).isEqualTo(Status.HEALTHY);
            assertThat(speaker.heard()).isEqualTo("version\r\n");
        }
    }

    @Test
    void the_answer_can_be_judged() throws Exception {
        try (Speaker speaker = new Speaker("220 old server\r\n")) {
            CheckResult result =
                    probe.run(check(speaker, Map.of("expect", "220", "degraded-when", "answer contains \"old\"")));
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
        }
    }

    @Test
    void another_answer_is_a_failure_that_shows_it() throws Exception {
        try (Speaker speaker = new Speaker("-ERR no\r\n")) {
            CheckResult wrong = probe.run(check(speaker, Duration.ofSeconds(2), Map.of("expect", "PONG")));
            assertThat(wrong.status()).isEqualTo(Status.DOWN);
            assertThat(wrong.message()).isEqualTo("Expected PONG but got '-ERR no'");
        }
    }

    @Test
    void an_answer_without_end_is_left() throws Exception {
        try (Speaker speaker = new Speaker("x".repeat(100_000))) {
            assertThat(probe.run(check(speaker, Map.of("expect", "PONG"))).message())
                    .startsWith("Expected PONG but got 'xxx");
        }
    }

    @Test
    void no_answer_is_told_and_not_asked_again() throws Exception {
        try (RudeServer silent = RudeServer.hanging()) {
            Check check = Checks.of(
                    "tcp",
                    Duration.ofMillis(300),
                    Map.of("host", "127.0.0.1", "port", "" + silent.port(), "expect", "PONG"));
            assertThatThrownBy(() -> probe.run(check)).satisfies(late -> {
                assertThat(FailureText.of(check, late)).isEqualTo("No answer within 300 ms");
                assertThat(retries.again(check, (Exception) late)).isFalse();
            });
        }
    }

    @Test
    void an_expression_that_is_none_is_named() {
        assertThat(TcpProbe.KIND.rules().get("expect").apply("a(")).hasValueSatisfying(mistake -> assertThat(mistake)
                .startsWith("this is no regular expression: Unclosed group"));
    }

    private static Check check(Speaker speaker, Map<String, String> more) {
        return check(speaker, Duration.ofSeconds(20), more);
    }

    private static Check check(Speaker speaker, Duration timeout, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("host", "127.0.0.1");
        parameters.put("port", String.valueOf(speaker.server.getLocalPort()));
        return Checks.patient("tcp", timeout, parameters);
    }

    /** Says one thing to one client, and hears what that says first. */
    private static final class Speaker implements AutoCloseable {
        private final ServerSocket server = server(1);
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<String> heard;

        Speaker(String words) throws IOException {
            heard = thread.submit(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
                    return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                }
            });
        }

        String heard() throws Exception {
            return heard.get(100, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            server.close();
            thread.shutdownNow();
        }
    }

    private static Check check(String host, int port) {
        return Checks.of("tcp", Duration.ofMillis(300), Map.of("host", host, "port", String.valueOf(port)));
    }

    private static ServerSocket server(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
    }

    /** Connects until the server's queue of unaccepted connections is full: from then on it answers nobody. */
    private static void fill(ServerSocket server, List<Socket> queue) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket waiting = new Socket();
            queue.add(waiting);
            try {
                waiting.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 200);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IllegalStateException("The queue is never full");
    }
}
