package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** The job of docs/checks/heartbeat.md calls in, fails, and is remembered by the next run. */
@ExtendWith(PostgresExtension.class)
class HeartbeatStoryTest {
    private static final String TOKEN = "four-words-and-more";

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws IOException {
        scene = new Scene(folder);
        String page = Files.readString(Path.of("docs/checks/heartbeat.md"));
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.lastIndexOf("```"));
        scene.file("backup", example.replace("{{env:BACKUP_TOKEN}}", TOKEN));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_call_is_judged_at_once_and_remembered_in_the_table(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "heartbeat");
        try (Installation running = scene.start()) {
            await().until(() -> message().startsWith("No heartbeat yet, expected at 0 3 * * * (Europe/Berlin)"));
            assertThat(call("?status=2&duration=90s", "it broke")).isEqualTo(200);
            await().until(() -> status().equals("down"));
            assertThat(message()).isEqualTo("The job reported failure: exit status 2");
            assertThat(call("/fail", "")).isEqualTo(200);
            assertThat(get("?duration=5s&log=fine&token=" + TOKEN)).isEqualTo(200);
            await().until(() -> status().equals("healthy"));
        }
        assertThat(sql.value("SELECT exit_status FROM heartbeat WHERE integration_key = 'nightly-backup'"))
                .isEqualTo("0");
        assertThat(sql.value("SELECT duration_ms || ' ' || log FROM heartbeat")).isEqualTo("5000 fine");
        assertThat(sql.value("SELECT error_details ->> 'log' FROM integration_health_log"
                        + " WHERE error_details ->> 'exitStatus' = '2' LIMIT 1"))
                .isEqualTo("it broke");
        try (Installation again = scene.start()) {
            await().until(() -> status().equals("healthy"));
        }
    }

    @Test
    void without_a_database_a_call_survives_a_restart_too() throws Exception {
        scene.set("rollcall.database.url", "jdbc:postgresql://127.0.0.1:1/nowhere?user=nobody&password=none");
        try (Installation running = scene.start()) {
            await().until(() -> !message().isEmpty());
            assertThat(call("", "")).isEqualTo(200);
            await().until(() -> status().equals("healthy"));
        }
        try (Installation again = scene.start()) {
            await().until(() -> status().equals("healthy"));
        }
    }

    @Test
    void a_call_that_is_wrong_is_refused(Database server) throws Exception {
        scene.ownDatabase(server, "heartbeat");
        try (Installation running = scene.start()) {
            await().until(() -> !message().isEmpty());
            assertThat(call("?status=256", "")).isEqualTo(400);
            assertThat(call("?duration=long", "")).isEqualTo(400);
            assertThat(send("other", "", TOKEN, "")).isEqualTo(404);
            assertThat(send("nightly-backup", "", "wrong", "")).isEqualTo(404);
            assertThat(message()).startsWith("No heartbeat yet");
        }
    }

    @Test
    void a_body_that_is_too_long_is_refused_with_one_warning(Database server) throws Exception {
        scene.ownDatabase(server, "heartbeat");
        try (Installation running = scene.start();
                LogLines log = new LogLines(Logger.ROOT_LOGGER_NAME)) {
            await().until(() -> !message().isEmpty());
            assertThat(call("", "x".repeat(2 << 20))).isEqualTo(413);
            assertThat(call("?status=256", "")).isEqualTo(400);
            assertThat(log.startingWith("WARN"))
                    .containsExactly(
                            "WARN Request refused path=/api/heartbeat/nightly-backup reason=its body is too long");
            assertThat(log.startingWith("ERROR")).isEmpty();
            assertThat(message()).startsWith("No heartbeat yet");
        }
    }

    private int get(String more) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(scene.address("/api/heartbeat/nightly-backup" + more))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int call(String more, String log) throws Exception {
        return send("nightly-backup", more, TOKEN, log);
    }

    private int send(String key, String more, String token, String log) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(scene.address("/api/heartbeat/" + key + more))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(log))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String message() {
        JsonNode line = scene.status("nightly-backup");
        return line.path("lastCheckAt").isNull() ? "" : line.path("message").asText();
    }

    private String status() {
        return scene.word("nightly-backup");
    }
}
