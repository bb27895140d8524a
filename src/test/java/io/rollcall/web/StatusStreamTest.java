package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile double latency = 5;
    private volatile String message = "";
    private final Router router = Router.router(vertx);
    private final StatusStream stream =
            new StatusStream(vertx, this::report, JSON, "v1", URI.create("https://rollcall.example.com"));
    private final HttpServer server = start();
    private final WebSocketClient client =
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(500));

    private HttpServer start() {
        stream.install(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void end() {
        stream.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void two_hundred_listeners_are_told_everything_then_what_changed_and_it_is_worked_out_once_for_all() {
        List<List<JsonNode>> told = IntStream.range(0, 200)
                .mapToObj(i -> listen("http://localhost:" + server.actualPort()))
                .toList();
        await().until(() -> told.stream().noneMatch(List::isEmpty));
        assertThat(told)
                .allSatisfy(one -> assertThat(one.get(0).path("services")).hasSize(2));
        int before = asked.get();
        latency = 9;
        await().until(() -> told.stream().allMatch(one -> one.stream().anyMatch(StatusStreamTest::saysNine)));

        assertThat(told).allSatisfy(one -> assertThat(one.stream().filter(StatusStreamTest::saysNine))
                .singleElement()
                .satisfies(message -> assertThat(message.path("services")).hasSize(1)));
        assertThat(asked.get() - before).as("not once for each").isLessThan(100);
        assertThat(stream.listeners()).isEqualTo(200);
    }

    @Test
    void silence_means_a_broken_connection_for_there_is_always_something_within_five_seconds() {
        List<JsonNode> told = listen("https://rollcall.example.com");

        await().until(() -> told.size() >= 2);
        assertThat(told.get(1).path("services")).isEmpty();
        assertThat(told.get(1).at("/summary/total").asInt()).isEqualTo(2);
    }

    @Test
    void a_page_of_another_site_may_not_listen() {
        assertThatThrownBy(() -> listen("https://evil.example.com")).hasMessageContaining("403");
        assertThat(stream.listeners()).isZero();
    }

    @Test
    void whoever_does_not_read_is_let_go_after_ten_seconds_and_nothing_piles_up() throws Exception {
        message = "x".repeat(5_000_000);
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(1024);
            slow.connect(new InetSocketAddress("localhost", server.actualPort()));
            slow.getOutputStream()
                    .write(
                            ("GET /health/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> stream.listeners() == 1);
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                stream.tick();
                return stream.listeners() == 0;
            });
        }
    }

    @Test
    void whoever_is_logged_in_no_longer_is_let_go_and_told_why() {
        AtomicBoolean in = new AtomicBoolean(true);
        router.route().order(-1).handler(request -> {
            request.put(AccessGuard.STILL_IN, (BooleanSupplier) in::get).next();
        });
        List<Short> codes = new CopyOnWriteArrayList<>();
        List<JsonNode> told = listen("http://localhost:" + server.actualPort(), codes);
        await().until(() -> told.size() == 1);
        in.set(false);
        await().until(() -> !codes.isEmpty());

        assertThat(codes).containsExactly((short) 4401);
        await().until(() -> stream.listeners() == 0);
    }

    @Test
    void what_is_no_websocket_is_told_to_become_one() {
        HttpClient plain = vertx.createHttpClient();
        int status = plain.request(HttpMethod.GET, server.actualPort(), "localhost", "/health/stream")
                .compose(request -> request.send())
                .map(response -> response.statusCode())
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(status).isEqualTo(426);
    }

    private static boolean saysNine(JsonNode message) {
        return message.at("/latency/shop").asDouble() == 9;
    }

    private List<JsonNode> listen(String origin) {
        return listen(origin, new CopyOnWriteArrayList<>());
    }

    private List<JsonNode> listen(String origin, List<Short> codes) {
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(server.actualPort())
                .setURI("/health/stream")
                .addHeader("Origin", origin);
        client.connect(options)
                .onSuccess(socket -> socket.textMessageHandler(text -> told.add(read(text)))
                        .closeHandler(closed -> codes.add(socket.closeStatusCode())))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return told;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StatusReport report() {
        asked.incrementAndGet();
        return StatusReport.of(Instant.EPOCH, List.of(line("shop", latency), line("bank", 7)));
    }

    private StatusReport.Line line(String key, double latency) {
        return new StatusReport.Line(
                key, key, null, "http", true, "healthy", null, null, false, latency, 0, "CLOSED", message);
    }
}
