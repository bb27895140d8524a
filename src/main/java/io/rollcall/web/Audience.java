package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.io.UncheckedIOException;
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
 * Some of those who listen to the stream: they are told the same at the same moment, worked out once for all of them, and nothing is
 * worked out while there is nobody. Thread-safe.
 */
final class Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);
    /** An audience is told something at most this often. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final int PATIENCE_SECONDS = 10;
    private static final int QUIET_SECONDS = 5;
    private static final short TRY_AGAIN_LATER = 1013;
    /** Of those that are free for programs (RFC 6455, section 7.4.2): the one whose digits say 401. */
    private static final short LOGGED_OUT = 4401;

    private final Vertx vertx;
    private final Supplier<StatusReport> status;
    private final ObjectMapper json;
    private final String version;
    private final Map<ServerWebSocket, Listener> listeners = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable StatusReport last;
    private volatile @Nullable String everything;
    private volatile long toldAt;
    private volatile int quietSeconds;

    Audience(Vertx vertx, Supplier<StatusReport> status, ObjectMapper json, String version) {
        this.vertx = vertx;
        this.status = status;
        this.json = json;
        this.version = version;
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

    /** How many they are. */
    int size() {
        return listeners.size();
    }

    /** One more, who is let go once it is logged in no longer. */
    void add(ServerWebSocket socket, BooleanSupplier stillIn) {
        socket.closeHandler(closed -> listeners.remove(socket));
        socket.exceptionHandler(e -> listeners.remove(socket));
        listeners.put(socket, new Listener(stillIn));
        run(this::greet);
    }

    void close() {
        listeners.keySet().forEach(ServerWebSocket::close);
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
