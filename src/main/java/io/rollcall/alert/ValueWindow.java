package io.rollcall.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mean, extremes and percentiles of a value in a window: of the latency in seconds, or of a metric in its unit. */
final class ValueWindow extends Slices {
    private final String metric;
    private final int[] counts = new int[KEPT];
    private final double[] sums = new double[KEPT];
    private final double[] least = new double[KEPT];
    private final double[] most = new double[KEPT];
    private final @Nullable Sketch @Nullable [] sketches;

    /** Of that metric; of the latency when the name is empty. */
    ValueWindow(String metric, Duration length, boolean spread) {
        super(length);
        this.metric = metric;
        this.sketches = spread ? new @Nullable Sketch[KEPT] : null;
        for (int place = 0; place < KEPT; place++) {
            clear(place);
        }
    }

    @Override
    void add(Sample sample, int place) {
        if (metric.isEmpty()) {
            if (sample.latency() != null) {
                add(sample.latency().toNanos() / 1e9, place);
            }
            return;
        }
        for (Map.Entry<String, Double> each : sample.metrics().entrySet()) {
            if (RuleWords.isSame(metric, Sample.name(each.getKey()))) {
                add(each.getValue(), place);
            }
        }
    }

    private void add(double value, int place) {
        counts[place]++;
        sums[place] += value;
        least[place] = Math.min(least[place], value);
        most[place] = Math.max(most[place], value);
        if (sketches != null) {
            Sketch sketch = sketches[place];
            if (sketch == null) {
                sketch = new Sketch();
                sketches[place] = sketch;
            }
            sketch.add(value);
        }
    }

    @Override
    boolean isEmpty() {
        return Arrays.stream(counts).sum() == 0;
    }

    double mean() {
        return Arrays.stream(sums).sum() / Arrays.stream(counts).sum();
    }

    double least() {
        return Arrays.stream(least).min().orElseThrow();
    }

    double most() {
        return Arrays.stream(most).max().orElseThrow();
    }

    /** Below which that part of the values lies, by nearest rank; NaN when the window was not made for it. */
    double quantile(double share) {
        return sketches == null ? Double.NaN : Sketch.quantile(sketches, share);
    }

    @Override
    void clear(int place) {
        counts[place] = 0;
        sums[place] = 0;
        least[place] = Double.POSITIVE_INFINITY;
        most[place] = Double.NEGATIVE_INFINITY;
        if (sketches != null) {
            sketches[place] = null;
        }
    }
}
