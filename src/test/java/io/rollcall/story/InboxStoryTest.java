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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What admins find when they come (requirement 002-24). */
@ExtendWith(PostgresExtension.class)
class InboxStoryTest {
    private static final String TOKEN = "inbox-token-of-the-story";

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        scene.set("rollcall.inbox.enabled", "true");
        scene.set("rollcall.inbox.token", TOKEN);
        scene.file(
                "shop", integration("http", "shop", "url", scene.site.url("/shop"), "interval", "5s", "recheck", "1s"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void alarms_and_their_ends_are_there_until_somebody_has_read_them(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "inbox");
        scene.site.is("/shop", Mood.FAILING);
        try (Installation running = scene.start()) {
            await().until(() -> messages(TOKEN, "").size() == 1);
            scene.site.is("/shop", Mood.HEALTHY);
            await().until(() -> messages(TOKEN, "").size() == 2);
            assertThat(get("wrong", "").statusCode()).isEqualTo(401);
            assertThat(get(TOKEN, "?before=x").statusCode()).isEqualTo(400);

            JsonNode first = json(get(TOKEN, "?limit=1"));
            assertThat(first.path("unread").asInt()).isEqualTo(2);
            assertThat(first.at("/messages/0/title").asText()).isEqualTo("[RESOLVED] shop is healthy again");
            JsonNode second =
                    json(get(TOKEN, "?limit=1&before=" + first.path("next").asLong()));
            JsonNode alarm = second.at("/messages/0");
            assertThat(alarm.path("title").asText()).isEqualTo("[CRITICAL] shop is down");
            assertThat(alarm.path("severity").asText()).isEqualTo("critical");
            assertThat(alarm.path("firing").asBoolean()).isTrue();
            assertThat(alarm.path("text").asText()).contains("Last error: HTTP 503 instead of 200-299");
            assertThat(alarm.path("link").asText()).endsWith("/health#shop");
            assertThat(alarm.path("alerts").toString()).isEqualTo("[\"integration-down/shop\"]");
            assertThat(alarm.path("readAt").isNull()).isTrue();
        }
        String id = sql.value("SELECT min(id) FROM inbox");
        assertThat(run(0, "inbox", "read", id)).isEqualTo("1 message is marked as read.\n");
        assertThat(run(1, "inbox", "read", "999999")).isEqualTo("0 messages are marked as read.\n");
        assertThat(run(0, "inbox", "--unread")).matches("● \\d+  20\\S+Z  \\[RESOLVED] shop is healthy again\n");
        assertThat(run(0, "inbox")).matches("● .*\n  " + id + "  20\\S+Z  \\[CRITICAL] shop is down\n");
        assertThat(run(0, "alert", "test", "--channel", "inbox")).matches("✅ inbox : [-0-9a-f]{36}\n");
        assertThat(run(0, "inbox", "read", "--all")).isEqualTo("2 messages are marked as read.\n");
        assertThat(new JsonMapper().readTree(run(0, "inbox", "--json")))
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.path("readAt").isTextual()).isTrue());
        sql.execute("UPDATE inbox SET at = at - interval '91 days' WHERE id = " + id);
        assertThat(sql.value("SELECT drop_expired_messages(90)")).isEqualTo("1");
    }

    @Test
    void a_message_from_while_the_database_is_away_is_there_when_it_is_back(Database server) throws Exception {
        scene.set("rollcall.database.url", "jdbc:postgresql://127.0.0.1:1/nowhere?user=nobody&password=none");
        scene.site.is("/shop", Mood.FAILING);
        try (Installation running = scene.start()) {
            await().until(() -> scene.slack().size() == 1);
            await().until(() -> scene.measures("rollcall_notifications_total{channel=\"inbox\",outcome=\"sent\"} 1.0"));
            assertThat(get(TOKEN, "").statusCode()).isEqualTo(503);
        }
        Sql sql = scene.ownDatabase(server, "inbox");
        try (Installation again = scene.start()) {
            await().until(() -> Tables.value(sql, "SELECT count(*) FROM inbox").equals("1"));
        }
    }

    private JsonNode messages(String token, String query) throws Exception {
        return json(get(token, query)).path("messages");
    }

    private HttpResponse<String> get(String token, String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(scene.address("/api/inbox" + query))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }

    private String run(int status, String... arguments) throws Exception {
        Ran command = scene.command(arguments);
        assertThat(command.exit()).as(command.log()).isEqualTo(status);
        return command.output();
    }
}
