package io.rollcall.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.check.ConnectionFailed;
import io.rollcall.integration.Integration;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens by OAuth 2.0 client credentials (RFC 6749 section 4.4): fetched once for all integrations with the same
 * credentials, and kept until shortly before their end. Thread-safe.
 */
final class AccessTokens {
    /** A token is not used when less of it is left, lest it ends on the way; of a short one a tenth. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** For a server that does not say how long its tokens last. */
    private static final long USUAL_SECONDS = 300;

    /** A day: nobody's mistake makes a token last longer. */
    private static final long MOST_SECONDS = 86_400;

    private final Clock clock;
    private final ObjectMapper json;
    private final ConcurrentMap<Client, Slot> slots = new ConcurrentHashMap<>();

    AccessTokens(Clock clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /** Who asks where for what. */
    record Client(URI server, String id, String secret, String scope) {
        /** Null when the integration wants no token. */
        static @Nullable Client of(Integration integration) {
            String url = integration.parameter("oauth-token-url");
            if (url == null) {
                return null;
            }
            return new Client(
                    URI.create(url),
                    required(integration, "oauth-client-id"),
                    required(integration, "oauth-client-secret"),
                    integration.parameters().getOrDefault("oauth-scope", ""));
        }

        private static String required(Integration integration, String name) {
            String value = integration.parameter(name);
            if (value == null) {
                throw new IllegalArgumentException("Parameter " + name + " is missing");
            }
            return value;
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return id + "@" + server.getHost();
        }
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable String token;
        private Instant end = Instant.MIN;
    }

    /** One that is good for a while, fetched if need be. Throws with a clear reason when there is none. */
    String token(Client client, HttpCall call, CloseableHttpClient http) throws IOException {
        Slot slot = slots.computeIfAbsent(client, one -> new Slot());
        lock(slot, client, call);
        try {
            String token = slot.token;
            if (token == null || !clock.instant().isBefore(slot.end)) {
                call.mark();
                token = fetch(slot, client, call, http);
                call.lap("token");
            }
            call.check.learn(token);
            return token;
        } finally {
            slot.lock.unlock();
        }
    }

    /** That token is not used again. While the lock is taken, a new one is on its way already. */
    void refused(Client client, String token) {
        Slot slot = slots.computeIfAbsent(client, one -> new Slot());
        if (slot.lock.tryLock()) {
            try {
                slot.token = token.equals(slot.token) ? null : slot.token;
            } finally {
                slot.lock.unlock();
            }
        }
    }

    private static void lock(Slot slot, Client client, HttpCall call) throws IOException {
        try {
            if (!slot.lock.tryLock(call.check.tryTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NoToken(none(client, "another check waits for it"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(none(client, "interrupted"));
        }
    }

    private String fetch(Slot slot, Client client, HttpCall call, CloseableHttpClient http) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        HttpCall own = new HttpCall(call.check, call.tls, false);
        own.attachTo(context);
        try {
            int status = http.execute(request(client), context, response -> response.getCode());
            JsonNode answer = parsed(own.body());
            if (status != HttpStatus.SC_OK) {
                throw new NoToken(none(client, "HTTP " + status + error(answer)));
            }
            String token = answer.path("access_token").asText("");
            if (token.isEmpty()) {
                throw new NoToken(none(client, "its answer has no access_token"));
            }
            long seconds = answer.path("expires_in").asLong(USUAL_SECONDS);
            Duration life = Duration.ofSeconds(Math.max(0, Math.min(seconds, MOST_SECONDS)));
            Duration margin = life.dividedBy(10).compareTo(MARGIN) < 0 ? life.dividedBy(10) : MARGIN;
            slot.token = token;
            slot.end = clock.instant().plus(life).minus(margin);
            return token;
        } catch (NoToken e) {
            throw e;
        } catch (IOException e) {
            throw explained(e, client);
        }
    }

    /** The secret goes into the header, which every server must support (section 2.3.1), not into a body that is logged. */
    private static ClassicHttpRequest request(Client client) {
        String pair = encoded(client.id()) + ":" + encoded(client.secret());
        ClassicRequestBuilder request = ClassicRequestBuilder.post(client.server())
                .addHeader("Accept", "application/json")
                .addHeader(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .addParameter("grant_type", "client_credentials");
        return client.scope().isBlank()
                ? request.build()
                : request.addParameter("scope", client.scope()).build();
    }

    /** The code of section 5.2 alone: a description might repeat a secret. */
    private static String error(JsonNode answer) {
        String error = answer.path("error").asText("");
        return error.matches("[\\x21-\\x7e]{1,60}") ? " " + error : "";
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException noJson) {
            return json.createObjectNode();
        }
    }

    /** Without the cause: its words would be taken for ones about the integration itself. */
    private static IOException explained(IOException e, Client client) {
        if (e instanceof UnknownHostException) {
            return new ConnectionFailed(new NoToken(none(client, "unknown host")));
        }
        if (e instanceof ConnectException) {
            return new ConnectionFailed(new NoToken(none(client, "connection refused")));
        }
        if (e instanceof NoHttpResponseException || e instanceof SocketException) {
            return new NoToken(none(client, "the connection was closed"));
        }
        return new NoToken(none(client, e instanceof SocketTimeoutException ? "no answer in time" : e.getMessage()));
    }

    private static String none(Client client, @Nullable String reason) {
        return "No access token from " + client.server().getHost() + ": " + reason;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Why there is none, in the words that people read. */
    static final class NoToken extends IOException {
        private static final long serialVersionUID = 1L;

        private NoToken(String message) {
            super(message);
        }
    }
}
