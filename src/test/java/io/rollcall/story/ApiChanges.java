package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.util.List;

/** What is changed over the HTTP API, one kind of thing after the other: each step counts on those before it. */
abstract class ApiChanges extends ApiTransfers {
    static final String SECRET = "cron-secret-of-the-story";
    private static final String RULE =
            """
            {"id": "custom_alert", "name": "Custom Performance Alert", "condition": {"metric": "avg_response_time",
             "operator": "gt", "threshold": 1500, "timeWindow": 300}, "severity": "warning",
             "channels": [{"type": "rollbar", "config": {"level": "warning"}}], "enabled": true}
            """;

    final void settings(Sql sql) throws Exception {
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

    final void alerts() throws Exception {
        String alert = "{\"alert\": \"integration-down/pay\"}";
        JsonNode open = get("/api/alerts").at("/alerts/0");
        assertThat(open.at("/labels/integration").asText()).isEqualTo("pay");
        assertThat(open.at("/groups/0/receiver").asText()).isEqualTo("everyone");
        JsonNode explained =
                get("/api/alerts/explain?alert=integration-down/pay").at("/cases/0");
        assertThat(explained.at("/receivers/0/channels").findValuesAsText("channel"))
                .contains("slack", "email");
        assertThat(explained.at("/receivers/0/channels/0/toldAt").isTextual()).isTrue();
        json(call("GET", "/api/alerts/explain?alert=nothing/here", null), 404);
        for (String action : List.of("acknowledge", "release")) {
            assertThat(json(call("POST", "/api/alerts/" + action, alert), 200)
                            .path("done")
                            .asBoolean())
                    .isTrue();
        }
        json(call("POST", "/api/alerts/escalate", alert), 409);
        json(call("POST", "/api/alerts/acknowledge", "{\"alert\": \"nothing/here\"}"), 409);
    }

    final void silences() throws Exception {
        JsonNode silence = json(
                call(
                        "POST",
                        "/api/silences",
                        "{\"matchers\": [\"severity=warning\"], \"duration\": \"2h\", \"comment\": \"deployment\"}"),
                201);
        assertThat(silence.path("createdBy").asText()).isEqualTo("api");
        assertThat(get("/api/silences").at("/silences/0/state").asText()).isEqualTo("active");
        String id = silence.path("id").asText();
        String longer = "{\"matchers\": [\"severity=warning\"], \"duration\": \"9h\", \"comment\": \"it takes long\"}";
        JsonNode changed = json(call("PUT", "/api/silences/" + id, longer), 200);
        assertThat(changed.path("id").asText()).isEqualTo(id);
        assertThat(changed.path("comment").asText()).isEqualTo("it takes long");
        assertThat(json(call("PUT", "/api/silences/" + id, longer.replace("it takes long", " ")), 400)
                        .at("/faults/0/field")
                        .asText())
                .isEqualTo("comment");
        assertThat(json(call("PUT", "/api/silences/" + id, longer.replace("9h", "99d")), 400)
                        .at("/faults/0/field")
                        .asText())
                .isEqualTo("endsAt");
        assertThat(get("/api/silences/preview?matchers=integration%3Dpay")
                        .at("/alerts/0/rule")
                        .asText())
                .isEqualTo("integration-down");
        json(call("GET", "/api/silences/preview?matchers=a!%3Db", null), 400);
        // Only people type the beginning of an id; a program that cuts one would change another one some day.
        String beginning = "/api/silences/" + id.substring(0, 35);
        json(call("PUT", beginning, longer), 404);
        json(call("DELETE", beginning, null), 404);
        assertThat(call("DELETE", "/api/silences/" + id, null).statusCode()).isEqualTo(204);
        json(call("DELETE", "/api/silences/" + id, null), 404);
        await().until(() -> get("/api/silences?ended=true").toString().contains(id));
    }

    final void maintenance() throws Exception {
        JsonNode work = json(
                call(
                        "POST",
                        "/api/maintenance",
                        "{\"integration\": \"shop\", \"duration\": \"1h\", \"note\": \"disks\", \"announced\": false}"),
                201);
        assertThat(scene.word("shop")).isEqualTo("maintenance");
        assertThat(get("/api/maintenance").at("/maintenance/0/note").asText()).isEqualTo("disks");
        JsonNode nightly = json(
                call(
                        "PUT",
                        "/api/maintenance/" + work.path("id").asText(),
                        "{\"group\": \"front\", \"duration\": \"7d\", \"recurrence\": \"daily 02:00-03:00 UTC\"}"),
                200);
        assertThat(nightly.path("startsAt")).isEqualTo(work.path("startsAt"));
        assertThat(nightly.path("announced").asBoolean(true)).isFalse();
        assertThat(call("GET", "/api/export", null).body()).contains("announced: false");
        assertThat(nightly.path("next")).hasSize(3);
        assertThat(nightly.path("next").findValuesAsText("until")).allMatch(time -> time.endsWith("T03:00:00Z"));
        json(call("PUT", "/api/maintenance/0", "{\"duration\": \"1h\"}"), 404);
        String later = "{\"startsAt\": \"2099-01-01T00:00:00Z\", \"duration\": \"1h\"}";
        JsonNode ahead = json(call("POST", "/api/maintenance", later), 201);
        assertThat(ahead.path("announced").asBoolean()).isTrue();
        String planned = ahead.path("id").asText();
        assertThat(call("DELETE", "/api/maintenance/" + planned, null).statusCode())
                .isEqualTo(204);
        assertThat(get("/api/maintenance").toString()).doesNotContain("2099");
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

    final void inbox() throws Exception {
        await().until(() -> get("/api/inbox/messages?limit=1&unread=true")
                .at("/messages/0/firing")
                .asBoolean());
        JsonNode marked = json(call("POST", "/api/inbox/read", "{\"ids\": [999999]}"), 200);
        assertThat(marked.at("/missing/0").asLong()).isEqualTo(999999);
        assertThat(json(call("POST", "/api/inbox/read", "{\"all\": true}"), 200)
                        .path("unread")
                        .asLong())
                .isZero();
        json(call("POST", "/api/inbox/read", "{}"), 400);
    }

    final void rules() throws Exception {
        json(call("POST", "/api/rules", RULE), 201);
        assertThat(rule("custom_alert").path("condition").asText()).isEqualTo("avg_response_time > 1500ms");
        json(call("POST", "/api/rules", RULE), 409);
        assertThat(json(call("POST", "/api/rules", RULE.replace("custom_alert", "extra")), 400)
                        .at("/faults/0/expected")
                        .asText())
                .contains("taken by an integration");
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
        await().until(() -> scene.slack().stream().anyMatch(text -> text.contains("Quick")));
    }

    final void jobs() throws Exception {
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
        await().until(() -> scene.word("pay").equals("healthy"));
        json(call("GET", "/api/health/deployment", null), 200);
    }

    final void statusPage() throws Exception {
        String draft = "{\"components\": [\"all-of-it\"], \"state\": \"investigating\", \"text\": \"We look\"}";
        JsonNode told = json(call("POST", "/api/status-page/updates", draft), 201);
        assertThat(told.path("author").asText()).isEqualTo("api");
        String path = "/api/status-page/updates/" + told.path("id").asText();
        assertThat(json(call("PATCH", path, "{\"state\": \"resolved\"}"), 200)
                        .path("text")
                        .asText())
                .isEqualTo("We look");
        for (String wrong : List.of(
                draft.replace("all-of-it", "nothing"),
                draft.replace("investigating", "notice"),
                draft.replace("investigating", "INVESTIGATING"),
                draft.replace("We look", "  "),
                draft.replace("We look", "a\\u0007b"),
                draft.replace("We look", "a\\ud800b"),
                draft.replace("We look", "x".repeat(4001)),
                draft.replace("\"state\"", "\"bulletin\": \"none\", \"state\""),
                draft.replace("\"state\"", "\"title\": \"a\\nb\", \"state\""),
                "{\"title\": \"No end\", \"text\": \"x\", \"state\": \"notice\"}",
                "{\"title\": \"Both\", \"text\": \"x\", \"duration\": \"1h\", \"endsAt\": \"2030-01-01T00:00:00Z\"}",
                "{\"title\": \"Over\", \"text\": \"x\", \"endsAt\": \"2020-01-01T00:00:00Z\"}")) {
            json(call("POST", "/api/status-page/updates", wrong), 400);
        }
        json(call("PATCH", path, "{\"state\": \"notice\"}"), 400);
        json(
                call(
                        "POST",
                        "/api/status-page/updates",
                        "{\"title\": \"Prices\", \"text\": \"x\", \"duration\": \"1h\"}"),
                201);
        assertThat(get("/api/status-page/updates").path("updates")).hasSize(2);
        assertThat(call("DELETE", path, null).statusCode()).isEqualTo(204);
        json(call("DELETE", path, null), 404);
        json(call("PATCH", path, "{\"text\": \"x\"}"), 404);
    }

    final void subscribers() throws Exception {
        assertThat(get("/api/status-page/subscribers").path("confirmed").asInt())
                .isZero();
        String remove = "/api/status-page/subscribers/remove";
        assertThat(json(call("POST", remove, "{\"email\": \"ann@example.com\"}"), 200)
                        .path("removed")
                        .asInt())
                .isZero();
        json(call("POST", remove, "{\"email\": \"ann\"}"), 400);
    }
}
