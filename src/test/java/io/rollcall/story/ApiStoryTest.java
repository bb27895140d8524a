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
import io.rollcall.story.Site.Mood;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP API of a running engine, held against its document and the shapes that the source documents ask for. */
@ExtendWith(PostgresExtension.class)
class ApiStoryTest {
    private static final String SECRET = "cron-secret-of-the-story";
    private static final String RULE =
            """
            {"id": "custom_alert", "name": "Custom Performance Alert", "condition": {"metric": "avg_response_time",
             "operator": "gt", "threshold": 1500, "timeWindow": 300}, "severity": "warning",
             "channels": [{"type": "rollbar", "config": {"level": "warning"}}], "enabled": true}
            """;

    @TempDir
    private Path folder;

    private Scene scene;
    private Contract contract;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void prepare() throws Exception {
        contract = new Contract();
        scene = new Scene(folder);
        scene.set("rollcall.cron-secret", SECRET);
        scene.set("rollcall.api.requests-per-minute", "100000");
        scene.file(
                "shop",
                integration(
                        "http",
                        "shop",
                        "name",
                        "The Shop",
                        "group",
                        "front",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        "5s",
                        "recheck",
                        "1s",
                        "headers",
                        "Authorization: Bearer literal-secret-value"),
                integration(
                        "http",
                        "pay",
                        "url",
                        scene.site.url("/pay"),
                        "interval",
                        "5s",
                        "recheck",
                        "1s",
                        "depends-on",
                        "shop",
                        "breaker-open",
                        "1s"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void every_operation_answers_as_the_document_says(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "api_contract");
        scene.site.is("/pay", Mood.FAILING);
        try (Installation running = scene.start()) {
            await().atMost(Duration.ofSeconds(40)).until(() -> scene.word("pay").equals("down"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            get("/api/alerts").at("/alerts/0/state").asText().equals("firing"));
            read();
            write(sql);
            page();
            transfer();
        }
        assertThat(contract.unseen()).as("nothing escalates in this story").containsExactly("api-alert-escalate");
    }

    private void read() throws Exception {
        JsonNode health = get("/api/health");
        assertThat(names(health))
                .containsExactly("status", "timestamp", "version", "environment", "uptime", "responseTime", "checks");
        assertThat(health.at("/checks/database/status").asText()).isEqualTo("healthy");
        assertThat(health.at("/checks/storage/responseTime").isNumber()).isTrue();
        assertThat(get("/api/health/status").at("/summary/down").asInt()).isEqualTo(1);
        JsonNode deployment = json(call("GET", "/api/health/deployment", null), 503);
        assertThat(names(deployment)).containsExactly("timestamp", "requestId", "deployment", "services", "summary");
        assertThat(deployment.at("/services/pay/status").asText()).isEqualTo("fail");
        assertThat(deployment.at("/services/shop/details/connection").asText()).isEqualTo("verified");
        assertThat(deployment.at("/summary/overallStatus").asText()).isEqualTo("unhealthy");

        JsonNode list = get("/api/integrations?status=down&text=PA&kind=http");
        assertThat(list.at("/integrations").findValuesAsText("key")).containsExactly("pay");
        assertThat(get("/api/integrations?group=front").path("total").asInt()).isEqualTo(1);
        JsonNode first = get("/api/integrations?limit=1");
        assertThat(first.path("next").asText()).isEqualTo("pay");
        assertThat(get("/api/integrations?limit=1&after=pay")
                        .at("/integrations/0/key")
                        .asText())
                .isEqualTo("shop");

        JsonNode shop = get("/api/integrations/shop");
        assertThat(shop.toString()).doesNotContain("literal-secret-value");
        assertThat(shop.at("/settings/endpointUrl").asText()).isEqualTo(scene.site.url("/shop"));
        assertThat(shop.at("/neededBy/0").asText()).isEqualTo("pay");
        assertThat(shop.path("declaredIn").asText()).endsWith("shop.camel.yaml");
        JsonNode pay = get("/api/integrations/pay");
        assertThat(pay.at("/lastOutcome/evidence/statusCode").isMissingNode()
                        && pay.at("/lastOutcome/evidence").isEmpty())
                .isFalse();
        assertThat(pay.at("/alerts/0/rule").asText()).isEqualTo("integration-down");

        JsonNode history = get("/api/integrations/pay/history?range=7d");
        assertThat(names(history))
                .containsExactly("key", "range", "bucketSeconds", "points", "changes", "uptime", "successRate");
        assertThat(history.at("/points/0/failures").asInt()).isPositive();
        assertThat(history.at("/changes/0/to").asText()).isEqualTo("down");
        assertThat(history.path("uptime").asDouble()).isLessThan(100);
        for (String path : List.of(
                "/api/groups",
                "/api/dependencies",
                "/api/uptime",
                "/api/response-times",
                "/api/rules",
                "/api/dead-letters",
                "/api/silences",
                "/api/maintenance")) {
            get(path);
        }
        JsonNode outages = get("/api/outages?hours=24&limit=1");
        assertThat(outages.at("/outages/0/key").asText()).isEqualTo("pay");
        assertThat(get("/api/outages?limit=1&after=" + outages.path("next").asText())
                        .at("/outages/0/at")
                        .asText())
                .isLessThan(outages.at("/outages/0/at").asText());
        JsonNode messages = get("/api/notifications?integration=pay&limit=1");
        assertThat(messages.at("/notifications/0/rule").asText()).isEqualTo("integration-down");
        get("/api/notifications?limit=1&after=" + messages.path("next").asText());
    }

    private void write(Sql sql) throws Exception {
        JsonNode outcome = json(call("POST", "/api/integrations/shop/check", ""), 200);
        assertThat(outcome.path("status").asText()).isEqualTo("healthy");
        assertThat(json(call("POST", "/api/integrations/pay/check", ""), 200)
                        .path("message")
                        .asText())
                .contains("503");
        settings(sql);
        alertsAndSilences();
        String letter = "11111111-1111-1111-1111-111111111111";
        sql.execute("INSERT INTO dead_letter (notification_id, channel, rule, integration_key, notice) VALUES ('"
                + letter + "', 'slack', 'r', 'shop', '{}')");
        json(call("POST", "/api/dead-letters/" + letter + "/replay", ""), 202);
        rules();
        jobs();
    }

    private void settings(Sql sql) throws Exception {
        json(call("POST", "/api/integrations/shop/pause", ""), 200);
        assertThat(scene.word("shop")).isEqualTo("unknown");
        assertThat(call("POST", "/api/integrations/shop/check", "").statusCode())
                .isEqualTo(409);
        json(call("POST", "/api/integrations/shop/resume", ""), 200);
        JsonNode changed = json(
                call("PATCH", "/api/integrations/shop", "{\"interval\": \"30s\", \"alertEmail\": \"a@example.com\"}"),
                200);
        assertThat(get("/api/integrations/shop").path("version").asLong())
                .isEqualTo(changed.path("version").asLong());
        assertThat(get("/api/integrations/shop").at("/settings/interval").asText())
                .isEqualTo("30s");
        assertThat(sql.value("SELECT changed_by FROM integration_audit ORDER BY id DESC LIMIT 1"))
                .isEqualTo("api");
        String addition = "{\"key\": \"extra\", \"type\": \"http\", \"endpointUrl\": \"" + scene.site.url("/extra")
                + "\", \"interval\": \"5s\"}";
        json(call("POST", "/api/integrations", addition), 201);
        json(call("POST", "/api/integrations", addition), 409);
        assertThat(json(call("POST", "/api/integrations/extra/check", ""), 200)
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(call("DELETE", "/api/integrations/extra", null).statusCode()).isEqualTo(204);
        json(call("GET", "/api/integrations/extra", null), 404);
        json(call("DELETE", "/api/integrations/shop", null), 409);
        json(call("POST", "/api/integrations", addition), 201);
    }

    private void alertsAndSilences() throws Exception {
        String alert = "{\"alert\": \"integration-down/pay\"}";
        for (String action : List.of("acknowledge", "release")) {
            assertThat(json(call("POST", "/api/alerts/" + action, alert), 200)
                            .path("done")
                            .asBoolean())
                    .isTrue();
        }
        json(call("POST", "/api/alerts/escalate", alert), 409);
        json(call("POST", "/api/alerts/acknowledge", "{\"alert\": \"nothing/here\"}"), 409);
        JsonNode silence = json(
                call(
                        "POST",
                        "/api/silences",
                        "{\"matchers\": [\"severity=warning\"], \"duration\": \"2h\", \"comment\": \"deployment\"}"),
                201);
        assertThat(silence.path("createdBy").asText()).isEqualTo("api");
        assertThat(get("/api/silences").at("/silences/0/state").asText()).isEqualTo("active");
        String id = silence.path("id").asText();
        assertThat(call("DELETE", "/api/silences/" + id, null).statusCode()).isEqualTo(204);
        json(call("DELETE", "/api/silences/" + id, null), 404);
        JsonNode work = json(
                call(
                        "POST",
                        "/api/maintenance",
                        "{\"integration\": \"shop\", \"duration\": \"1h\", \"note\": \"disks\"}"),
                201);
        assertThat(scene.word("shop")).isEqualTo("maintenance");
        assertThat(get("/api/maintenance").at("/maintenance/0/note").asText()).isEqualTo("disks");
        assertThat(call("DELETE", "/api/maintenance/" + work.path("id").asText(), null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(scene.word("shop")).isNotEqualTo("maintenance");
        json(call("POST", "/api/dead-letters/replay", ""), 202);
        json(
                call(
                        "POST",
                        "/api/dead-letters/" + "0".repeat(8) + "-0000-0000-0000-" + "0".repeat(12) + "/replay",
                        ""),
                404);
    }

    private void rules() throws Exception {
        json(call("POST", "/api/rules", RULE), 201);
        assertThat(rule("custom_alert").path("condition").asText()).isEqualTo("avg_response_time > 1500ms");
        json(call("POST", "/api/rules", RULE), 409);
        json(call("PUT", "/api/rules/custom_alert", RULE.replace("1500", "1200")), 200);
        assertThat(rule("custom_alert").path("condition").asText()).isEqualTo("avg_response_time > 1200ms");
        json(call("PUT", "/api/rules/custom_alert", RULE.replace("\"gt\"", "\"above\"")), 400);
        json(call("PUT", "/api/rules/custom_alert", RULE.replace("rollbar", "rolbar")), 400);
        assertThat(rule("custom_alert").path("condition").asText()).isEqualTo("avg_response_time > 1200ms");
        json(call("PUT", "/api/rules/custom_alert", RULE.replace("true", "false")), 200);
        assertThat(rule("custom_alert").path("enabled").asBoolean()).isFalse();
        assertThat(call("DELETE", "/api/rules/custom_alert", null).statusCode()).isEqualTo(204);
        assertThat(rule("custom_alert").isMissingNode()).isTrue();
        json(call("DELETE", "/api/rules/integration-down", null), 409);
        // One that fires at once, over a channel that is on.
        json(
                call(
                        "POST",
                        "/api/rules",
                        """
                        {"id": "quick", "name": "Quick", "condition": {"metric": "consecutive_failures", "operator": "gte",
                         "threshold": 1}, "severity": "critical", "channels": [{"type": "slack"}]}
                        """),
                201);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> scene.slack().stream().anyMatch(text -> text.contains("Quick")));
    }

    private JsonNode rule(String id) throws Exception {
        for (JsonNode rule : get("/api/rules").path("rules")) {
            if (rule.path("id").asText().equals(id)) {
                return rule;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private void jobs() throws Exception {
        String check = "/api/cron/check-integration-health";
        JsonNode checked = json(cron("POST", check, SECRET), 200);
        assertThat(names(checked)).containsExactly("success", "timestamp", "summary", "checks");
        assertThat(checked.at("/summary/total").asInt()).isEqualTo(3);
        assertThat(checked.at("/summary/down").asInt()).isEqualTo(1);
        assertThat(checked.at("/checks")).hasSize(3);
        json(cron("GET", check, SECRET), 200);
        json(cron("POST", check, "wrong"), 401);
        JsonNode cleaned = json(cron("POST", "/api/cron/cleanup-health-logs", SECRET), 200);
        assertThat(names(cleaned))
                .containsExactly("success", "timestamp", "deleted", "remaining", "oldestLog", "retentionDays");
        assertThat(cleaned.path("retentionDays").asInt()).isEqualTo(90);
        json(cron("GET", "/api/cron/cleanup-health-logs", SECRET), 200);
        JsonNode begun = json(
                call("POST", "/api/health/deployment", "{\"action\": \"start_monitoring\", \"intervalMinutes\": 5}"),
                200);
        assertThat(begun.path("services").asInt()).isEqualTo(3);
        json(call("POST", "/api/health/deployment", "{\"action\": \"start_monitoring\"}"), 400);
        JsonNode forced = json(call("POST", "/api/health/deployment", "{\"action\": \"force_check\"}"), 503);
        assertThat(forced.at("/summary/totalChecks").asInt()).isEqualTo(3);
        scene.site.is("/pay", Mood.HEALTHY);
        await().atMost(Duration.ofSeconds(20)).until(() -> scene.word("pay").equals("healthy"));
        json(call("GET", "/api/health/deployment", null), 200);
    }

    private void transfer() throws Exception {
        HttpResponse<String> exported = call("GET", "/api/export", null);
        assertThat(exported.body()).contains("key: \"extra\"").doesNotContain("literal-secret-value");
        assertThat(json(taken("?dryRun=true", exported.body()), 200).path("changes"))
                .as("what is there changes nothing")
                .isEmpty();
        String other = exported.body()
                .replace("key: \"extra\"", "key: \"twin\"")
                .replace("interval: \"30s\"", "interval: \"45s\"");
        JsonNode trial = json(taken("?dryRun=true", other), 200);
        assertThat(trial.path("changes").findValuesAsText("id")).containsExactlyInAnyOrder("shop", "twin");
        assertThat(trial.toString()).contains("{\"from\":\"30s\",\"to\":\"45s\"}");
        json(call("GET", "/api/integrations/twin", null), 404);
        json(taken("?dryRun=true", other.replace("\"45s\"", "\"1s\"")), 400);
        json(taken("?dryRun=true", "- no: ["), 400);
        json(taken("", other), 200);
        assertThat(get("/api/integrations/twin").at("/settings/endpointUrl").asText())
                .isEqualTo(scene.site.url("/extra"));
        assertThat(get("/api/integrations/shop").at("/settings/interval").asText())
                .isEqualTo("45s");
    }

    private HttpResponse<String> taken(String query, String yaml) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(scene.address("/api/import" + query))
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(yaml));
        return checked("POST", "/api/import", request);
    }

    private void page() throws Exception {
        assertThat(get("/openapi.json").path("openapi").asText()).isEqualTo("3.1.0");
        HttpResponse<String> page = call("GET", "/api", null);
        assertThat(page.body()).contains("<code>PATCH /api/integrations/{key}</code>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new java.util.ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode get(String path) throws Exception {
        return json(call("GET", path, null), 200);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonMapper().readTree(answer.body());
    }

    private HttpResponse<String> cron(String method, String path, String secret) throws Exception {
        HttpRequest.Builder request = request(method, path, method.equals("GET") ? null : "");
        return checked(method, path, request.header("Authorization", "Bearer " + secret));
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return checked(method, path, request(method, path, body));
    }

    private HttpResponse<String> checked(String method, String path, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(contract.complaints(method, path, answer))
                .as(method + " " + path)
                .isEmpty();
        return answer;
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(scene.address(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return body == null ? request : request.header("Content-Type", "application/json");
    }
}
