package io.rollcall.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket {@code /health/stream}: how everything is, at most once a second. What is told is worked out only while somebody
 * listens, and once for many: those who listen are some audiences that are told one after the other, so that telling hundreds delays
 * nobody's request. When nothing changes that is told every few seconds, so that a browser, or a proxy between us, does not take a
 * quiet night for a broken connection. Whoever is logged in no longer is let go within a second. Nothing is queued for who reads too
 * slowly: they are told everything anew once they have caught up, and let go when they do not. Thread-safe.
 */
public final class StatusStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusStream.class);
    private static final String PATH = "/health/stream";
    private static final int MOST = 1_000;
    private static final int AUDIENCES = 10;
    private static final int SMALL = 20;

    private final Vertx vertx;
    private final String publicHost;
    private final List<Audience> audiences;
    private final AtomicInteger turns = new AtomicInteger();
    private final long timer;

    /** @param publicUrl where browsers reach us, which pages that may listen come from */
    public StatusStream(Vertx vertx, Supplier<StatusReport> status, ObjectMapper json, String version, URI publicUrl) {
        this.vertx = vertx;
        this.publicHost = String.valueOf(publicUrl.getAuthority());
        this.audiences = Stream.generate(() -> new Audience(vertx, status, json, version))
                .limit(AUDIENCES)
                .toList();
        this.timer = vertx.setPeriodic(Audience.PERIOD.toMillis() / AUDIENCES, tick -> tick());
    }

    /** Takes the path. */
    public void install(Router router) {
        router.get(PATH).handler(this::accept);
    }

    /** How many listen. */
    int listeners() {
        return audiences.stream().mapToInt(Audience::size).sum();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        audiences.forEach(Audience::close);
    }

    private void accept(RoutingContext request) {
        if (!"websocket".equalsIgnoreCase(request.request().getHeader("Upgrade"))) {
            request.response()
                    .setStatusCode(426)
                    .putHeader("Upgrade", "websocket")
                    .end();
        } else if (!fromOurPages(request.request())) {
            request.response().setStatusCode(403).end();
        } else if (listeners() >= MOST) {
            request.response().setStatusCode(503).putHeader("Retry-After", "30").end();
        } else {
            BooleanSupplier guard = request.get(AccessGuard.STILL_IN);
            BooleanSupplier stillIn = guard == null ? () -> true : guard;
            request.request()
                    .toWebSocket()
                    .onSuccess(socket -> next().add(socket, stillIn))
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

    /** The first that is small, so that few who listen cost little; the smallest when none is. */
    private Audience next() {
        return audiences.stream()
                .filter(one -> one.size() < SMALL)
                .findFirst()
                .orElseGet(() -> Collections.min(audiences, Comparator.comparingInt(Audience::size)));
    }

    /** Called some times a second: it is the next audience's turn. */
    void tick() {
        audiences.get(Math.floorMod(turns.incrementAndGet(), AUDIENCES)).tick();
    }
}
