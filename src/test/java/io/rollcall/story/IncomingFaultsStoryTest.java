package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What senders do wrong, by mistake or in malice, against an engine. */
@ExtendWith(PostgresExtension.class)
class IncomingFaultsStoryTest {
    private static final String TOKEN = "four-words-and-more";
    private static final String LIST = "/api/v2/alerts";
    private static final String WEBHOOK = "/api/incoming/alertmanager";
    private static final String EVENTS = "/api/incoming/cloudevents";
    private static final String PAGER = "/v2/enqueue";
    private static final String JSON = "application/json";
    private static final String ONE = "{\"labels\":{\"alertname\":\"A\"}}";

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.ownDatabase(server, "incoming_faults");
        scene.set("rollcall.incoming.token", TOKEN);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void without_the_setting_nobody_may_report() throws Exception {
        scene.set("rollcall.incoming.token", "");
        try (Installation running = scene.start()) {
            for (String path : new String[] {LIST, WEBHOOK, EVENTS}) {
                assertThat(problem(403, post(path, JSON, "Bearer ", "[]"))).contains("rollcall.incoming.token");
            }
            HttpResponse<String> pager = post(PAGER, JSON, "", "{\"routing_key\":\"\"}");
            assertThat(pager.statusCode()).isEqualTo(403);
            assertThat(pager.body()).contains("rollcall.incoming.token");
        }
    }

    @Test
    void only_who_shows_the_token_is_heard() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("anyone:" + TOKEN).getBytes());
        String wrong = Base64.getEncoder().encodeToString("anyone:wrong".getBytes());
        try (Installation running = scene.start()) {
            for (String login : new String[] {"", "Bearer wrong", "Basic " + wrong, "Basic ???", "Digest " + TOKEN}) {
                HttpResponse<String> refused = post(LIST, JSON, login, "[" + ONE + "]");
                assertThat(problem(401, refused)).contains("token").doesNotContain(TOKEN);
                assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            }
            assertThat(post(LIST, JSON, "Basic " + basic, "[]").statusCode()).isEqualTo(200);
            HttpResponse<String> pager = post(PAGER, JSON, "", trigger("wrong", "s", "error"));
            assertThat(pager.statusCode()).isEqualTo(400);
            assertThat(pager.body())
                    .isEqualTo("{\"status\":\"invalid event\",\"message\":\"Event object is invalid\","
                            + "\"errors\":[\"Invalid routing key\"]}");
            assertThat(scene.slack()).isEmpty();
        }
    }

    @Test
    void a_mistake_is_named_and_nothing_of_the_call_is_taken() throws Exception {
        try (Installation running = scene.start()) {
            assertThat(field(LIST, "[" + ONE + ",{\"labels\":{}}]")).isEqualTo("[1].labels");
            assertThat(field(LIST, "[" + ONE + ",{\"labels\":{\"a\":1}}]")).isEqualTo("[1].labels.a");
            assertThat(field(LIST, "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"now\"}]"))
                    .isEqualTo("[0].startsAt");
            assertThat(field(WEBHOOK, "{\"version\":\"3\"}")).isEqualTo("version");
            assertThat(field(WEBHOOK, "{\"version\":\"4\",\"alerts\":[{\"status\":\"odd\"}]}"))
                    .isEqualTo("alerts[0].status");
            String many = IntStream.range(0, 5001).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
            assertThat(problem(400, post(LIST, JSON, "Bearer " + TOKEN, many))).contains("5000");
            assertThat(problem(400, post(LIST, JSON, "Bearer " + TOKEN, "[{\"labels\"")))
                    .contains("not JSON: line 1");
            assertThat(problem(400, post(LIST, JSON, "Bearer " + TOKEN, "[".repeat(50_000))))
                    .contains("not JSON");
            assertThat(problem(400, post(LIST, JSON, "Bearer " + TOKEN, ""))).contains("empty");
            String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\"}";
            HttpResponse<String> batch = post(
                    EVENTS,
                    "application/cloudevents-batch+json",
                    "Bearer " + TOKEN,
                    "[" + event + "," + event.replace("1.0", "0.3") + "]");
            assertThat(new JsonMapper().readTree(batch.body()).path("field").asText())
                    .isEqualTo("[1].specversion");
            assertThat(post(PAGER, JSON, "", trigger(TOKEN, "s", "bad")).body())
                    .contains("'payload.severity' must be critical, error, warning or info");
            assertThat(scene.slack()).isEmpty();
            assertThat(scene.measures("rollcall_incoming_alerts_total{source=\"alertmanager\"} 0.0"))
                    .isTrue();
        }
    }

    @Test
    void another_method_another_type_and_a_long_body_are_refused() throws Exception {
        try (Installation running = scene.start();
                LogLines log = new LogLines(Logger.ROOT_LOGGER_NAME)) {
            for (String path : new String[] {LIST, WEBHOOK, EVENTS, PAGER, "/api/incoming/pagerduty"}) {
                HttpRequest get = HttpRequest.newBuilder(scene.address(path)).build();
                assertThat(send(get).statusCode()).as(path).isEqualTo(405);
                for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
                    assertThat(post(path, type, "Bearer " + TOKEN, "[]").statusCode())
                            .as(path)
                            .isEqualTo(415);
                }
                assertThat(post(path, JSON, "Bearer " + TOKEN, " ".repeat((1 << 20) + 1))
                                .statusCode())
                        .as(path)
                        .isEqualTo(413);
            }
            assertThat(log.startingWith("ERROR")).isEmpty();
        }
    }

    @Test
    void hostile_text_is_told_as_text() throws Exception {
        String huge = "x".repeat(300_000);
        String hostile = "[{\"labels\":{\"alertname\":\"<b>A</b>\\r\\nBcc: eve@example.com\",\"severity\":\"critical\","
                + "\"huge\":\"" + huge + "\",\"nul\":\"a\\u0000b\\ud800c\"},\"annotations\":{\"summary\":"
                + "\"<script>alert(1)</script>\\nsecond line <!channel>\"}}]";
        try (Installation running = scene.start()) {
            assertThat(post(LIST, JSON, "Bearer " + TOKEN, hostile).statusCode())
                    .isEqualTo(200);
            await().until(() -> !scene.email().isEmpty()
                    && !scene.slack().isEmpty()
                    && !scene.sms().isEmpty());
            assertThat(scene.email().get(0))
                    .startsWith("[CRITICAL] <b>A</b> Bcc: eve@example.com: ")
                    .doesNotContain("\n");
            assertThat(scene.slack().get(0)).contains("&lt;!channel&gt;").doesNotContain("<!channel>");
            assertThat(scene.mailbox.getReceivedMessages()).hasSize(1);
            assertThat(scene.mailbox.getReceivedMessages()[0].getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly(Scene.OPS);
            assertThat(scene.sms().get(0)).doesNotContain("\n<");
        }
    }

    @Test
    void without_a_database_an_open_alert_survives_a_restart_too() throws Exception {
        scene.set("rollcall.database.url", "jdbc:postgresql://127.0.0.1:1/nowhere?user=nobody&password=none");
        String trigger = trigger(TOKEN, "till", "error").replace("\"payload\"", "\"dedup_key\":\"d\",\"payload\"");
        String resolve = "{\"routing_key\":\"" + TOKEN + "\",\"event_action\":\"resolve\",\"dedup_key\":\"d\"}";
        try (Installation running = scene.start()) {
            assertThat(post(PAGER, JSON, "", trigger).statusCode()).isEqualTo(202);
            await().until(() -> scene.slack().size() == 1);
        }
        try (Installation again = scene.start()) {
            assertThat(post(PAGER, JSON, "", trigger).statusCode()).isEqualTo(202);
            assertThat(post(PAGER, JSON, "", resolve).statusCode()).isEqualTo(202);
            await().until(() -> scene.slack().size() > 1);
            assertThat(scene.slack()).containsExactly("[CRITICAL] till: s", "[RESOLVED] till: s");
        }
    }

    @Test
    void as_many_as_one_call_may_hold_are_taken_and_ended() throws Exception {
        scene.engine(Map.of("groupBy", "severity"));
        String firing = IntStream.range(0, 5000)
                .mapToObj(i -> "{\"labels\":{\"alertname\":\"A\",\"severity\":\"info\",\"n\":\"" + i + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        try (Installation running = scene.start()) {
            for (int i = 0; i < 2; i++) {
                assertThat(post(LIST, JSON, "Bearer " + TOKEN, firing).body()).isEqualTo("{\"alerts\":5000}");
            }
            String over = firing.replace("}}", "},\"endsAt\":\"2026-01-01T00:00:00Z\"}");
            assertThat(post(LIST, JSON, "Bearer " + TOKEN, over).statusCode()).isEqualTo(200);
            assertThat(scene.measures("rollcall_incoming_alerts_total{source=\"alertmanager\"} 15000.0"))
                    .isTrue();
        }
    }

    private static String trigger(String key, String source, String severity) {
        return "{\"routing_key\":\"" + key + "\",\"event_action\":\"trigger\",\"payload\":{\"summary\":\"s\","
                + "\"source\":\"" + source + "\",\"severity\":\"" + severity + "\"}}";
    }

    private String field(String path, String body) throws Exception {
        HttpResponse<String> answer = post(path, JSON, "Bearer " + TOKEN, body);
        problem(400, answer);
        return new JsonMapper().readTree(answer.body()).path("field").asText();
    }

    private static String problem(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem.path("detail").asText();
    }

    private HttpResponse<String> post(String path, String type, String login, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(scene.address(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (!login.isEmpty()) {
            request.header("Authorization", login);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
