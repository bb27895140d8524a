package io.rollcall.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lines that a Prometheus server reads. */
class FoundMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FoundMeters meters = new FoundMeters(registry);

    @Test
    void a_number_stands_under_its_own_name_with_its_labels_until_it_is_not_found_any_more() {
        meters.measure(outcome("hooks", depth("high", 3), depth("low", 4)));
        meters.measure(outcome("mail", Metric.of("credit_balance", "EUR", 12.5)));
        assertThat(registry.scrape())
                .contains(
                        "queue_size{integration=\"hooks\",queue=\"high\"} 3.0",
                        "queue_size{integration=\"hooks\",queue=\"low\"} 4.0",
                        "# HELP credit_balance Found by a check, in EUR",
                        "credit_balance{integration=\"mail\"} 12.5");

        meters.measure(outcome("hooks", depth("high", 5)));
        assertThat(registry.scrape())
                .contains("queue_size{integration=\"hooks\",queue=\"high\"} 5.0")
                .doesNotContain("queue=\"low\"");

        meters.measure(outcome("hooks"));
        meters.forget("mail");
        assertThat(registry.scrape()).doesNotContain("queue_size{", "credit_balance{");
    }

    private static Metric depth(String queue, double value) {
        return new Metric("queue_size", "", value, Map.of("queue", queue));
    }

    private static CheckResult outcome(String key, Metric... metrics) {
        Duration latency = Duration.ofMillis(1);
        return new CheckResult(
                key, Instant.EPOCH, Status.HEALTHY, false, latency, null, Map.of(), List.of(metrics), List.of());
    }
}
