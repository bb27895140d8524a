package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.Ports;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real check route makes of a server that behaves in every way a server can. */
class HttpChecksTest {
    private static final String TRIES = "tries";
    /** Before the time is over that a check has where it names none. */
    private static final Duration SOON = Duration.ofSeconds(13);

    private MisbehavingServer server;
    private HttpChecks checks;

    @BeforeEach
    void start() throws Exception {
        server = new MisbehavingServer();
        checks = new HttpChecks();
    }

    @AfterEach
    void stop() throws IOException {
        checks.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "200, -, HEALTHY, -",
                "204, -, HEALTHY, -",
                "404, -, DOWN, HTTP 404 instead of 200-299",
                "500, -, DOWN, HTTP 500 instead of 200-299",
                "503, -, DOWN, HTTP 503 instead of 200-299",
                "401, '200-204,401', HEALTHY, -",
                "205, '200-204,401', DOWN, 'HTTP 205 instead of 200-204,401'",
                "304, 304, HEALTHY, -",
            })
    void the_response_code_decides(int code, String expected, Status status, String message) {
        server.answer(MisbehavingServer.response(code, ""));
        CheckResult result = checks.check(expected == null ? url() : with("expect-status", expected));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.message()).isEqualTo(message);
        assertThat(result.details()).containsEntry("httpStatus", code);
        assertThat(result.latency()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"ok, 5, HEALTHY", "bad, 5, DOWN", "ok, 5000, DEGRADED"})
    void conditions_decide_about_a_right_answer(String state, int queue, Status status) {
        server.answer(MisbehavingServer.response(200, "{\"status\":\"" + state + "\",\"queue\":" + queue + "}"));
        Map<String, String> parameters = with("healthy-when", "body.status == \"ok\"");
        parameters.put("degraded-when", "body.queue > 1000");

        assertThat(checks.check(parameters).status()).isEqualTo(status);
    }

    @Test
    void the_request_is_made_as_declared() {
        server.answer(MisbehavingServer.response(200, ""));
        Map<String, String> parameters = with("method", "POST");
        parameters.put("url", server.url() + "?a=b%20c&d=e");
        parameters.put("headers", "Accept: application/json\nX-Api-Version : 2\nContent-Type: application/json");
        parameters.put("username", "ann");
        parameters.put("password", "p:w");
        parameters.put("body", "{\"ping\": true}");
        checks.check(parameters);

        assertThat(server.requests)
                .singleElement()
                .asString()
                .startsWith("POST /health?a=b%20c&d=e HTTP/1.1\n")
                .contains("Accept: application/json\n", "X-Api-Version: 2\n", "Content-Type: application/json\n")
                .contains("Authorization: Basic YW5uOnA6dw==\n", "User-Agent: Rollcall\n")
                .doesNotContain("Camel", "breadcrumb")
                .endsWith("\n\n{\"ping\": true}");
    }

    @Test
    void a_slow_answer_is_degraded() {
        server.answer((out, client) -> {
            server.pause(300);
            out.write(MisbehavingServer.ok("{}"));
        });
        CheckResult result = checks.check(with("degraded-above", "200ms"));

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.message()).matches("Slow response: \\d+ ms \\(limit 200 ms\\)");
    }

    @Test
    void a_server_that_says_nothing_is_waited_for_no_longer_than_the_timeout() {
        server.answer((out, client) -> server.pause(10_000));
        assertTimeout(checks.check(with("timeout", "400ms")));
    }

    @Test
    void a_server_that_trickles_is_waited_for_no_longer_than_the_timeout() {
        server.answer((out, client) -> {
            for (byte each : MisbehavingServer.ok("{\"a\": \"a long answer\"}")) {
                out.write(each);
                out.flush();
                server.pause(200);
            }
        });
        assertTimeout(checks.check(with("timeout", "700ms")));
    }

    @Test
    void a_body_that_trickles_is_waited_for_no_longer_than_the_timeout() {
        server.answer((out, client) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            while (true) {
                out.write('x');
                out.flush();
                server.pause(200);
            }
        });
        assertTimeout(checks.check(with("timeout", "700ms")));
    }

    @Test
    void a_refused_connection_is_tried_three_times() throws IOException {
        int free = Ports.free();
        long begin = System.nanoTime();
        CheckResult result = checks.check(Map.of("url", "http://127.0.0.1:" + free + "/x"));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(200), SOON);
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isEqualTo("Connection refused by 127.0.0.1:" + free);
        assertThat(result.details()).containsEntry(TRIES, 3);
    }

    @Test
    void a_reset_connection_is_tried_three_times() {
        server.answer((out, client) -> client.setSoLinger(true, 0));
        CheckResult result = checks.check(url());

        assertThat(result.message()).isEqualTo("Connection closed by localhost:" + server.port() + " before an answer");
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void a_connection_that_is_closed_after_the_request_is_not_tried_again() {
        server.answer("");
        CheckResult result = checks.check(url());

        assertThat(result.message()).isEqualTo("Connection closed by localhost:" + server.port() + " before an answer");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void an_answer_that_is_no_http_is_a_failure_in_plain_words() {
        server.answer("SSH-2.0-OpenSSH_9.6\r\n");
        CheckResult result = checks.check(url());

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isNotBlank().doesNotContain("Exception", "org.apache");
    }

    @Test
    void an_endless_answer_is_cut_and_still_judged() {
        byte[] chunk = new byte[64 * 1024];
        server.answer((out, client) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            while (true) {
                out.write(chunk);
            }
        });
        CheckResult result = checks.check(url());

        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(result.latency()).isLessThan(SOON);
    }

    @Test
    void one_redirect_is_followed() {
        server.answer((out, client) -> out.write(
                server.requests.size() == 1
                        ? MisbehavingServer.response(302, "", "Location: /moved")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                        : MisbehavingServer.ok("{}")));
        CheckResult result = checks.check(url());

        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(server.requests).hasSize(2);
        assertThat(server.requests.get(1)).startsWith("GET /moved ");
    }

    @Test
    void a_circle_of_redirects_is_a_failure_in_plain_words() {
        server.answer(MisbehavingServer.response(302, "", "Location: /health?token=hunter2"));
        CheckResult result = checks.check(url());

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).containsIgnoringCase("redirect").doesNotContain("Exception", "hunter2");
    }

    @Test
    void no_outcome_and_no_endpoint_shows_a_secret() {
        server.answer(MisbehavingServer.response(401, "{\"echo\": \"hunter2 s3cret\"}"));
        Map<String, String> parameters = with("username", "ann");
        parameters.put("password", "hunter2");
        parameters.put("url", "http://bob:s3cret@localhost:" + server.port() + "/x?token=s3cret");
        parameters.put("headers", "X-Token: t0ps3cret");

        assertThat(checks.check(parameters).toString()).doesNotContain("hunter2", "s3cret", "bob");
        server.answer("");
        assertThat(checks.again().toString()).doesNotContain("hunter2", "s3cret", "bob");
        assertThat(checks.camel.getEndpoints().toString()).doesNotContain("hunter2", "s3cret", "localhost");
    }

    @Test
    void five_failed_answers_open_the_breaker_and_the_sixth_check_makes_no_call() {
        server.answer(MisbehavingServer.response(500, ""));
        checks.watch(url());
        for (int i = 0; i < 5; i++) {
            assertThat(checks.again().failed()).isTrue();
        }

        assertThat(checks.again().shortCircuited()).isTrue();
        assertThat(server.requests).hasSize(5);
        assertThat(checks.breakers.openUntil("thing")).isNotNull();
    }

    private static void assertTimeout(CheckResult result) {
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).matches("No (complete )?answer within \\d+ ms");
        assertThat(result.latency()).isLessThan(SOON);
        assertThat(result.details()).containsEntry(TRIES, 1);
    }

    private Map<String, String> url() {
        return new HashMap<>(Map.of("url", server.url()));
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> parameters = url();
        parameters.put(name, value);
        return parameters;
    }
}
