package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the HTTP server answers where no endpoint does: a path that is unknown, a method that a path does not take, a body
 * longer than {@code camel.server.maxBodySize}, more requests than can be answered. A person's browser gets a page where there
 * is nothing, programs a problem. And what every answer of the API carries.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int UNKNOWN = 404;
    private static final int WRONG_METHOD = 405;
    private static final int TOO_LARGE = 413;
    static final int TOO_MANY = 503;

    /** Before the endpoints. */
    private static final int FIRST = -1_000_000;

    private final ObjectMapper json;
    private final DoorPages pages = new DoorPages();

    private Refusals(ObjectMapper json) {
        this.json = json;
    }

    /** Watches over every HTTP server of a context that runs. */
    public static void watch(CamelContext context, ObjectMapper json) {
        Refusals refusals = new Refusals(json);
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).forEach(refusals::watch);
    }

    private void watch(VertxPlatformHttpRouter router) {
        router.route("/api/*").order(FIRST).handler(request -> {
            request.response().putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
            request.next();
        });
        router.route()
                .last()
                .handler(request -> refuse(request, methods(router.getRoutes(), request.normalizedPath())));
        router.route().failureHandler(this::failed);
    }

    private void refuse(RoutingContext request, Set<String> allowed) {
        boolean known = !allowed.isEmpty()
                && !allowed.contains(request.request().method().name());
        String methods = String.join(", ", allowed);
        if (known) {
            request.response().putHeader("Allow", methods);
        }
        int status = known ? WRONG_METHOD : UNKNOWN;
        if (AccessGuard.isPage(request)) {
            DoorPages.answer(request, status, pages.notFound(AccessGuard.reader(request)));
        } else {
            answer(request, status, known ? "This path takes " + methods : "There is nothing at this path");
        }
    }

    private void failed(RoutingContext request) {
        if (request.statusCode() == TOO_LARGE) {
            LOG.warn("Request refused path={} reason=its body is too long", request.normalizedPath());
            answer(request, TOO_LARGE, "A body may have 1 MB");
        } else if (request.statusCode() == TOO_MANY) {
            answer(request, TOO_MANY, "As many as can be answered ask already; ask again in a second");
        } else {
            request.next();
        }
    }

    private void answer(RoutingContext request, int status, String detail) {
        try {
            String problem = json.writeValueAsString(Refused.problem(status, detail, List.of()));
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", Problem.TYPE)
                    .end(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem can always be written", e);
        }
    }

    private static Set<String> methods(List<Route> routes, String path) {
        Set<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.methods() != null && route.getPath() != null)
                .filter(route -> fits(Objects.requireNonNull(route.getPath()), path))
                .forEach(route -> route.methods().stream().map(HttpMethod::name).forEach(methods::add));
        return methods;
    }

    private static boolean fits(String pattern, String path) {
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith(":") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
