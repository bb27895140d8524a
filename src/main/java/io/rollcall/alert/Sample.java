package io.rollcall.alert;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A measured outcome as windows count it.
 *
 * @param integration the integration's key
 * @param at when the check began
 * @param failed whether it counts as a failure
 * @param latency of a successful check, or null
 * @param metrics values in their units by name with labels, such as {@code queue_size{queue=default}}
 */
public record Sample(
        String integration, Instant at, boolean failed, @Nullable Duration latency, Map<String, Double> metrics) {

    static Sample of(CheckResult result, boolean withMetrics) {
        Map<String, Double> metrics = !withMetrics || result.metrics().isEmpty()
                ? Map.of()
                : result.metrics().stream().collect(Collectors.toMap(Metric::key, Metric::value, Math::max));
        Duration latency = result.success() ? result.latency() : null;
        return new Sample(result.integration(), result.at(), result.failed(), latency, metrics);
    }

    /** The name of such a metric without its labels. */
    static String name(String key) {
        int labels = key.indexOf('{');
        return labels < 0 ? key : key.substring(0, labels);
    }

    boolean has(String metric) {
        return metrics.keySet().stream().anyMatch(key -> RuleWords.isSame(metric, name(key)));
    }
}
