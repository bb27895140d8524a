package io.rollcall.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;

/** The meters of each integration: how long its checks take, its status, its breaker. Gone when the integration is. */
public final class CheckMeters {
    private final MeterRegistry registry;
    private final Integrations integrations;
    private final Judge judge;
    private final ToDoubleFunction<String> breakers;
    private final ConcurrentMap<String, Meters> byIntegration = new ConcurrentHashMap<>();

    /**
     * Meters in that registry.
     *
     * @param breakers the state of an integration's breaker: 0 closed, 1 half-open, 2 open
     */
    public CheckMeters(
            MeterRegistry registry, Integrations integrations, Judge judge, ToDoubleFunction<String> breakers) {
        this.registry = registry;
        this.integrations = integrations;
        this.judge = judge;
        this.breakers = breakers;
        this.found = new FoundMeters(registry);
    }

    private final FoundMeters found;

    private record Meters(Map<String, Timer> durations, List<Meter> all) {}

    /** Measures a batch of outcomes. Called by one thread at a time. */
    public void measure(List<Judged> batch) {
        for (Judged judged : batch) {
            CheckResult result = judged.result();
            Meters meters = byIntegration.computeIfAbsent(result.integration(), this::register);
            String status = result.shortCircuited()
                    ? "short_circuited"
                    : result.status().word();
            Timer timer = meters.durations().get(status);
            if (timer == null) {
                timer = timer(result.integration(), status);
                meters.durations().put(status, timer);
                meters.all().add(timer);
            }
            timer.record(result.latency() == null ? Duration.ZERO : result.latency());
            found.measure(result);
        }
        if (byIntegration.size() > integrations.all().size()) {
            byIntegration.keySet().stream()
                    .filter(key -> integrations.find(key).isEmpty())
                    .toList()
                    .forEach(this::forget);
        }
    }

    private Timer timer(String integration, String status) {
        return Timer.builder("rollcall.check.duration")
                .description("How long checks took; checks without a call count as zero")
                .tag("integration", integration)
                .tag("status", status)
                .register(registry);
    }

    private Meters register(String key) {
        List<Meter> all = new ArrayList<>();
        all.add(gauge(
                "rollcall.integration.up",
                "1 while healthy or degraded, else 0",
                key,
                k -> judge.state(k).status().isUp() ? 1 : 0));
        all.add(gauge(
                "rollcall.integration.status", "0 healthy, 1 degraded, 2 down, 3 unknown", key, k -> judge.state(k)
                        .status()
                        .ordinal()));
        all.add(gauge("rollcall.integration.consecutive.failures", "Failed checks in a row", key, k -> judge.state(k)
                .failures()));
        all.add(gauge("rollcall.integration.breaker", "0 closed, 1 half-open, 2 open", key, breakers));
        return new Meters(new HashMap<>(), all);
    }

    private Meter gauge(String name, String description, String key, ToDoubleFunction<String> value) {
        return Gauge.builder(name, key, value)
                .description(description)
                .tags(Tags.of("integration", key))
                .strongReference(true)
                .register(registry);
    }

    private void forget(String key) {
        found.forget(key);
        Meters meters = byIntegration.remove(key);
        if (meters != null) {
            meters.all().forEach(registry::remove);
        }
    }
}
