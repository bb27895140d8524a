package io.rollcall.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets so many look at something at a time, and asks the others to come again: answers that wait for a processor take memory that
 * checks need. Whoever changes or tells something always gets through, and so does whoever asks whether Rollcall works: a heartbeat
 * that is turned away is a false alarm. Thread-safe.
 */
public final class Crowd implements Handler<RoutingContext> {
    private static final String WORKS = "/api/health";
    /** Here something is told or begun by GET too. */
    private static final List<String> DOING = List.of("/api/heartbeat/", "/api/cron/", "/api/answer/");

    private final Semaphore places;

    /** @param most who are answered at a time */
    public Crowd(int most) {
        this.places = new Semaphore(most);
    }

    @Override
    public void handle(RoutingContext context) {
        if (!isLooking(context)) {
            context.next();
        } else if (places.tryAcquire()) {
            AtomicBoolean left = new AtomicBoolean();
            Runnable leave = () -> {
                if (left.compareAndSet(false, true)) {
                    places.release();
                }
            };
            // Once the answer is written, however slowly it is read; or never will be, as who asked has gone.
            context.addBodyEndHandler(written -> leave.run());
            context.addEndHandler(end -> leave.run());
            context.next();
        } else {
            context.response().putHeader("Retry-After", "1");
            context.fail(Refusals.TOO_MANY);
        }
    }

    /** A stream is not an answer that ends. */
    private static boolean isLooking(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        return request.method().equals(HttpMethod.GET)
                && !request.headers().contains("Upgrade")
                && !path.equals(WORKS)
                && DOING.stream().noneMatch(path::startsWith);
    }
}
