package io.rollcall.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The numbers that checks find, under their own names (requirements 001-13 and 001-17): as last measured, and gone when the
 * last check did not find them. Used by one thread.
 */
final class FoundMeters {
    private final MeterRegistry registry;
    private final Map<String, Map<String, Found>> byIntegration = new HashMap<>();

    FoundMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Found(AtomicReference<Double> value, Gauge gauge) {}

    void measure(CheckResult result) {
        if (result.shortCircuited() || result.metrics().isEmpty() && !byIntegration.containsKey(result.integration())) {
            return;
        }
        Map<String, Found> known = byIntegration.computeIfAbsent(result.integration(), key -> new HashMap<>());
        Set<String> gone = new HashSet<>(known.keySet());
        for (Metric metric : result.metrics()) {
            gone.remove(metric.key());
            known.computeIfAbsent(metric.key(), key -> register(result.integration(), metric))
                    .value()
                    .set(metric.value());
        }
        gone.forEach(key -> registry.remove(known.remove(key).gauge()));
    }

    void forget(String integration) {
        Map<String, Found> known = byIntegration.remove(integration);
        if (known != null) {
            known.values().forEach(found -> registry.remove(found.gauge()));
        }
    }

    private Found register(String integration, Metric metric) {
        AtomicReference<Double> value = new AtomicReference<>(metric.value());
        Tags tags = Tags.of("integration", integration);
        for (Map.Entry<String, String> label : metric.labels().entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        Gauge gauge = Gauge.builder(metric.name(), value, AtomicReference::get)
                .description("Found by a check" + (metric.unit().isEmpty() ? "" : ", in " + metric.unit()))
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return new Found(value, gauge);
    }
}
