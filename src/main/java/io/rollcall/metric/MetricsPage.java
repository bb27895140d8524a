package io.rollcall.metric;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** All meters as Prometheus reads them. */
public final class MetricsPage {
    private final PrometheusMeterRegistry registry;

    public MetricsPage(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** The page in text format 0.0.4. */
    public String scrape() {
        return registry.scrape("text/plain; version=0.0.4; charset=utf-8");
    }
}
