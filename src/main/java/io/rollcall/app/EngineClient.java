package io.rollcall.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A running engine as its API shows it, on this machine or another. Thread-safe. */
public final class EngineClient {
    private static final ObjectMapper JSON = ((JsonMapper) Parts.json())
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** A check that is asked for may take as long as its deadline. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI base;
    private final @Nullable String token;
    private final HttpClient client;
    private final AtomicReference<@Nullable CompletableFuture<?>> asked = new AtomicReference<>();
    private volatile boolean givenUp;

    /**
     * The engine at this address.
     *
     * @param base such as {@code https://rollcall.example.com}
     * @param token shown with each request, or null
     * @throws IllegalArgumentException when that is no address of a web server
     */
    public EngineClient(String base, @Nullable String token) {
        this(base, token, HttpClient.newBuilder());
    }

    private EngineClient(String base, @Nullable String token, HttpClient.Builder client) {
        this.client = client.connectTimeout(CONNECT).build();
        this.base = address(base);
        this.token = token;
    }

    private static URI address(String base) {
        try {
            URI address = new URI(base.replaceFirst("/+$", ""));
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            boolean more = address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null;
            if (web && address.getHost() != null && !more) {
                return address;
            }
        } catch (URISyntaxException e) {
            // What it says quotes the whole address, and with it a password.
        }
        String shown = base.replaceFirst("//.*@", "//").replaceFirst("[?#].*", "");
        throw new IllegalArgumentException(
                "'" + shown + "' is no address of an engine; write one like https://rollcall.example.com");
    }

    /** The engine on this machine, as these settings say; without a token, with the key that it left for commands here. */
    public static EngineClient here(Settings settings, @Nullable String token) {
        String shown = token == null ? new KeyFile(settings).read().orElse(null) : token;
        Https https = new Https(settings);
        String base = (https.on() ? "https" : "http") + "://localhost:" + settings.port("rollcall.port");
        HttpClient.Builder client = HttpClient.newBuilder();
        return new EngineClient(base, shown, https.on() ? client.sslContext(https.client()) : client);
    }

    /** Where it is. */
    public URI base() {
        return base;
    }

    /** True when requests show a token. */
    public boolean hasToken() {
        return token != null;
    }

    /** Reads what is at this path. */
    public Answer get(String path) throws IOException, InterruptedException {
        return ask("GET", path, null);
    }

    /**
     * Makes a request.
     *
     * @param body JSON to send, or null
     * @throws IOException when no engine answers
     */
    public Answer ask(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        return answer(request);
    }

    /**
     * Sends a text that is no JSON.
     *
     * @param type its media type
     * @throws IOException when no engine answers
     */
    public Answer post(String path, String type, String text) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(text)));
    }

    private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("Accept", "application/json, application/problem+json, application/yaml, text/plain");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = whole(request.build());
        return new Answer(response.statusCode(), response.body());
    }

    /** The time limit of a request ends with the headers; this one is for the body too. */
    private HttpResponse<String> whole(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        asked.set(answer);
        if (givenUp) {
            answer.cancel(true);
        }
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + ANSWER.toSeconds() + " s");
        } catch (CancellationException e) {
            throw new InterruptedException("given up");
        } catch (ExecutionException e) {
            if (givenUp) {
                throw new InterruptedException("given up");
            }
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Waits for nothing any longer: whoever asks, or has asked, gets an InterruptedException. */
    public void giveUp() {
        givenUp = true;
        CompletableFuture<?> waiting = asked.get();
        if (waiting != null) {
            waiting.cancel(true);
        }
    }

    /** What the engine answered. */
    public record Answer(int status, String body) {
        /** True when it did what it was asked for. */
        public boolean ok() {
            return status / 100 == 2;
        }

        /** True when it wants to know who asks, or that one may not. */
        public boolean forbidden() {
            return status == 401 || status == 403;
        }

        /** The body as a value; fields that this version does not know are passed over. */
        public <T> T as(Class<T> type) throws JsonProcessingException {
            return JSON.readValue(body, type);
        }

        /** The body as JSON; a missing node where it is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
