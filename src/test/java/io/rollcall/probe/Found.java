package io.rollcall.probe;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.SubCheck;
import java.util.Map;
import java.util.TreeMap;

/** What tests look at in an outcome. */
final class Found {
    private Found() {}

    /** The metrics by name and labels. */
    static Map<String, Double> metrics(CheckResult result) {
        Map<String, Double> metrics = new TreeMap<>();
        result.metrics().forEach((Metric metric) -> metrics.put(metric.key(), metric.value()));
        return metrics;
    }

    static SubCheck subCheck(CheckResult result, String name) {
        return result.subChecks().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
