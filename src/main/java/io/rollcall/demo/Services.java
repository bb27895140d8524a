package io.rollcall.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP services of the simulated business, each under its name on one free loopback port. A GET is answered as the
 * service's mood is; a POST of a mood's name changes it. Thread-safe.
 */
final class Services implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(1500);

    private static final List<String> NAMES = List.of("crm", "stripe", "retell", "calcom");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "estate");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();

    Services() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        for (String name : NAMES) {
            moods.put(name, Mood.HEALTHY);
            server.createContext("/" + name, exchange -> answer(name, exchange));
        }
        server.start();
    }

    URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    void set(String name, Mood mood) {
        if (moods.replace(name, mood) == null) {
            throw new IllegalArgumentException("no such service: " + name);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        try (exchange) {
            String word = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                change(name, word.strip(), exchange);
            } else {
                behave(moods.getOrDefault(name, Mood.HEALTHY), exchange);
            }
        }
    }

    private void change(String name, String word, HttpExchange exchange) throws IOException {
        try {
            set(name, Mood.valueOf(word.toUpperCase(Locale.ROOT)));
            send(exchange, 200, name + " is " + word + "\n");
        } catch (IllegalArgumentException e) {
            send(exchange, 400, "healthy, slow, failing or hanging\n");
        }
    }

    private void behave(Mood mood, HttpExchange exchange) throws IOException {
        switch (mood) {
            case HEALTHY -> send(exchange, 200, "{\"status\":\"ok\"}");
            case SLOW -> {
                await(SLOW);
                send(exchange, 200, "{\"status\":\"ok\"}");
            }
            case FAILING -> send(exchange, 503, "{\"status\":\"error\",\"message\":\"Service unavailable\"}");
            case HANGING -> await(Duration.ofHours(1));
        }
    }

    private void await(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("{") ? "application/json" : "text/plain");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
