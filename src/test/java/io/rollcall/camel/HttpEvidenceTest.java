package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out about an answer, and how much of it is kept when something is wrong with it. */
class HttpEvidenceTest {
    private static final Pattern TRACE = Pattern.compile("traceparent: 00-([0-9a-f]{32})-[0-9a-f]{16}-01\n");

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
    @ValueSource(
            strings = {
                "http_version == '1.1'",
                "redirects == 0",
                "size == 13B",
                "header.server == 'tiny'",
                "not has(certificate_expiry)",
                "first_byte_time < 14s and connect_time < 14s and dns_time < 14s",
                "not has(tls_time)",
                "len(path(body, '$.a[?(@ > 1)]')) == 2",
            })
    void conditions_speak_of_the_whole_answer(String condition) {
        server.answer(MisbehavingServer.response(200, "{\"a\":[1,2,3]}", "Server: tiny"));
        assertThat(checks.check(with("healthy-when", condition)).message()).isNull();
    }

    @Test
    void a_healthy_outcome_keeps_the_time_and_the_trace_alone() {
        server.answer(MisbehavingServer.response(200, "{}"));
        assertThat(checks.check(url()).details()).containsOnlyKeys("httpStatus", "timing", "traceId");
    }

    @Test
    void a_wrong_answer_is_kept_without_secrets() {
        String body = "{\"error\":\"no luck with hunter2\",\"password\":\"abc\"}\u0000";
        server.answer(MisbehavingServer.response(
                503, body, "Set-Cookie: sid=1", "X-Auth-Token: 2", "X-Echo: hunter2!", "Server: tiny"));
        Map<String, String> parameters = with("username", "ann");
        parameters.put("password", "hunter2");
        CheckResult result = checks.check(parameters);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        Map<?, ?> answer = (Map<?, ?>) result.details().get("answer");
        assertThat(answer.get("status")).isEqualTo("HTTP/1.1 503 Whatever");
        assertThat(answer.get("headers"))
                .isEqualTo(Map.of("server", "tiny", "x-echo", "***!", "connection", "close", "content-length", "50"));
        assertThat(answer.get("body")).isEqualTo("{\"error\":\"no luck with ***\",\"password\":\"***\"}\uFFFD");
    }

    @Test
    void a_degraded_answer_keeps_its_first_four_thousand_characters() {
        server.answer(MisbehavingServer.response(200, "x".repeat(10_000)));
        CheckResult result = checks.check(with("degraded-when", "size > 1KB"));

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(((Map<?, ?>) result.details().get("answer")).get("body")).isEqualTo("x".repeat(4096));
    }

    @Test
    void each_check_has_a_trace_of_its_own() {
        CheckResult first = checks.check(url());
        CheckResult second = checks.again();

        List<String> traces = List.of(trace(server.requests.get(0)), trace(server.requests.get(1)));
        assertThat(traces).doesNotHaveDuplicates();
        assertThat(List.of(first.details().get("traceId"), second.details().get("traceId")))
                .isEqualTo(traces);
    }

    @Test
    void a_trace_that_the_integration_brings_is_left_alone() {
        CheckResult result = checks.check(with("headers", "Traceparent: mine"));
        assertThat(server.requests.get(0)).containsOnlyOnce("raceparent: ").contains("raceparent: mine\n");
        assertThat(result.details()).doesNotContainKey("traceId");
    }

    @Test
    void credentials_that_a_server_repeats_are_not_shown() {
        server.answer((out, client) -> out.write(
                MisbehavingServer.response(403, server.requests.get(0)).getBytes(StandardCharsets.UTF_8)));
        CheckResult result = checks.check(with("bearer-token", "s3cret-token"));
        assertThat(server.requests.get(0)).contains("Authorization: Bearer s3cret-token\n");
        assertThat(result.toString()).doesNotContain("s3cret");

        Map<String, String> parameters = with("username", "ann");
        parameters.put("password", "hunter2");
        server.requests.clear();
        assertThat(checks.check(parameters).toString())
                .contains("Authorization: Basic ***")
                .doesNotContain("YW5uOmh1bnRlcjI");
    }

    @Test
    void redirects_are_counted_or_taken_for_the_answer() {
        server.answer((out, client) -> out.write(
                server.requests.get(server.requests.size() - 1).startsWith("GET /health ")
                        ? MisbehavingServer.response(302, "", "Location: /moved")
                                .getBytes(StandardCharsets.UTF_8)
                        : MisbehavingServer.ok("{}")));
        assertThat(checks.check(with("healthy-when", "redirects == 1")).message())
                .isNull();

        assertThat(checks.check(with("follow-redirects", "false")).message()).isEqualTo("HTTP 302 instead of 200-299");
        Map<String, String> parameters = with("follow-redirects", "false");
        parameters.put("expect-status", "302");
        parameters.put("healthy-when", "header.location == '/moved'");
        assertThat(checks.check(parameters).message()).isNull();
    }

    @Test
    void an_answer_that_breaks_off_is_down() {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello");
        CheckResult result = checks.check(url());
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).startsWith("Premature end").doesNotContain("Exception");
        assertThat(result.details()).containsKeys("timing", "traceId");
    }

    @Test
    void an_answer_that_is_not_packed_as_it_says_is_down() {
        server.answer(MisbehavingServer.response(200, "plain", "Content-Encoding: gzip"));
        CheckResult result = checks.check(url());
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isEqualTo("Not in GZIP format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset=nonsense", "text/plain; charset=utf-8", "application/json; charset="})
    void text_in_a_wrong_character_set_is_read_as_well_as_it_can_be(String type) {
        server.answer((out, client) -> {
            out.write(MisbehavingServer.response(200, "", "Content-Type: " + type)
                    .replace("Content-Length: 0", "Content-Length: 4")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(new byte[] {'o', 'k', (byte) 0xff, (byte) 0xe4});
        });
        assertThat(checks.check(with("healthy-when", "body contains 'ok'")).message())
                .isNull();
    }

    @Test
    void a_huge_answer_is_judged_by_what_its_header_says_of_its_size() {
        byte[] chunk = new byte[64 * 1024];
        server.answer((out, client) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(chunk);
            }
        });
        assertThat(checks.check(with("degraded-when", "size >= 1GB")).status()).isEqualTo(Status.DEGRADED);
    }

    private static String trace(String request) {
        Matcher found = TRACE.matcher(request);
        assertThat(found.find()).as(request).isTrue();
        return found.group(1);
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
