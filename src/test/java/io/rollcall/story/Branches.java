package io.rollcall.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The vendors that a branch needs, Retell.ai and Cal.com, as they document their APIs: they keep what they are told, refuse
 * a wrong key, and misbehave on demand. Thread-safe.
 */
final class Branches implements AutoCloseable {
    static final String KEY = "key_4711_geheim";
    /** As {@code POST /create-agent}, in their order. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** Bodies of what was sent to change something. */
    final List<JsonNode> sent = new CopyOnWriteArrayList<>();

    final Map<String, ObjectNode> llms = new LinkedHashMap<>();
    final Map<String, ObjectNode> agents = new LinkedHashMap<>();
    final Map<String, ObjectNode> webhooks = new LinkedHashMap<>();

    private static final JsonMapper JSON = new JsonMapper();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** What happens to the next such call: whether it is done first, and the answer; a status of 0 hangs, 1 cuts. */
    record Fault(boolean done, int status, String body, String retryAfter) {}

    private record Answer(int status, JsonNode body) {}

    Branches() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void next(String call, Fault fault) {
        faults.put(call, fault);
    }

    /** Calls that change something. */
    List<String> changes() {
        return calls.stream().filter(call -> !call.startsWith("GET")).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        calls.add(method + " " + path);
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            Fault fault = faults.remove(method + " " + path);
            Answer answer = fault != null && !fault.done() ? new Answer(0, JSON.createObjectNode()) : null;
            if (answer == null) {
                String key = exchange.getRequestHeaders().getFirst("Authorization");
                answer = ("Bearer " + KEY).equals(key)
                        ? answer(method, path, bytes)
                        : new Answer(401, JSON.createObjectNode().put("message", "Invalid API Key: " + key));
            }
            if (fault == null) {
                send(exchange, answer.status(), answer.body().toString());
            } else if (fault.status() == 0) {
                closed.await();
            } else if (fault.status() > 1) {
                exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
                send(exchange, fault.status(), fault.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized Answer answer(String method, String path, byte[] bytes) throws IOException {
        JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        if (!method.equals("GET")) {
            sent.add(body);
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/v2/webhooks")) {
            Answer plain = path.equals("/v2/webhooks") && method.equals("GET")
                    ? list(webhooks, 1)
                    : webhook(method, last, body);
            return plain.status() / 100 == 2
                    ? new Answer(
                            plain.status(),
                            JSON.createObjectNode().put("status", "success").set("data", plain.body()))
                    : plain;
        }
        return switch (method + " " + path.replaceFirst("/(get|update)-([\\w-]+)/.*", "/$1-$2")) {
            case "GET /list-retell-llms" -> list(llms, 1);
            case "GET /list-agents" -> list(agents, 2);
            case "GET /get-retell-llm" -> one(llms, last, null);
            case "GET /get-agent" -> one(agents, last, null);
            case "POST /create-retell-llm" -> made(llms, "llm_id", "llm_", body);
            case "POST /create-agent" ->
                llms.containsKey(body.at("/response_engine/llm_id").asText())
                        ? made(agents, "agent_id", "agent_", body)
                        : new Answer(422, JSON.createObjectNode().put("message", "Cannot find requested llm"));
            case "PATCH /update-retell-llm" -> one(llms, last, body);
            case "PATCH /update-agent" -> one(agents, last, body);
            default -> new Answer(404, JSON.createObjectNode().put("message", "no such path"));
        };
    }

    private Answer webhook(String method, String id, JsonNode body) {
        if (method.equals("PATCH")) {
            return one(webhooks, id, body);
        }
        boolean there = webhooks.values().stream()
                .anyMatch(one -> one.path("subscriberUrl").equals(body.path("subscriberUrl")));
        return there
                ? new Answer(409, JSON.createObjectNode().put("message", "subscriberUrl exists"))
                : made(webhooks, "id", "", body);
    }

    private static Answer made(Map<String, ObjectNode> all, String idField, String prefix, JsonNode body) {
        ObjectNode one = body.deepCopy();
        String id = prefix + (4711 + all.size());
        if (prefix.isEmpty()) {
            one.put(idField, Integer.parseInt(id));
        } else {
            one.put(idField, id).put("version", 0).put("last_modification_timestamp", 1703413636133L);
        }
        all.put(id, one);
        return new Answer(201, one);
    }

    private static Answer one(Map<String, ObjectNode> all, String id, @Nullable JsonNode change) {
        ObjectNode one = all.get(id);
        if (one == null) {
            return new Answer(404, JSON.createObjectNode().put("message", "not found"));
        }
        if (change != null) {
            one.setAll((ObjectNode) change);
        }
        return new Answer(200, one);
    }

    /** Retell.ai lists each version of an agent. */
    private static Answer list(Map<String, ObjectNode> all, int versions) {
        ArrayNode list = JSON.createArrayNode();
        all.values().forEach(one -> {
            for (int i = 0; i < versions; i++) {
                list.add(one);
            }
        });
        return new Answer(200, list);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
