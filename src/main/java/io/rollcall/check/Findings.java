package io.rollcall.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a try found, before it is judged: facts that conditions can speak of, metrics, and details that are kept as evidence.
 * Confined to the thread that runs the check.
 */
public final class Findings {
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    /** A value for conditions, of the type that the kind's vocabulary declares; null when it could not be found out. */
    public Findings fact(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
        return this;
    }

    /** A number; conditions know it by its name. Not finite means not measured. */
    public Findings metric(String name, String unit, double value) {
        return metric(Metric.of(name, unit, value));
    }

    /** One of several of that name, told apart by labels: conditions see the largest. */
    public Findings metric(Metric metric) {
        if (Double.isFinite(metric.value())) {
            metrics.put(metric.key(), metric);
            Object known = facts.get(metric.name());
            if (known == null || largest(metric.name()).equals(metric)) {
                facts.put(metric.name(), metric.fact());
            }
        }
        return this;
    }

    /** Evidence as a JSON value, without secrets. */
    public Findings detail(String name, Object value) {
        details.put(name, value);
        return this;
    }

    /** The fact of that name, or null when it is not known. */
    public @Nullable Object value(String name) {
        return facts.get(name);
    }

    public Map<String, Object> details() {
        return details;
    }

    public List<Metric> metrics() {
        return new ArrayList<>(metrics.values());
    }

    private Metric largest(String name) {
        return metrics.values().stream()
                .filter(metric -> metric.name().equals(name))
                .max(java.util.Comparator.comparingDouble(Metric::value))
                .orElseThrow();
    }
}
