package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.rollcall.Certificates;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against grpc-java's own server and health service, and against ports that are none. */
class GrpcProbeTest {
    @TempDir
    private Path folder;

    private final Watched watched = new Watched();
    private final GrpcProbe probe = new GrpcProbe(watched.dog(), new TlsContexts(), new Judgement());

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void a_server_that_serves_is_healthy_as_a_whole_and_by_service() throws Exception {
        try (GrpcServer server = GrpcServer.plain()) {
            CheckResult whole = run(server.port(), Map.of("healthy-when", "serving == 'SERVING'"));
            assertThat(whole.message()).isNull();
            assertThat(whole.details()).containsEntry("grpcStatus", "OK");

            String longName = "shop." + "Orders".repeat(40);
            server.says(longName, ServingStatus.SERVING);
            assertThat(run(server.port(), Map.of("service", longName)).message())
                    .isNull();
            assertThat(watched.pending()).isZero();
        }
    }

    @Test
    void a_service_that_does_not_serve_or_is_not_known_is_down() throws Exception {
        try (GrpcServer server = GrpcServer.plain()) {
            server.says("", ServingStatus.NOT_SERVING);
            server.says("shop.Orders", ServingStatus.UNKNOWN);
            assertThat(run(server.port(), Map.of()).message()).isEqualTo("The server says NOT_SERVING");
            assertThat(run(server.port(), Map.of("service", "shop.Orders")).message())
                    .isEqualTo("Service shop.Orders says UNKNOWN");
            assertThat(run(server.port(), Map.of("service", "shop.Nobody")).message())
                    .isEqualTo("SERVICE_UNKNOWN: the server's health service does not know service shop.Nobody");
        }
    }

    @Test
    void a_server_without_a_health_service_is_told_so() throws Exception {
        try (GrpcServer server = GrpcServer.withoutHealth()) {
            assertThat(run(server.port(), Map.of()).message())
                    .startsWith("UNIMPLEMENTED: the server has no health service: Method not found");
        }
    }

    @Test
    void a_wrong_login_is_told_without_it() throws Exception {
        try (GrpcServer server = GrpcServer.plain()) {
            CheckResult result = run(server.port(), Map.of("headers", "Authorization: Bearer wrong-token"));
            assertThat(result.message())
                    .isEqualTo("UNAUTHENTICATED: the server wants other credentials in headers: a token, please");
            assertThat(result.toString()).doesNotContain("wrong-token");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, UNAVAILABLE: the server takes no calls at present: gone + fort 100 %",
        "DEADLINE_EXCEEDED, DEADLINE_EXCEEDED: the server did not answer in the time it was given: gone + fort 100 %",
        "PERMISSION_DENIED, PERMISSION_DENIED: these credentials may not ask for health: gone + fort 100 %",
        "RESOURCE_EXHAUSTED, RESOURCE_EXHAUSTED: gone + fort 100 %"
    })
    void every_status_is_told_in_words(Status.Code code, String words) throws Exception {
        try (GrpcServer server = GrpcServer.answering(code.toStatus().withDescription("gone + fort 100 %"))) {
            CheckResult result = run(server.port(), Map.of());
            assertThat(result.status()).isEqualTo(io.rollcall.integration.Status.DOWN);
            assertThat(result.message()).isEqualTo(words);
        }
    }

    @Test
    void a_server_that_does_not_answer_is_left_in_time() throws Exception {
        try (GrpcServer server = GrpcServer.answering(Status.CANCELLED)) {
            // Whoever of the two sees first that the time is over.
            Check check = check(server.port(), 400, Map.of());
            String said;
            try {
                said = String.valueOf(probe.run(check).message());
            } catch (SocketTimeoutException late) {
                said = FailureText.of(check, late);
            }
            assertThat(said).matches("No answer within 400 ms|UNAVAILABLE.*\\(CANCEL\\)|DEADLINE_EXCEEDED.*");
            assertThat(check.latency()).isLessThan(Duration.ofSeconds(30));
        }
        try (RudeServer silent = RudeServer.hanging()) {
            Check check = check(silent.port(), 400, Map.of());
            assertThatThrownBy(() -> probe.run(check)).isInstanceOf(SocketTimeoutException.class);
        }
        try (RudeServer slow = RudeServer.trickling(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0, 0})) {
            Check check = check(slow.port(), 1200, Map.of());
            assertThatThrownBy(() -> probe.run(check)).isInstanceOf(SocketTimeoutException.class);
            assertThat(check.latency()).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void tls_is_verified_and_described() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.valid(90).close();
        try (GrpcServer server = GrpcServer.secured(folder)) {
            Map<String, String> trusting = new HashMap<>(Map.of(
                    "security",
                    "tls",
                    "ca-certificate",
                    certificates.authority().toString()));
            CheckResult result = run(server.port(), trusting);
            assertThat(result.message()).isNull();
            assertThat(Found.metrics(result)).containsOnlyKeys("certificate_expiry");

            assertThat(run(server.port(), Map.of("security", "tls")).message()).isEqualTo("Unknown issuer: CN=Root");
            trusting.put("server-name", "elsewhere.example");
            assertThat(run(server.port(), trusting).message()).startsWith("Wrong host: ");
        }
    }

    @Test
    void tls_without_http_2_is_told_and_a_certificate_that_signed_itself_is_named() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.valid(90).close();
        Map<String, String> trusting = Map.of(
                "security", "tls", "ca-certificate", certificates.authority().toString());
        try (WebSocketServer web = WebSocketServer.secured(Keys.in(folder), socket -> {})) {
            assertThat(run(web.port(), trusting).message()).isEqualTo("The server speaks no HTTP/2 over TLS");
        }
        Path other = java.nio.file.Files.createDirectory(folder.resolve("other"));
        new Certificates(other).selfSigned().close();
        try (GrpcServer server = GrpcServer.secured(other)) {
            assertThat(run(server.port(), Map.of("security", "tls")).message()).isEqualTo("Certificate is self-signed");
        }
    }

    @Test
    void what_is_no_grpc_is_told_so() throws Exception {
        try (OneAnswer web = new OneAnswer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(run(web.port(), Map.of()).message()).isEqualTo("The port speaks no HTTP/2");
        }
        try (WebSocketServer web = WebSocketServer.plain(socket -> {})) {
            // Vert.x speaks HTTP/2 without TLS, and no gRPC.
            assertThat(run(web.port(), Map.of()).message()).isEqualTo("The answer is no gRPC: HTTP 200");
        }
        try (OneAnswer nothing = new OneAnswer("")) {
            Check check = check(nothing.port(), 20_000, Map.of());
            assertThatThrownBy(() -> probe.run(check)).satisfies(thrown -> assertThat(FailureText.of(check, thrown))
                    .startsWith("Connection closed by localhost"));
        }
    }

    private CheckResult run(int port, Map<String, String> more) throws Exception {
        return probe.run(check(port, 10_000, more));
    }

    private static Check check(int port, int timeout, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("host", "localhost");
        parameters.put("port", String.valueOf(port));
        parameters.putIfAbsent("security", "none");
        parameters.putIfAbsent("headers", "Authorization: Bearer right");
        return Checks.patient("grpc", Duration.ofMillis(timeout), parameters);
    }
}
