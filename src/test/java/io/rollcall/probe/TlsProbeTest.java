package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.Certificates;
import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TLS port with every certificate that a server can have, and ports that are none. */
class TlsProbeTest {
    @TempDir
    private Path folder;

    private final Watched watched = new Watched();
    private final ExecutorService server = Executors.newCachedThreadPool();
    private final TlsProbe probe = new TlsProbe(watched.dog(), new TlsContexts(), Clock.systemUTC(), new Judgement());
    private Certificates certificates;

    @BeforeEach
    void start() {
        certificates = new Certificates(folder);
    }

    @AfterEach
    void stop() {
        watched.close();
        server.shutdownNow();
    }

    @Test
    void a_good_certificate_is_healthy_and_described() throws Exception {
        CheckResult result = check(
                certificates.valid(40),
                "healthy-when",
                "protocol matches 'TLSv1\\.[23]' and issuer == 'CN=Root' and subject contains 'localhost'"
                        + " and chain_length == 2 and certificate_expiry > 39d");

        assertThat(result.message()).isNull();
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(result.details()).containsEntry("issuer", "CN=Root").containsKeys("certificateEnd", "protocol");
        assertThat(result.metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.key()).isEqualTo("certificate_expiry");
            assertThat(metric.value()).isCloseTo(40 * 86_400.0, within(3_600.0));
        });
        assertThat(watched.pending()).isZero();
    }

    @Test
    void a_certificate_that_has_expired_is_named_and_still_described() throws Exception {
        CheckResult result = check(certificates.expired());
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isEqualTo("Certificate expired");
        assertThat(result.metrics().get(0).value()).isNegative();
    }

    @Test
    void a_certificate_that_signed_itself_is_named() throws Exception {
        try (ServerSocket socket = certificates.selfSigned()) {
            assertThat(probe.run(check(socket, Map.of())).message()).isEqualTo("Certificate is self-signed");
        }
    }

    @Test
    void an_unknown_issuer_is_named() throws Exception {
        try (ServerSocket socket = certificates.valid(90)) {
            assertThat(probe.run(check(socket, Map.of())).message()).isEqualTo("Unknown issuer: CN=Root");
        }
    }

    @Test
    void a_certificate_for_another_host_is_named() throws Exception {
        assertThat(check(certificates.wrongHost()).message())
                .isEqualTo("Wrong host: the certificate is for CN=elsewhere.example, not for localhost");
    }

    @Test
    void another_name_can_be_asked_for() throws Exception {
        CheckResult result = check(certificates.wrongHost(), "server-name", "elsewhere.example");
        assertThat(result.message()).isNull();
    }

    @Test
    void a_certificate_of_its_own_is_shown_to_a_server_that_wants_one() throws Exception {
        try (ServerSocket socket = certificates.mutual()) {
            Map<String, String> parameters = new HashMap<>();
            parameters.put("ca-certificate", certificates.authority().toString());
            parameters.put("client-certificate", certificates.client().toString());
            parameters.put("client-key", certificates.clientKey().toString());
            assertThat(probe.run(check(socket, parameters)).message()).isNull();
        }
    }

    @Test
    void a_port_that_speaks_no_tls_is_told_so() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.execute(() -> answer(socket, "220 mail.example.org ready\r\n"));
            Check check = check(socket.getLocalPort(), Duration.ofSeconds(40), Map.of());
            assertThatThrownBy(() -> probe.run(check))
                    .isInstanceOfSatisfying(SSLException.class, plain -> assertThat(FailureText.of(check, plain))
                            .startsWith("TLS failed: "));
        }
    }

    @Test
    void a_server_that_says_nothing_is_left_in_time() throws Exception {
        try (RudeServer silent = RudeServer.hanging()) {
            Check check = check(silent.port(), Duration.ofMillis(300), Map.of());
            assertThatThrownBy(() -> probe.run(check)).isInstanceOf(SocketTimeoutException.class);
            assertThat(check.latency()).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_closed_port_is_a_connection_error() throws Exception {
        int port = Ports.free();
        Check check = check(port, Duration.ofSeconds(5), Map.of());
        assertThatThrownBy(() -> probe.run(check)).isInstanceOf(ConnectException.class);
    }

    private CheckResult check(ServerSocket socket, String... more) throws Exception {
        try (socket) {
            Map<String, String> parameters = new HashMap<>();
            parameters.put("ca-certificate", certificates.authority().toString());
            if (more.length == 2) {
                parameters.put(more[0], more[1]);
            }
            return probe.run(check(socket, parameters));
        }
    }

    private Check check(ServerSocket socket, Map<String, String> parameters) {
        server.execute(() -> answer(socket, ""));
        return check(socket.getLocalPort(), Duration.ofSeconds(40), parameters);
    }

    private static Check check(int port, Duration timeout, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("host", "localhost");
        all.put("port", String.valueOf(port));
        return Checks.of("tls", timeout, all);
    }

    /** One client: shakes hands where the socket can, says that, and waits until the client goes. */
    private static void answer(ServerSocket socket, String words) {
        try (Socket client = socket.accept()) {
            if (client instanceof SSLSocket secured) {
                secured.startHandshake();
            }
            client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException refused) {
            // That is what the client is asked about.
        }
    }
}
