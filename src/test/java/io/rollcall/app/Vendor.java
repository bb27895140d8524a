package io.rollcall.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.Patience;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.check.SubCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A vendor's API that answers as it is told, and an installation that checks it once. */
final class Vendor implements AutoCloseable {
    /** The requests so far: method, path with query, authorization, body. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Path folder;

    Vendor(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on a request such as {@code GET /me} is answered with that body. */
    Vendor answers(String request, String body) {
        return answers(request, 200, body);
    }

    /** A status of 0 means that no answer comes; one of 1, that the connection is cut. */
    Vendor answers(String request, int status, String body) {
        answers.put(request, status + " " + body);
        return this;
    }

    void stop() {
        server.stop(0);
    }

    /** Checks the one integration that this text declares; its template is a shipped one. */
    Outcome check(String declaration) {
        write(declaration);
        String key = declaration.replaceFirst("(?s).*?routeId: (\\S+).*", "$1");
        return SingleRun.check(settings(), List.of(key)).get(0);
    }

    /** Checks all that the text declares, at the same time. */
    List<Outcome> checkAll(String declarations) {
        write(declarations);
        return SingleRun.check(settings(), List.of());
    }

    Settings settings() {
        Properties system = new Properties();
        system.setProperty("rollcall.routes", "routes/checks,routes/engine,routes/channels," + folder);
        system.setProperty("rollcall.data", folder.resolve("data").toString());
        return Settings.load(folder, Map.of(), system);
    }

    void write(String declaration) {
        try {
            Files.writeString(folder.resolve("own.camel.yaml"), Patience.with(declaration));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The first YAML example of a page, at this server's address and with a secret instead of what the environment gives. */
    String example(String page, String address, String secret) throws IOException {
        String text = Files.readString(Path.of("docs/checks", page + ".md"));
        String yaml = text.substring(text.indexOf("```yaml\n") + 8);
        return yaml.substring(0, yaml.indexOf("```"))
                .replace(address, url())
                .replaceAll("\\{\\{env:\\w+}}", java.util.regex.Matcher.quoteReplacement(secret));
    }

    static Map<String, Double> metrics(Outcome outcome) {
        return outcome.metrics().stream()
                .filter(metric -> !metric.name().equals("step_duration"))
                .collect(Collectors.toMap(Metric::name, Metric::value));
    }

    /** Name and status of each sub-check, such as {@code credit=DEGRADED}. */
    static List<String> subChecks(Outcome outcome) {
        return outcome.subChecks().stream()
                .map((SubCheck one) -> one.name() + "=" + one.status())
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        String path =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String[] answer =
                answers.getOrDefault(path, "404 {\"message\": \"not found\"}").split(" ", 2);
        int status = Integer.parseInt(answer[0]);
        try (exchange) {
            if (status == 0) {
                end.await(20, TimeUnit.SECONDS);
            } else if (status > 1) {
                byte[] bytes = answer[1].getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
