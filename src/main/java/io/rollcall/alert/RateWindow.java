package io.rollcall.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By how much a counter rises a second, on average over a window. Of several series of one name, and in a group, it is the
 * sum. A counter that fell began anew from zero.
 */
final class RateWindow extends Slices {
    /** More series of one counter than that are not told apart any more. */
    private static final int MOST_SERIES = 200;

    private final String metric;
    private final double[] rises = new double[KEPT];
    private final double[] seconds = new double[KEPT];
    private final Map<String, Double> last = new HashMap<>();
    private final Map<String, Instant> lastOf = new HashMap<>();
    private @Nullable Instant lastAt;

    RateWindow(String metric, Duration length) {
        super(length);
        this.metric = metric;
    }

    @Override
    void add(Sample sample, int place) {
        Instant own = lastOf.get(sample.integration());
        if (own != null && !sample.at().isAfter(own)) {
            return;
        }
        lastOf.put(sample.integration(), sample.at());
        for (Map.Entry<String, Double> each : sample.metrics().entrySet()) {
            if (RuleWords.isSame(metric, Sample.name(each.getKey()))) {
                rises[place] += rise(sample.integration() + "/" + each.getKey(), each.getValue());
            }
        }
        Instant before = lastAt;
        if (before != null && sample.at().isAfter(before)) {
            seconds[place] += Duration.between(before, sample.at()).toMillis() / 1e3;
        }
        lastAt = before == null || sample.at().isAfter(before) ? sample.at() : before;
    }

    private double rise(String series, double value) {
        Double before = last.size() < MOST_SERIES || last.containsKey(series) ? last.put(series, value) : null;
        if (before == null) {
            return 0;
        }
        return value >= before ? value - before : value;
    }

    /** Per second; not a number while there was but one look. */
    double rate() {
        return Arrays.stream(rises).sum() / Arrays.stream(seconds).sum();
    }

    @Override
    boolean isEmpty() {
        return Arrays.stream(seconds).sum() == 0;
    }

    @Override
    void clear(int place) {
        rises[place] = 0;
        seconds[place] = 0;
    }
}
