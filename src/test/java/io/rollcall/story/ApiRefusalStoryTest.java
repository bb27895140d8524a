package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the HTTP API does with requests that are wrong, repeated, late or meant to harm. */
@ExtendWith(PostgresExtension.class)
class ApiRefusalStoryTest {
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

    @TempDir
    private Path folder;

    private Scene scene;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        scene.set("rollcall.api.requests-per-minute", "100000");
        scene.file(
                "shop", integration("http", "shop", "url", scene.site.url("/shop"), "interval", "5s", "recheck", "1s"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_is_wrong_is_refused_with_what_would_be_right(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "api_refusal");
        try (Installation running = scene.start()) {
            await().until(() -> scene.word("shop").equals("healthy"));
            wrongRequests();
            wrongBodies();
            wrongValues();
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

    private void repeated(Sql sql) throws Exception {
        String body = "{\"matchers\": [\"severity=info\"], \"duration\": \"1h\", \"comment\": \"once\"}";
        HttpResponse<String> first = send("POST", "/api/silences", body, "Idempotency-Key", "k-1");
        HttpResponse<String> second = send("POST", "/api/silences", body, "Idempotency-Key", "k-1");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        problem(send("POST", "/api/silences", body.replace("1h", "2h"), "Idempotency-Key", "k-1"), 422);
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

    private static JsonNode problem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(scene.address(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && Stream.of(headers).noneMatch("Content-Type"::equals)) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
