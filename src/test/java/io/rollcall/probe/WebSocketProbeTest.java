package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.Certificates;
import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server, which does as told, and against ports that are none. */
class WebSocketProbeTest {
    private static final Consumer<ServerWebSocket> ECHO = socket -> {
        socket.writeTextMessage("welcome");
        socket.textMessageHandler(text -> socket.writeTextMessage("{\"heard\": \"" + text + "\"}"));
    };

    @TempDir
    private Path folder;

    private final Watched watched = new Watched();
    private final WebSocketProbe probe = new WebSocketProbe(watched.dog(), new TlsContexts(), new Judgement());

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void one_that_opens_and_answers_a_ping_is_healthy_and_closed_in_good_order() throws Exception {
        try (WebSocketServer server = WebSocketServer.plain(ECHO)) {
            CheckResult result = run(server.port(), Map.of());
            assertThat(result.message()).isNull();
            assertThat(Found.metrics(result)).containsOnlyKeys("open_time", "ping_time");
            assertThat(server.closes().poll(100, TimeUnit.SECONDS)).isEqualTo((short) 1000);
            assertThat(watched.pending()).isZero();
        }
    }

    @Test
    void it_waits_for_the_message_that_is_expected() throws Exception {
        try (WebSocketServer server = WebSocketServer.plain(ECHO)) {
            CheckResult result = run(
                    server.port(), Map.of("send", "hello", "expect", "heard", "healthy-when", "body.heard == 'hello'"));
            assertThat(result.message()).isNull();
            assertThat(Found.metrics(result)).containsKeys("open_time", "answer_time", "ping_time");

            assertThat(run(server.port(), Map.of("send", "hello", "healthy-when", "body == 'welcome'"))
                            .message())
                    .isNull();
            assertThat(run(server.port(), 2000, Map.of("expect", "bye")).message())
                    .startsWith("Expected bye but got 'welcome' within 2");
        }
    }

    @Test
    void a_subprotocol_is_agreed_on_or_the_handshake_fails() throws Exception {
        try (WebSocketServer server = WebSocketServer.plain(ECHO)) {
            Map<String, String> known =
                    Map.of("subprotocol", "v1.feed, v2.feed", "healthy-when", "subprotocol == 'v2.feed'");
            assertThat(run(server.port(), known).message()).isNull();
            assertThat(run(server.port(), Map.of("subprotocol", "v9.feed")).message())
                    .startsWith("The handshake failed: ");
        }
    }

    @Test
    void a_handshake_that_is_refused_is_told_with_its_code() throws Exception {
        try (WebSocketServer server = WebSocketServer.plain(ECHO)) {
            CheckResult refused = run(server.port(), Map.of("headers", "Authorization: Bearer wrong-token"));
            assertThat(refused.status()).isEqualTo(Status.DOWN);
            assertThat(refused.message()).isEqualTo("HTTP 401 instead of a WebSocket");
            assertThat(refused.toString()).doesNotContain("wrong-token");

            String elsewhere = "ws://localhost:" + server.port() + "/elsewhere";
            assertThat(run(server.port(), Map.of("url", elsewhere)).message())
                    .isEqualTo("HTTP 404 instead of a WebSocket");
        }
    }

    @Test
    void a_server_that_closes_is_told_with_its_reason() throws Exception {
        try (WebSocketServer server = WebSocketServer.plain(socket -> socket.close((short) 1013, "try later"))) {
            assertThat(run(server.port(), Map.of()).message())
                    .isEqualTo("It closed with 1013 try later instead of a pong");
        }
        try (WebSocketServer server =
                WebSocketServer.plain(socket -> socket.textMessageHandler(text -> socket.end()))) {
            assertThat(run(server.port(), Map.of("send", "hello")).message())
                    .startsWith("It closed with ")
                    .endsWith(" instead of a message");
        }
    }

    @Test
    void messages_in_parts_are_put_together_and_long_ones_refused() throws Exception {
        try (WebSocketServer server = WebSocketServer.plain(
                socket -> socket.writeFrame(io.vertx.core.http.WebSocketFrame.textFrame("one ", false))
                        .onSuccess(none -> socket.writeFrame(
                                io.vertx.core.http.WebSocketFrame.continuationFrame(Buffer.buffer("two"), true))))) {
            assertThat(run(server.port(), Map.of("expect", "two", "healthy-when", "body == 'one two'"))
                            .message())
                    .isNull();
        }
        try (WebSocketServer server = WebSocketServer.plain(socket -> socket.writeTextMessage("x".repeat(2 << 20)))) {
            assertThatThrownBy(() -> run(server.port(), Map.of("expect", "y"))).isInstanceOf(Exception.class);
        }
    }

    @Test
    void tls_is_verified_and_described() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.valid(90).close();
        try (WebSocketServer server = WebSocketServer.secured(Keys.in(folder), ECHO)) {
            String url = "wss://localhost:" + server.port() + "/feed";
            String authority = certificates.authority().toString();
            CheckResult result = run(
                    server.port(),
                    Map.of("url", url, "ca-certificate", authority, "healthy-when", "certificate_expiry > 80d"));
            assertThat(result.message()).isNull();

            CheckResult untrusted = run(server.port(), Map.of("url", url));
            assertThat(untrusted.message()).isEqualTo("Unknown issuer: CN=Root");
            assertThat(Found.metrics(untrusted)).containsOnlyKeys("certificate_expiry");

            String byAddress = url.replace("localhost", "127.0.0.1");
            assertThat(run(server.port(), Map.of("url", byAddress, "ca-certificate", authority))
                            .message())
                    .startsWith("Wrong host: ");
        }
    }

    @Test
    void a_certificate_that_signed_itself_is_named() throws Exception {
        new Certificates(folder).selfSigned().close();
        try (WebSocketServer server = WebSocketServer.secured(Keys.in(folder), ECHO)) {
            assertThat(run(server.port(), Map.of("url", "wss://localhost:" + server.port() + "/feed"))
                            .message())
                    .isEqualTo("Certificate is self-signed");
        }
    }

    @Test
    void garbage_and_an_abrupt_end_are_told() throws Exception {
        try (OneAnswer ssh = new OneAnswer("SSH-2.0-OpenSSH_9.6\r\n\r\n")) {
            assertThat(failure(ssh.port())).isEqualTo("The answer is no HTTP");
        }
        try (OneAnswer nothing = new OneAnswer("")) {
            assertThat(failure(nothing.port())).startsWith("Connection closed by localhost:");
        }
        try (OneAnswer web = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")) {
            CheckResult result = run(web.port(), Map.of());
            assertThat(result.message()).isEqualTo("HTTP 200 instead of a WebSocket");
            assertThat(result.details()).containsEntry("answer", "hello");
        }
        try (OneAnswer echo = new OneAnswer("HTTP/1.1 401 No\r\nContent-Length: 17\r\n\r\nnot Bearer s3cret")) {
            CheckResult result = run(echo.port(), Map.of("headers", "Authorization: Bearer s3cret"));
            assertThat(result.details().get("answer").toString())
                    .startsWith("not ")
                    .doesNotContain("s3cret");
        }
        String wrongKey = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: AAAA\r\n\r\n";
        try (OneAnswer wrong = new OneAnswer(wrongKey)) {
            assertThat(run(wrong.port(), Map.of()).message()).startsWith("The handshake failed: ");
        }
    }

    @Test
    void a_port_that_says_nothing_is_left_in_time_and_none_at_all_is_tried_again() throws Exception {
        try (RudeServer silent = RudeServer.hanging()) {
            Check check = check(silent.port(), 400, Map.of());
            assertThatThrownBy(() -> probe.run(check)).satisfies(thrown -> assertThat(FailureText.of(check, thrown))
                    .isEqualTo("No answer within 400 ms"));
            assertThat(check.latency()).isLessThan(Duration.ofSeconds(30));
        }
        try (RudeServer slow = RudeServer.trickling("HTTP/1.1 101 Switching".getBytes(StandardCharsets.US_ASCII))) {
            Check check = check(slow.port(), 1200, Map.of());
            assertThatThrownBy(() -> probe.run(check)).isInstanceOf(java.net.SocketTimeoutException.class);
            assertThat(check.latency()).isLessThan(Duration.ofSeconds(30));
        }
        int closed = Ports.free();
        Check check = check(closed, 3000, Map.of());
        assertThatThrownBy(() -> probe.run(check)).isInstanceOfSatisfying(Exception.class, refused -> assertThat(
                        new Retries(3, Duration.ZERO).again(check, refused))
                .isTrue());
    }

    private String failure(int port) {
        Check check = check(port, 20_000, Map.of());
        try {
            return "no failure: " + probe.run(check);
        } catch (Exception failed) {
            return FailureText.of(check, failed);
        }
    }

    private CheckResult run(int port, Map<String, String> more) throws Exception {
        return run(port, 10_000, more);
    }

    private CheckResult run(int port, int timeout, Map<String, String> more) throws Exception {
        return probe.run(check(port, timeout, more));
    }

    private static Check check(int port, int timeout, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.putIfAbsent("url", "ws://localhost:" + port + "/feed");
        parameters.putIfAbsent("headers", "Authorization: Bearer right");
        return Checks.patient("websocket", Duration.ofMillis(timeout), parameters);
    }
}
