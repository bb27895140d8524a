package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrowdTest {
    /** More than sockets hold that nobody reads. */
    private static final int LARGE = 20_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<RoutingContext> asking = new ConcurrentLinkedQueue<>();
    private final HttpServer server = start();
    private final HttpClient client = HttpClient.newHttpClient();

    /** Answers what is asked at /slow when the test says so, and everything else at once. */
    private HttpServer start() {
        Router router = Router.router(vertx);
        router.route().handler(new Crowd(2));
        router.route("/slow").handler(asking::add);
        router.route("/large").handler(request -> request.end("x".repeat(LARGE)));
        router.route().handler(request -> request.end("at once"));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void one_more_than_can_be_answered_is_asked_to_come_again_and_finds_a_place_later() {
        CompletableFuture<HttpResponse<String>> first = send("GET", "/slow");
        CompletableFuture<HttpResponse<String>> second = send("GET", "/slow");
        await().until(() -> asking.size() == 2);

        HttpResponse<String> third = send("GET", "/any").join();
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
        assertThat(send("POST", "/any").join().body()).isEqualTo("at once");
        assertThat(send("GET", "/api/health").join().body()).isEqualTo("at once");
        assertThat(send("GET", "/api/heartbeat/backup").join().body()).isEqualTo("at once");

        asking.forEach(request -> request.end("late"));
        assertThat(first.join().body()).isEqualTo("late");
        assertThat(second.join().body()).isEqualTo("late");
        await().untilAsserted(() ->
                assertThat(send("GET", "/any").join().statusCode()).isEqualTo(200));
    }

    @Test
    void who_goes_away_without_an_answer_gives_the_place_free() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (Socket caller = ask("/slow")) {
                assertThat(caller.isConnected()).isTrue();
                int sofar = i;
                await().until(() -> asking.size() > sofar);
            }
        }

        await().untilAsserted(() ->
                assertThat(send("GET", "/any").join().statusCode()).isEqualTo(200));
        assertThat(send("GET", "/any").join().statusCode()).isEqualTo(200);
    }

    @Test
    void who_reads_slowly_holds_no_place() throws IOException {
        try (Socket one = ask("/large");
                Socket other = ask("/large")) {
            // The answer has begun.
            assertThat(one.getInputStream().read()).isEqualTo('H');
            assertThat(other.getInputStream().read()).isEqualTo('H');
            assertThat(send("GET", "/any").join().statusCode()).isEqualTo(200);
            assertThat(send("GET", "/any").join().statusCode()).isEqualTo(200);
        }
    }

    private Socket ask(String path) throws IOException {
        Socket caller = new Socket("localhost", server.actualPort());
        caller.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return caller;
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
