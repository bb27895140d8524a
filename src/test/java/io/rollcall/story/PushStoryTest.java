package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.app.Installation;
import io.rollcall.push.Browser;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A browser subscribes, is told by every run, and leaves. */
@ExtendWith(PostgresExtension.class)
class PushStoryTest {
    private static final String TOKEN = "push-token-of-the-story";

    @TempDir
    private Path folder;

    private final List<byte[]> pushed = new CopyOnWriteArrayList<>();
    private HttpServer service;
    private Scene scene;
    private Browser browser;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.file(
                "shop", integration("http", "shop", "url", scene.site.url("/shop"), "interval", "5s", "recheck", "1s"));
        scene.set("rollcall.push.token", TOKEN);
        scene.set("rollcall.push.enabled", "true");
        scene.set("rollcall.push.vapid-subject", "mailto:ops@example.com");
        scene.set("rollcall.push.private-addresses", "true");
        browser = new Browser();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            pushed.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void end() {
        service.stop(0);
        scene.close();
    }

    @Test
    void a_browser_that_has_subscribed_is_told_after_a_restart_too_until_it_leaves(Database server) throws Exception {
        Sql sql = scene.ownDatabase(server, "push");
        Ran command = scene.command("alert", "test", "--channel", "push");
        assertThat(command.exit()).as(command.log()).isEqualTo(1);
        assertThat(command.output()).isEqualTo("❌ push : there is nobody to be told\n");
        String id = subscribe();
        assertThat(sql.value("SELECT count(*) FROM push_subscription")).isEqualTo("1");
        Ran told = scene.command("alert", "test", "--channel", "push");
        assertThat(told.exit()).as(told.log() + told.output()).isZero();
        assertThat(told.output()).isEqualTo("✅ push to " + id + " : 201\n");
        assertThat(title(0)).isEqualTo("[INFO] Rollcall: test message, nothing is wrong");
        scene.site.is("/shop", Mood.FAILING);
        try (Installation again = scene.start()) {
            await().until(() -> pushed.size() == 2);
            assertThat(title(1)).isEqualTo("[CRITICAL] shop is down");
            assertThat(send("DELETE", "/subscriptions/" + id, TOKEN, "").statusCode())
                    .isEqualTo(200);
            assertThat(send("DELETE", "/subscriptions/" + id, TOKEN, "").statusCode())
                    .isEqualTo(404);
        }
        assertThat(sql.value("SELECT count(*) FROM push_subscription")).isEqualTo("0");
        assertThat(sql.value("SELECT state FROM notification WHERE channel = 'push'"))
                .isEqualTo("sent");
    }

    /** A browser subscribes, and what is no subscription is refused. */
    private String subscribe() throws Exception {
        try (Installation running = scene.start()) {
            assertThat(send("GET", "/key", "wrong", "").statusCode()).isEqualTo(401);
            JsonNode key = json(send("GET", "/key", TOKEN, ""));
            assertThat(key.path("publicKey").asText()).matches("[A-Za-z0-9_-]{87}");
            JsonNode added = json(send("POST", "/subscriptions", TOKEN, browser.json(endpoint())));
            String id = added.path("id").asText();
            assertThat(added.path("severity").asText()).isEqualTo("warning");
            assertThat(json(send("POST", "/subscriptions", TOKEN, browser.json(endpoint())))
                            .path("id")
                            .asText())
                    .isEqualTo(id);
            assertRefused(
                    "endpoint must begin with https://",
                    "{\"endpoint\": \"ftp://a.example/x\", \"keys\": {\"p256dh\": \"\", \"auth\": \"\"}}");
            assertRefused(
                    "keys.auth is missing", "{\"endpoint\": \"https://a.example\", \"keys\": {\"p256dh\": \"\"}}");
            assertRefused("the body is no JSON", "{");
            assertRefused("endpoint is missing", "");
            return id;
        }
    }

    private void assertRefused(String error, String body) throws Exception {
        HttpResponse<String> answer = send("POST", "/subscriptions", TOKEN, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).isEqualTo(error);
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/send/secret-part");
    }

    private String title(int message) throws Exception {
        return new JsonMapper()
                .readTree(browser.open(pushed.get(message)))
                .at("/alert/title")
                .asText();
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(scene.address("/api/push" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }
}
