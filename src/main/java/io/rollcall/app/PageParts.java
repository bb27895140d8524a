package io.rollcall.app;

import io.rollcall.store.Jdbc;
import io.rollcall.web.AssetRoute;
import io.rollcall.web.Assets;
import io.rollcall.web.DashboardApi;
import io.rollcall.web.DashboardStore;
import io.rollcall.web.FailureStore;
import io.rollcall.web.HealthApi;
import io.rollcall.web.Pages;
import io.rollcall.web.StatusStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.Registry;

/** What people look at: the pages, what they are made of, and the stream that keeps them up to date. */
final class PageParts implements AutoCloseable {
    final Assets assets = new Assets();
    private final HealthApi health;
    private final DashboardApi dashboard;
    private final FailureStore failures;
    private final URI publicUrl;
    private final boolean push;
    private final List<StatusStream> streams = new ArrayList<>();

    PageParts(Settings settings, HealthApi health, Jdbc jdbc, Clock clock) {
        this.health = health;
        this.dashboard = new DashboardApi(new DashboardStore(jdbc, clock), clock);
        this.failures = new FailureStore(jdbc);
        this.push = settings.flag("rollcall.push.enabled");
        this.publicUrl = URI.create(settings.publicUrl());
    }

    void bind(Registry registry) {
        registry.bind("pages", new Pages(health, assets, push));
        registry.bind("dashboardApi", dashboard);
        registry.bind("failureStore", failures);
    }

    /** Adds to every HTTP server of a context that runs what Camel's own endpoints cannot do. */
    void serve(CamelContext context) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).forEach(router -> {
            new AssetRoute(assets).install(router);
            StatusStream stream =
                    new StatusStream(router.vertx(), health::status, health.json(), assets.version(), publicUrl);
            stream.install(router);
            streams.add(stream);
        });
    }

    @Override
    public void close() {
        streams.forEach(StatusStream::close);
    }
}
