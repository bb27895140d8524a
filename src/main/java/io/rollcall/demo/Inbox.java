package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Plays the vendors of the channels on a free loopback port: checks each request as the real vendor does, answers in its
 * words, misbehaves on demand, and keeps what it got. Thread-safe.
 */
public final class Inbox implements AutoCloseable {
    /** The login that the simulated Twilio accepts. */
    public static final String TWILIO_ACCOUNT = TwilioDesk.ACCOUNT;
    /** Its password. */
    public static final String TWILIO_TOKEN = TwilioDesk.TOKEN;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "inbox");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final PagerDutyDesk pagerDuty = new PagerDutyDesk();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Planned> planned = new ConcurrentLinkedQueue<>();

    private record Planned(Vendor vendor, Answer answer) {}

    public Inbox() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        serve("/services/", Vendor.SLACK, new SlackDesk());
        serve("/v2/", Vendor.PAGERDUTY, pagerDuty);
        serve("/2010-04-01/", Vendor.TWILIO, new TwilioDesk());
        server.start();
    }

    /** The incoming webhook of the simulated Slack. */
    public URI slackUrl() {
        return url().resolve(SlackDesk.PATH);
    }

    /** The base address of the simulated PagerDuty and Twilio. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** The vendor answers its next requests so, one each, then properly again. */
    public void answerNext(Vendor vendor, Answer... answers) {
        for (Answer answer : answers) {
            planned.add(new Planned(vendor, answer));
        }
    }

    /** Every request to the vendor, oldest first. */
    public List<Received> received(Vendor vendor) {
        return received.stream().filter(request -> request.vendor() == vendor).toList();
    }

    /** Those that the vendor took. */
    public List<Received> accepted(Vendor vendor) {
        return received(vendor).stream()
                .filter(request -> request.answer().accepted())
                .toList();
    }

    /** The alerts that are open at PagerDuty: the last trigger by its dedup_key. */
    public Map<String, JsonNode> openAlerts() {
        return pagerDuty.open();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(String path, Vendor vendor, Desk desk) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Map<String, String> headers = new HashMap<>();
                exchange.getRequestHeaders()
                        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
                JsonNode body = body(exchange, headers.getOrDefault("content-type", ""));
                Desk.Request request = new Desk.Request(exchange.getRequestURI().getPath(), headers, body);
                Answer answer = nextPlanned(vendor).orElseGet(() -> desk.answer(request));
                received.add(new Received(Instant.now(), vendor, body, answer));
                send(exchange, answer);
            }
        });
    }

    private synchronized Optional<Answer> nextPlanned(Vendor vendor) {
        Optional<Planned> first =
                planned.stream().filter(plan -> plan.vendor() == vendor).findFirst();
        first.ifPresent(planned::remove);
        return first.map(Planned::answer);
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.kind() == Answer.Kind.HANG) {
            awaitClose();
        }
        if (answer.kind() != Answer.Kind.ANSWER) {
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode body(HttpExchange exchange, String type) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            ObjectNode form = JSON.createObjectNode();
            for (String field : text.split("&", -1)) {
                String[] pair = field.split("=", 2);
                form.put(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : "");
            }
            return form;
        }
        try {
            JsonNode json = JSON.readTree(text);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
