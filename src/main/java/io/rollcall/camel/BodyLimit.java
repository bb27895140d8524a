package io.rollcall.camel;

import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a request whose body is longer than {@code camel.server.maxBodySize}: refused with 413 and one line in the
 * log. Without this Vert.x would report it as a fault of the program.
 */
public final class BodyLimit {
    private static final Logger LOG = LoggerFactory.getLogger(BodyLimit.class);
    private static final int TOO_LARGE = 413;

    private BodyLimit() {}

    /** Watches over every HTTP server of a context that runs. */
    public static void watch(CamelContext context) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).forEach(router -> router.route()
                .failureHandler(BodyLimit::refuse));
    }

    private static void refuse(RoutingContext request) {
        if (request.statusCode() != TOO_LARGE) {
            request.next();
            return;
        }
        LOG.warn("Request refused path={} reason=its body is too long", request.normalizedPath());
        request.response()
                .setStatusCode(TOO_LARGE)
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"the body is too long\"}");
    }
}
