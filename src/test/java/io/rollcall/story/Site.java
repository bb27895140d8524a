package io.rollcall.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server to be watched: a test says, path by path, how it is, and learns how often it was called. Thread-safe. */
final class Site implements AutoCloseable {
    enum Mood {
        HEALTHY,
        SLOW,
        FAILING,
        HANGING
    }

    /** Longer than what the tests call slow, far shorter than a time-out. */
    private static final int SLOW_MILLIS = 2500;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "site");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> hits = new ConcurrentHashMap<>();

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on the path answers so. */
    void is(String path, Mood mood) {
        moods.put(path, mood);
    }

    /** How often the path was called. */
    int hits(String path) {
        return hits.computeIfAbsent(path, name -> new AtomicInteger()).get();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            hits.computeIfAbsent(path, name -> new AtomicInteger()).incrementAndGet();
            Mood mood = moods.getOrDefault(path, Mood.HEALTHY);
            if (mood == Mood.HANGING && closed.await(1, TimeUnit.MINUTES)
                    || mood == Mood.SLOW && closed.await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            boolean failing = mood == Mood.FAILING;
            byte[] body = (failing ? "out of order" : "ok").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(failing ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
