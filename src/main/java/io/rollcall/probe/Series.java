package io.rollcall.probe;

import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One metric of several things, told apart by labels. Confined to the thread that runs the check. */
final class Series {
    /** Each costs memory here and in whatever reads the metrics page. */
    private static final int MOST = 100;

    private final MetricName name;
    private final Map<Map<String, String>, Double> values = new LinkedHashMap<>();
    private int left;

    Series(MetricName name) {
        this.name = name;
    }

    /** Adds one; what is no number is not measured, and those beyond the hundredth are only counted. */
    void add(Map<String, String> labels, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        Map<String, String> clean = new LinkedHashMap<>();
        labels.forEach((label, text) -> clean.put(label(label), text));
        if (values.size() < MOST || values.containsKey(clean)) {
            values.put(clean, value);
        } else {
            left++;
        }
    }

    /** Notes them as metrics. All get the same labels, empty where one has none: the metrics page demands it. */
    void into(Findings findings) {
        Set<String> all = new LinkedHashSet<>();
        values.keySet().forEach(labels -> all.addAll(labels.keySet()));
        values.forEach((labels, value) -> {
            Map<String, String> same = new LinkedHashMap<>();
            all.forEach(label -> same.put(label, labels.getOrDefault(label, "")));
            findings.metric(new Metric(name.name(), name.unit(), value, same));
        });
        if (left > 0) {
            findings.detail("seriesLeftOut", left);
        }
    }

    /** As Prometheus allows it; {@code integration} is taken, so it is renamed the way Prometheus itself does. */
    private static String label(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=\\d)", "_");
        return plain.equals("integration") ? "exported_integration" : plain;
    }
}
