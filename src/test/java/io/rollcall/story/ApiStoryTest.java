package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The HTTP API of a running engine, held against its document and the shapes that the source documents ask for. */
@ExtendWith(PostgresExtension.class)
class ApiStoryTest extends ApiPeople {
    @BeforeEach
    void prepare() throws Exception {
        scene.set("rollcall.cron-secret", SECRET);
        scene.set("rollcall.inbox.enabled", "true");
        scene.set("rollcall.api.requests-per-minute", "100000");
        publish();
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
                        "degraded-above",
                        "15s",
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
                        // A check that somebody asks for shall reach it, however long it has failed.
                        "breaker-failures",
                        "1000"));
    }

    private void publish() throws Exception {
        scene.file(
                "page",
                "- templatedRoute:\n    routeTemplateRef: component\n    routeId: all-of-it\n    parameters:\n"
                        + "      - { name: services, value: \"shop, pay\" }\n");
    }

    @Test
    void every_operation_answers_as_the_document_says(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "api_contract");
        scene.site.is("/pay", Mood.FAILING);
        try (Installation running = scene.start()) {
            await().until(() ->
                    scene.word("pay").equals("down") && scene.word("shop").equals("healthy"));
            await("told and on record").untilAsserted(() -> {
                assertThat(get("/api/alerts").at("/alerts/0/state").asText()).isEqualTo("firing");
                assertThat(get("/api/alerts/explain?alert=integration-down/pay")
                                .at("/cases/0/receivers/0/channels/0/toldAt")
                                .isTextual())
                        .isTrue();
                assertThat(get("/api/notifications?integration=pay").path("notifications"))
                        .isNotEmpty();
                assertThat(get("/api/integrations/pay/history?range=7d")
                                .at("/changes/0/to")
                                .asText())
                        .isEqualTo("down");
                assertThat(get("/api/outages?hours=24").at("/outages/0/key").asText())
                        .isEqualTo("pay");
            });
            health();
            integrations();
            past();
            write(sql);
            page();
            statusPage();
            subscribers();
            transfer(sql);
            otherImports();
            repeatedJob();
            people(sql);
        }
        assertThat(contract.unseen()).as("nothing escalates in this story").containsExactly("api-alert-escalate");
    }

    private void health() throws Exception {
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
    }

    private void integrations() throws Exception {
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
    }

    private void past() throws Exception {
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
        breaker();
        settings(sql);
        inbox();
        alerts();
        silences();
        maintenance();
        String letter = "11111111-1111-1111-1111-111111111111";
        sql.execute("INSERT INTO dead_letter (notification_id, channel, rule, integration_key, notice) VALUES ('"
                + letter + "', 'slack', 'r', 'shop', '{}')");
        json(call("POST", "/api/dead-letters/" + letter + "/replay", ""), 202);
        rules();
        jobs();
    }

    private void breaker() throws Exception {
        String path = "/api/integrations/shop/breaker";
        json(call("POST", path, "{\"state\": \"open\"}"), 200);
        assertThat(json(call("POST", "/api/integrations/shop/check", ""), 200)
                        .path("shortCircuited")
                        .asBoolean())
                .isTrue();
        json(call("POST", path, "{\"state\": \"ajar\"}"), 400);
        json(call("POST", path, "{\"state\": \"closed\"}"), 200);
        assertThat(get("/api/integrations/shop").path("breaker").asText()).isEqualTo("CLOSED");
    }

    private void otherImports() throws Exception {
        String silence = "rollcall: 1\nsilences:\n- { matchers: [%s], endsAt: %s, comment: a }\n";
        assertThat(json(taken("?dryRun=true", silence.formatted("severity=info", "2020-01-01T00:00:00Z")), 200)
                        .path("changes"))
                .as("what is over is left out")
                .isEmpty();
        String end = Instant.now().plus(Duration.ofDays(2)).toString();
        json(taken("", silence.formatted("severity=info", end)), 200);
        assertThat(json(taken("?dryRun=true", silence.formatted("' severity = \"info\"'", end)), 200)
                        .path("changes"))
                .as("matchers may be written in many ways")
                .isEmpty();
    }

    /** Its key alone does not show anybody what a job was answered. */
    private void repeatedJob() throws Exception {
        String path = "/api/cron/cleanup-health-logs";
        for (String secret : List.of(SECRET, "wrong")) {
            HttpRequest.Builder request = request("POST", path, "")
                    .header("Idempotency-Key", "nightly")
                    .header("Authorization", "Bearer " + secret);
            json(checked("POST", path, request), secret.equals(SECRET) ? 200 : 401);
        }
    }

    private void page() throws Exception {
        assertThat(get("/openapi.json").path("openapi").asText()).isEqualTo("3.1.0");
        HttpResponse<String> page = call("GET", "/api", null);
        assertThat(page.body()).contains("<code><b>PATCH</b> /api/integrations/{key}</code>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
    }
}
