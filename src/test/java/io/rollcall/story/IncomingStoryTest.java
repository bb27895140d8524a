package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every example of docs/incoming.md against an engine, and what becomes of the alerts over a restart. */
@ExtendWith(PostgresExtension.class)
class IncomingStoryTest {
    private static final String TOKEN = "four-words-and-more";

    @TempDir
    private Path folder;

    private Scene scene;
    private String page;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        scene.set("rollcall.incoming.token", TOKEN);
        page = Files.readString(Path.of("docs/incoming.md"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void the_commands_of_the_page_raise_alerts_and_end_them(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "incoming");
        List<String> commands = examples("sh");
        assertThat(commands).hasSize(5);
        try (Installation running = scene.start()) {
            assertThat(run(commands.get(0))).isEqualTo("{\"alerts\":1}");
            assertThat(run(commands.get(1)))
                    .isEqualTo(
                            "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"backup/db-2\"}");
            assertThat(run(commands.get(3))).isEqualTo("{\"alerts\":1}");
            await().untilAsserted(() -> assertThat(scene.slack())
                    .containsExactlyInAnyOrder(
                            "[CRITICAL] db-1: 2% of /var is left",
                            "[CRITICAL] db-2: The backup failed", "[WARNING] eu: 12 payments wait"));
            await().until(
                            () -> sql.value("SELECT string_agg(alert_key, ' ' ORDER BY alert_key) FROM incoming_alert"),
                            keys -> keys != null
                                    && keys.matches("alertmanager:\\w{16} cloudevents:\\w{32} pagerduty:backup/db-2"));
            run(commands.get(2));
            run(commands.get(4));
            await().untilAsserted(() -> assertThat(scene.slack())
                    .contains("[RESOLVED] db-2: The backup failed", "[RESOLVED] eu: 12 payments wait"));
            await().until(() -> sql.value("SELECT count(*) FROM incoming_alert").equals("1"));
            assertThat(scene.measures("rollcall_incoming_alerts_total{source=\"pagerduty\"} 2.0"))
                    .isTrue();
        }
    }

    @Test
    void prometheus_and_alertmanager_set_up_as_on_the_page_are_heard() throws Exception {
        JsonNode prometheus = yaml(0).at("/alerting/alertmanagers/0");
        JsonNode webhook = yaml(1).at("/receivers/0/webhook_configs/0");
        String target = prometheus.at("/static_configs/0/targets/0").asText();
        String list = prometheus.path("scheme").asText() + "://" + target + "/api/v2/alerts";
        try (Installation running = scene.start()) {
            String one = "[{\"labels\":{\"alertname\":\"Slow\",\"job\":\"shop\"},\"startsAt\":\"2026-03-01T09:48:00Z\","
                    + "\"endsAt\":\"2099-03-01T09:48:00Z\",\"generatorURL\":\"http://prometheus:9090/graph\"}]";
            assertThat(post(list, prometheus.at("/authorization/credentials").asText(), one))
                    .isEqualTo(200);
            String token = webhook.at("/http_config/authorization/credentials").asText();
            String url = webhook.path("url").asText();
            assertThat(post(url, token, toldByAlertmanager("firing", "0001-01-01T00:00:00Z")))
                    .isEqualTo(200);
            await().untilAsserted(() -> assertThat(scene.slack())
                    .containsExactlyInAnyOrder("[WARNING] shop: Slow", "[CRITICAL] till: Down"));
            assertThat(post(url, token, toldByAlertmanager("resolved", "2026-03-01T09:50:00Z")))
                    .isEqualTo(200);
            await().untilAsserted(() -> assertThat(scene.slack()).contains("[RESOLVED] till: Down has ended"));
        }
    }

    @Test
    void an_open_alert_is_not_told_again_after_a_restart_and_ends_when_nobody_repeats_it() throws Exception {
        String one =
                "[{\"labels\":{\"alertname\":\"Slow\",\"severity\":\"page\"},\"annotations\":{\"summary\":\"so slow\"}}]";
        String url = scene.address("/api/v2/alerts").toString();
        try (Installation running = scene.start()) {
            assertThat(post(url, TOKEN, one)).isEqualTo(200);
            await().until(() -> scene.slack().size() == 1);
        }
        // Only what is said from now on: what was said before the restart is not to end before it is said again.
        scene.set("rollcall.incoming.resolve-timeout", "2s");
        try (Installation again = scene.start()) {
            assertThat(post(url, TOKEN, one)).isEqualTo(200);
            await().until(() -> scene.slack().size() == 2);
            assertThat(scene.slack()).containsExactly("[WARNING] Slow: so slow", "[RESOLVED] Slow: so slow");
        }
    }

    @Test
    void who_acknowledges_at_the_source_has_acknowledged_it_here(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "incoming_ack");
        List<String> commands = examples("sh");
        try (Installation running = scene.start()) {
            run(commands.get(1));
            await().until(() -> scene.slack().size() == 1);
            run(commands.get(2).replace("resolve", "acknowledge"));
            await().untilAsserted(() -> assertThat(
                            sql.value(
                                    "SELECT DISTINCT ack->>'over' FROM alert_group_member WHERE fingerprint LIKE '%backup/db-2'"))
                    .isEqualTo("pagerduty"));
        }
    }

    private static String toldByAlertmanager(String status, String end) {
        return """
                {"version":"4","groupKey":"{}:{}","truncatedAlerts":0,"status":"%s","receiver":"rollcall",
                 "groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://am:9093",
                 "alerts":[{"status":"%s","labels":{"alertname":"Down","service":"till","severity":"critical"},
                   "annotations":{},"startsAt":"2026-03-01T09:48:00Z","endsAt":"%s","generatorURL":"http://p:9090/g",
                   "fingerprint":"9f86d081884c7d65"}]}
                """
                .formatted(status, status, end);
    }

    private int post(String address, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(here(address)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String run(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", here(command)).redirectErrorStream(true);
        builder.environment().put("ROLLCALL_INCOMING_TOKEN", TOKEN);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private String here(String text) {
        return text.replace("localhost:8080", "localhost:" + scene.port());
    }

    private JsonNode yaml(int index) throws Exception {
        return new ObjectMapper(new YAMLFactory()).readTree(examples("yaml").get(index));
    }

    private List<String> examples(String language) {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
