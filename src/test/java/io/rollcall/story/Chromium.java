package io.rollcall.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The system's Chromium without a window, driven over its DevTools protocol. Thread-safe. */
final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> events = new ConcurrentHashMap<>();

    /** Starts it with a profile of its own in that folder. */
    Chromium(Path profile) throws IOException {
        process = new ProcessBuilder(
                        installed().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(process), new Listener())
                .join();
    }

    /** Whether there is one on this machine. */
    static boolean isInstalled() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    private static Path installed() {
        return PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    }

    /** Where it says that it listens. */
    private static URI address(Process process) throws IOException {
        BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                return URI.create(line.substring(line.indexOf("ws://")));
            }
        }
        throw new IOException("Chromium did not start");
    }

    /** A new tab of that size, wide ones as a desktop's and narrow ones as a phone's. */
    Tab tab(int width, int height) {
        return tab(Map.of("url", "about:blank"), width, height);
    }

    /** The same with cookies and memory of its own, as on another computer. */
    Tab elsewhere(int width, int height) {
        String context = call("Target.createBrowserContext", Map.of(), null)
                .path("browserContextId")
                .asText();
        return tab(Map.of("url", "about:blank", "browserContextId", context), width, height);
    }

    private Tab tab(Map<String, ?> wanted, int width, int height) {
        String target =
                call("Target.createTarget", wanted, null).path("targetId").asText();
        return attached(target, width, height);
    }

    /** The service worker of {@link #tab}s, to be asked like one. */
    Tab worker() {
        List<String> elsewhere = new ArrayList<>();
        call("Target.getBrowserContexts", Map.of(), null)
                .path("browserContextIds")
                .forEach(id -> elsewhere.add(id.asText()));
        for (JsonNode target : call("Target.getTargets", Map.of(), null).path("targetInfos")) {
            if (target.path("type").asText().equals("service_worker")
                    && !elsewhere.contains(target.path("browserContextId").asText())) {
                return attached(target.path("targetId").asText(), 0, 0);
            }
        }
        throw new IllegalStateException("No service worker runs");
    }

    /** Lets the pages of that origin notify, as a reader would who is asked. */
    void letNotify(URI origin) {
        call(
                "Browser.grantPermissions",
                Map.of("origin", origin.toString(), "permissions", List.of("notifications")),
                null);
    }

    private Tab attached(String target, int width, int height) {
        String session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null)
                .path("sessionId")
                .asText();
        List<JsonNode> told = events.computeIfAbsent(session, key -> new CopyOnWriteArrayList<>());
        return new Tab((method, parameters) -> call(method, parameters, session), told, width, height);
    }

    private JsonNode call(String method, Map<String, ?> parameters, @Nullable String session) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        var message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        try {
            synchronized (socket) {
                socket.sendText(message.toString(), true).join();
            }
            return answer.get(100, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode said = JSON.readTree(message);
                CompletableFuture<JsonNode> asked =
                        answers.remove(said.path("id").asInt());
                if (asked != null) {
                    asked.complete(said.path("result"));
                } else {
                    events.computeIfAbsent(said.path("sessionId").asText(), key -> new CopyOnWriteArrayList<>())
                            .add(said);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Ends with all that it started: what goes on would still write into its profile while that is deleted. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        socket.abort();
        process.destroy();
        for (ProcessHandle one : all) {
            one.onExit()
                    .completeOnTimeout(one, 20, TimeUnit.SECONDS)
                    .thenAccept(ProcessHandle::destroyForcibly)
                    .join();
        }
    }
}
