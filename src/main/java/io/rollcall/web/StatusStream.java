package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket {@code /health/stream}: how everything is, at most once a second. What is told is worked out once for all who
 * listen, and only while somebody does. When nothing changes that is told every few seconds, so that a browser, or a proxy between
 * us, does not take a quiet night for a broken connection. Whoever is logged in no longer is let go within a second. Nothing is queued for who reads too slowly: they are told everything anew once they
 * have caught up, and let go when they do not. Thread-safe.
 */
public final class StatusStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusStream.class);
    private static final String PATH = "/health/stream";
    private static final int MOST = 1_000;
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 10;
    private static final int QUIET_SECONDS = 5;
    private static final short TRY_AGAIN_LATER = 1013;
    /** Of those that are free for programs (RFC 6455, section 7.4.2): the one whose digits say 401. */
    private static final short LOGGED_OUT = 4401;

    private final Vertx vertx;
    private final Supplier<StatusReport> status;
    private final ObjectMapper json;
    private final String version;
    private final String publicHost;
    private final Map<ServerWebSocket, Listener> listeners = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final long timer;
    private volatile @Nullable StatusReport last;
    private volatile @Nullable String everything;
    private volatile long toldAt;
    private volatile int quietSeconds;

    /** @param publicUrl where browsers reach us, which pages that may listen come from */
    public StatusStream(Vertx vertx, Supplier<StatusReport> status, ObjectMapper json, String version, URI publicUrl) {
        this.vertx = vertx;
        this.status = status;
        this.json = json;
        this.version = version;
        this.publicHost = String.valueOf(publicUrl.getAuthority());
        this.timer = vertx.setPeriodic(PERIOD.toMillis(), tick -> tick());
    }

    /** Somebody who listens. Only what runs one at a time touches it. */
    private static final class Listener {
        final BooleanSupplier stillIn;
        boolean knowsAll;
        int secondsBehind;

        Listener(BooleanSupplier stillIn) {
            this.stillIn = stillIn;
        }
    }

    /** Takes the path. */
    public void install(Router router) {
        router.get(PATH).handler(this::accept);
    }

    /** How many listen. */
    int listeners() {
        return listeners.size();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        listeners.keySet().forEach(ServerWebSocket::close);
    }

    private void accept(RoutingContext request) {
        if (!"websocket".equalsIgnoreCase(request.request().getHeader("Upgrade"))) {
            request.response()
                    .setStatusCode(426)
                    .putHeader("Upgrade", "websocket")
                    .end();
        } else if (!fromOurPages(request.request())) {
            request.response().setStatusCode(403).end();
        } else if (listeners.size() >= MOST) {
            request.response().setStatusCode(503).putHeader("Retry-After", "30").end();
        } else {
            BooleanSupplier guard = request.get(AccessGuard.STILL_IN);
            Listener listener = new Listener(guard == null ? () -> true : guard);
            request.request()
                    .toWebSocket()
                    .onSuccess(socket -> add(socket, listener))
                    .onFailure(e -> LOG.debug("No WebSocket reason={}", e.getMessage()));
        }
    }

    /** Browsers hand our cookies also to a page of somebody else that opens a WebSocket here, but they name that page. */
    private boolean fromOurPages(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        String host = origin.substring(origin.indexOf("://") + 3);
        return host.equals(request.getHeader("Host")) || host.equals(publicHost);
    }

    private void add(ServerWebSocket socket, Listener listener) {
        socket.closeHandler(closed -> listeners.remove(socket));
        socket.exceptionHandler(e -> listeners.remove(socket));
        listeners.put(socket, listener);
        run(this::greet);
    }

    /** Called each second. */
    void tick() {
        if (!listeners.isEmpty()) {
            run(() -> tell(status.get()));
        }
    }

    /** One at a time. What is left out because another one runs is made up for by the next tick. */
    private void run(Runnable task) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        vertx.executeBlocking(() -> {
                    task.run();
                    return true;
                })
                .onFailure(e -> LOG.warn("The stream was told nothing", e))
                .onComplete(done -> busy.set(false));
    }

    /** Tells who has just come what the others know; the first one finds nothing that is new enough. */
    private void greet() {
        StatusReport known = last;
        if (known == null || System.nanoTime() - toldAt > PERIOD.toNanos()) {
            tell(status.get());
        } else {
            listeners.forEach((socket, listener) -> {
                if (!listener.knowsAll && !socket.writeQueueFull()) {
                    tellAll(socket, listener, known);
                }
            });
        }
    }

    private void tell(StatusReport now) {
        StreamMessage changes = StreamMessage.between(last, now, version);
        last = now;
        everything = null;
        toldAt = System.nanoTime();
        quietSeconds = changes.saysNothing() ? quietSeconds + 1 : 0;
        String news = quietSeconds % QUIET_SECONDS == 0 ? write(changes) : null;
        listeners.forEach((socket, listener) -> {
            if (!listener.stillIn.getAsBoolean()) {
                letGo(socket, LOGGED_OUT, "logged out");
                return;
            }
            if (isBehind(socket, listener)) {
                return;
            }
            if (!listener.knowsAll) {
                tellAll(socket, listener, now);
            } else if (news != null) {
                socket.writeTextMessage(news);
            }
        });
    }

    private void tellAll(ServerWebSocket socket, Listener listener, StatusReport report) {
        String text = everything == null ? write(StreamMessage.between(null, report, version)) : everything;
        everything = text;
        listener.knowsAll = true;
        socket.writeTextMessage(text);
    }

    /** Whoever does not read keeps its connection for a while, but is told nothing any more. */
    private void letGo(ServerWebSocket socket, short code, String why) {
        listeners.remove(socket);
        socket.close(code, why);
    }

    private boolean isBehind(ServerWebSocket socket, Listener listener) {
        if (!socket.writeQueueFull()) {
            listener.secondsBehind = 0;
            return false;
        }
        listener.knowsAll = false;
        if (++listener.secondsBehind == PATIENCE_SECONDS) {
            letGo(socket, TRY_AGAIN_LATER, "too slow");
        }
        return true;
    }

    private String write(StreamMessage message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
