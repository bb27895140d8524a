package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the HTTP API does with requests that are wrong, repeated, late or meant to harm. */
@ExtendWith(PostgresExtension.class)
class ApiRefusalStoryTest extends ApiRequests {
    /** What would do harm in SQL, a page, a header, a path, a route file and a placeholder. */
    private static final List<String> HARMFUL = List.of(
            "x'; DROP TABLE integration_health; --",
            "<script>alert(1)</script>",
            "a\\r\\nSet-Cookie: b=c",
            "../../../../etc/passwd",
            "x\\n- route:\\n    id: evil\\n    from:\\n      uri: timer:evil",
            "${exec:id} #bean:x",
            "{{env:HOME}}",
            "nul\\u0000byte");

    @Test
    void what_is_wrong_is_refused_with_what_would_be_right(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "api_refusal");
        try (Installation running = scene.start()) {
            await().until(() -> scene.word("shop").equals("healthy"));
            wrongRequests();
            wrongBodies();
            wrongValues();
            oddValues();
            repeated(sql);
            changedMeanwhile();
            harmful(sql);
            spoofed();
        }
    }

    private void wrongRequests() throws Exception {
        assertThat(problem(send("GET", "/api/nothing", null), 404).path("title").asText())
                .isEqualTo("There is no such thing");
        HttpResponse<String> method = send("DELETE", "/api/integrations/shop/history", null);
        assertThat(problem(method, 405).path("detail").asText()).isEqualTo("This path takes GET");
        assertThat(method.headers().firstValue("Allow")).hasValue("GET");
        assertThat(send("POST", "/api/silences/x", "{}").headers().firstValue("Allow"))
                .hasValue("DELETE, PUT");
        assertThat(problem(send("GET", "/api/integrations/shp", null), 404)
                        .path("detail")
                        .asText())
                .endsWith("did you mean 'shop'?");
        problem(send("POST", "/api/silences", "{\"comment\": \"" + "x".repeat(1_100_000) + "\"}"), 413);
        HttpResponse<String> type = send("POST", "/api/silences", "a=b", "Content-Type", "text/plain");
        assertThat(problem(type, 415).path("detail").asText()).isEqualTo("Content-Type must be application/json");
    }

    private void wrongBodies() throws Exception {
        assertThat(problem(send("POST", "/api/silences", "{\n  \"comment\": oops}"), 400)
                        .path("detail")
                        .asText())
                .startsWith("The body is no JSON at line 2, column ");
        problem(send("POST", "/api/silences", "{\"comment\": \"a\"} and more"), 400);
        problem(send("POST", "/api/silences", ""), 400);
        problem(send("POST", "/api/silences", "null"), 400);
        problem(send("POST", "/api/silences", "[]"), 400);
        JsonNode unknown = problem(send("POST", "/api/silences", "{\"comment\": \"a\", \"matcher\": []}"), 400);
        assertThat(unknown.at("/faults/0/field").asText()).isEqualTo("matcher");
        assertThat(unknown.at("/faults/0/expected").asText()).contains("did you mean 'matchers'?");
        assertThat(problem(send("POST", "/api/silences", "{\"startsAt\": \"tomorrow\"}"), 400)
                        .at("/faults/0/expected")
                        .asText())
                .startsWith("a time such as");
    }

    private void wrongValues() throws Exception {
        JsonNode settings = problem(
                send(
                        "PATCH",
                        "/api/integrations/shop",
                        "{\"interval\": \"1s\", \"parameters\": {\"degraded-abov\": \"1s\"}}"),
                400);
        assertThat(settings.at("/faults").findValuesAsText("field")).contains("parameters.degraded-abov");
        problem(send("PATCH", "/api/integrations/shop", "{\"interval\": \"1s\"}"), 400);
        problem(send("GET", "/api/integrations?status=broken", null), 400);
        problem(send("GET", "/api/integrations?limit=0", null), 400);
        problem(send("GET", "/api/integrations?limit=99999999", null), 400);
        problem(send("GET", "/api/outages?after=x", null), 400);
        problem(send("POST", "/api/cron/check-integration-health", ""), 403);
        assertThat(problem(send("GET", "/api/cron/cleanup-health-logs", null), 403)
                        .path("detail")
                        .asText())
                .contains("rollcall.cron-secret");
        problem(send("POST", "/api/integrations", "{\"key\": \"run\", \"type\": \"exec\"}"), 400);
        assertThat(problem(send("POST", "/api/integrations", "{\"key\": \"run\", \"type\": \"htttp\"}"), 400)
                        .at("/faults/0/expected")
                        .asText())
                .contains("did you mean 'http'?");
    }

    /** What a program says that has a fault: numbers without end, times beyond all calendars, holes, things said twice. */
    private void oddValues() throws Exception {
        Map<String, String> faulty = Map.of(
                "matchers[0]", "{\"matchers\": [null], \"duration\": \"1h\", \"comment\": \"a\"}",
                "startsAt", "{\"startsAt\": \"+1000000-01-01T00:00:00Z\", \"duration\": \"1h\"}",
                "endsAt", "{\"endsAt\": 1e300}");
        for (Map.Entry<String, String> body : faulty.entrySet()) {
            assertThat(problem(send("POST", "/api/silences", body.getValue()), 400)
                            .at("/faults/0/field")
                            .asText())
                    .isEqualTo(body.getKey());
        }
        problem(
                send("POST", "/api/silences", SILENCE.replace("\"duration\"", "\"comment\": \"a\", \"duration\"")),
                400);
        problem(send("POST", "/api/silences", SILENCE.replace("once", "x".repeat(1001))), 400);
        for (String number : List.of("1e999999999", "1e-999999999", "\"much\"")) {
            problem(send("POST", "/api/rules", RULE_ID.formatted("r").replace("99", number)), 400);
        }
        for (String window : List.of("9223372036854775807", "-1", "1.5")) {
            String rule = RULE_ID.formatted("r").replace("99", "99, \"timeWindow\": " + window);
            problem(send("POST", "/api/rules", rule), 400);
        }
        problem(send("PATCH", "/api/integrations/shop", "{\"threshold\": 2.5}"), 400);
        problem(send("POST", "/api/inbox/read", "{\"ids\": [null]}"), 400);
        problem(send("POST", "/api/status-page/updates", "{\"components\": [null], \"text\": \"a\"}"), 400);
        problem(send("GET", "/api/outages?after=2026-99-99T10:00:00Z~shop", null), 400);
        problem(send("GET", "/api/notifications?after=2026-99-99T10:00:00Z~" + UUID.randomUUID(), null), 400);
        problem(send("GET", "/api/integrations/shop?key=other", null), 404);
        problem(imported("rollcall: 1\nsilences: [null]\n"), 400);
        problem(imported("rollcall: 1\nrollcall: 1\n"), 400);
        problem(
                imported("rollcall: 1\nrules:\n- id: integration-down\n  severity: info\n"
                        + "  condition: { metric: error_rate, operator: gt, threshold: 99 }\n"),
                400);
        assertThat(send("HEAD", "/api/health", null).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> imported(String yaml) throws Exception {
        return send("POST", "/api/import?dryRun=true", yaml, "Content-Type", "application/yaml");
    }

    private void repeated(Sql sql) throws Exception {
        String body = SILENCE;
        HttpResponse<String> first = send("POST", "/api/silences", body, "Idempotency-Key", "k-1");
        HttpResponse<String> second = send("POST", "/api/silences", body, "Idempotency-Key", "k-1");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        problem(send("POST", "/api/silences", body.replace("1h", "2h"), "Idempotency-Key", "k-1"), 422);
        problem(send("POST", "/api/silences?trial=true", body, "Idempotency-Key", "k-1"), 422);
        assertThat(send("POST", "/api/silences", body, "Idempotency-Key", "k-2").body())
                .isNotEqualTo(first.body());
        problem(send("POST", "/api/silences", "{}", "Idempotency-Key", "k-3"), 400);
        assertThat(send("POST", "/api/silences", body, "Idempotency-Key", "k-3").statusCode())
                .as("a refusal did nothing, so the key is free")
                .isEqualTo(201);
        sql.execute("UPDATE api_request SET at = at - interval '25 hours'");
        assertThat(send("POST", "/api/silences", body, "Idempotency-Key", "k-1").body())
                .as("a day later it is another request")
                .isNotEqualTo(first.body());
    }

    private void changedMeanwhile() throws Exception {
        await("nothing changes between the two").untilAsserted(() -> {
            HttpResponse<String> list = send("GET", "/api/groups", null);
            String known = list.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = send("GET", "/api/groups", null, "If-None-Match", known);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        });

        String tag = send("GET", "/api/integrations/shop", null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<String> changed =
                send("PATCH", "/api/integrations/shop", "{\"interval\": \"10s\"}", "If-Match", tag);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        problem(send("PATCH", "/api/integrations/shop", "{\"interval\": \"20s\"}", "If-Match", tag), 412);
        String now = changed.headers().firstValue("ETag").orElseThrow();
        assertThat(send("PATCH", "/api/integrations/shop", "{\"interval\": \"5s\"}", "If-Match", now)
                        .statusCode())
                .isEqualTo(200);
        problem(send("PATCH", "/api/integrations/shop", "{\"interval\": \"5s\"}", "If-Match", "x"), 412);
    }

    /** By path, where the text goes. */
    private static Map<String, String> bodies(String text) {
        return Map.of(
                "/api/silences",
                "{\"matchers\": [\"severity=info\"], \"duration\": \"1h\", \"comment\": \"%s\"}",
                "/api/maintenance",
                "{\"group\": \"%s\", \"duration\": \"1h\"}",
                "/api/alerts/acknowledge",
                "{\"alert\": \"%s\"}",
                "/api/integrations",
                "{\"key\": \"%s\", \"type\": \"http\"}",
                "/api/rules",
                "{\"id\": \"r" + HARMFUL.indexOf(text) + "\", \"name\": \"%s\", \"severity\": \"info\","
                        + " \"condition\": {\"metric\": \"error_rate\", \"operator\": \"gt\", \"threshold\": 99}}");
    }

    /** Each is refused, or kept as the plain text that it is. */
    private void harmful(Sql sql) throws Exception {
        String integrations = sql.value("SELECT count(*) FROM integration_health");
        for (String text : HARMFUL) {
            for (Map.Entry<String, String> body : bodies(text).entrySet()) {
                HttpResponse<String> answer =
                        send("POST", body.getKey(), body.getValue().formatted(text));
                assertThat(answer.statusCode())
                        .as(body.getKey() + " " + text + " " + answer.body())
                        .isIn(201, 400, 409);
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            }
            problem(send("POST", "/api/rules", RULE_ID.formatted(text)), 400);
            HttpResponse<String> named = send("PATCH", "/api/integrations/shop", "{\"name\": \"%s\"}".formatted(text));
            assertThat(named.statusCode()).as(text).isIn(200, 400);
            String query = "?text=" + java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
            assertThat(send("GET", "/api/integrations" + query, null).statusCode())
                    .isEqualTo(200);
            assertThat(send("GET", "/api/notifications" + query.replace("text", "integration"), null)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(send("GET", "/health", null).body()).doesNotContain("<script>");
        assertThat(send("GET", "/api/rules", null).body()).doesNotContain("\"id\":\"evil\"");
        assertThat(sql.value("SELECT count(*) FROM integration_health")).isEqualTo(integrations);
        harmless();
    }

    private void harmless() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("data").resolve("routes"))) {
            List<String> texts = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".camel.yaml"))
                    .map(ApiRefusalStoryTest::read)
                    .toList();
            assertThat(texts).isNotEmpty().allSatisfy(written -> assertThat(written)
                    .doesNotContain("{{", "${exec")
                    .doesNotContainPattern("(?m)^\\s*id: \"?evil"));
        }
        problem(
                send("PATCH", "/api/integrations/shop", "{\"endpointUrl\": \"http://a.example/{{rollcall.data}}\"}"),
                400);
        problem(send("PATCH", "/api/integrations/shop", "{\"parameters\": {\"headers\": \"X: {{env:PATH}}\"}}"), 400);
    }

    private static final String SILENCE =
            "{\"matchers\": [\"severity=info\"], \"duration\": \"1h\", \"comment\": \"once\"}";
    private static final String RULE_ID =
            """
            {"id": "%s", "severity": "info",
             "condition": {"metric": "error_rate", "operator": "gt", "threshold": 99}}
            """;

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Parameters of the query look like headers to Camel. */
    private void spoofed() throws Exception {
        String body = "{\"matchers\": [\"severity=info\"], \"duration\": \"1h\", \"comment\": \"who\"}";
        problem(send("POST", "/api/silences?RollcallCaller=root", body), 400);
        HttpResponse<String> answer = send("POST", "/api/silences?If-Match=1", body);
        assertThat(new JsonMapper().readTree(answer.body()).path("createdBy").asText())
                .isEqualTo("api");
        assertThat(send("GET", "/api/cron/cleanup-health-logs?Authorization=Bearer%20x", null)
                        .statusCode())
                .isEqualTo(403);
        try (Socket raw = new Socket("localhost", scene.port())) {
            raw.setSoTimeout(100_000);
            raw.getOutputStream()
                    .write("GET /api/integrations/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = raw.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 404");
        }
    }
}
