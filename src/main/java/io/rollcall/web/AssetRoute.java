package io.rollcall.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Serves the assets: compressed where the browser takes that, and kept by it for ever. */
public final class AssetRoute {
    private static final String PREFIX = "/assets/";
    /** At the root, as a worker may look after what is below its own path only. */
    private static final String WORKER = "/service-worker.js";
    /** For those without a login: it has nothing to do with the other. */
    private static final String PUBLIC_WORKER = "/status/worker.js";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Assets assets;

    public AssetRoute(Assets assets) {
        this.assets = assets;
    }

    /** Takes the paths below {@code /assets/}, and those of the service workers. */
    public void install(Router router) {
        router.route(HttpMethod.GET, WORKER).handler(request -> worker(request, "service-worker.js"));
        router.route(HttpMethod.GET, PUBLIC_WORKER).handler(request -> worker(request, "public/worker.js"));
        router.route(HttpMethod.GET, PREFIX + "*").handler(this::answer);
    }

    /** A browser asks for it anew each time, and takes it for another one when the version in it is another. */
    private void worker(RoutingContext request, String name) {
        Asset script = assets.find(name).orElseThrow();
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, script.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(script.plain().toString().replace("{{version}}", assets.version()));
    }

    private void answer(RoutingContext request) {
        String path = request.normalizedPath().substring(PREFIX.length());
        int slash = path.indexOf('/');
        String version = path.substring(0, Math.max(slash, 0));
        assets.find(path.substring(slash + 1))
                .ifPresentOrElse(asset -> send(request, asset, version.equals(assets.version())), request::next);
    }

    private void send(RoutingContext request, Asset asset, boolean current) {
        String etag = '"' + assets.version() + '"';
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                .putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.CACHE_CONTROL, current ? FOR_EVER : "no-cache");
        if (etag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        String accepted = request.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (asset.shrinks() && accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(asset.gzipped());
        } else {
            response.end(asset.plain());
        }
    }
}
