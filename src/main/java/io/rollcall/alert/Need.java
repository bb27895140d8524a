package io.rollcall.alert;

import io.rollcall.condition.OverTime;
import java.time.Duration;
import java.util.Optional;

/**
 * A window that a rule looks into.
 *
 * @param per whose outcomes it holds
 * @param what {@code outcomes}, {@code latency}, or {@code value:} or {@code rate:} and the name of a metric
 * @param length over which it reaches
 * @param spread whether percentiles are asked for
 */
record Need(RuleScope.Per per, String what, Duration length, boolean spread) {
    static final String OUTCOMES = "outcomes";
    static final String LATENCY = "latency";
    private static final String VALUE = "value:";
    private static final String RATE = "rate:";

    /** What it takes to answer that name; nothing when the last outcome suffices. */
    static Optional<Need> of(String name, RuleScope.Per per, Duration window) {
        OverTime overTime = OverTime.of(name);
        if (overTime != null) {
            Duration length = overTime.span() == null ? window : overTime.span();
            return Optional.of(new Need(per, what(overTime), length, overTime.quantile() != null));
        }
        return switch (name) {
            case "error_rate", "success_rate", "uptime", "checks", "failures" ->
                Optional.of(new Need(per, OUTCOMES, window, false));
            case "latency_avg" -> Optional.of(new Need(per, LATENCY, window, false));
            case "latency_p50", "latency_p95", "latency_p99" -> Optional.of(new Need(per, LATENCY, window, true));
            default -> Optional.empty();
        };
    }

    private static String what(OverTime overTime) {
        if (overTime.of().equals(LATENCY)) {
            return LATENCY;
        }
        return (overTime.function().equals("rate") ? RATE : VALUE) + RuleWords.metric(overTime.of());
    }

    boolean isRate() {
        return what.startsWith(RATE);
    }

    /** The metric that it is about; empty for outcomes and latency. */
    String metric() {
        return what.substring(what.indexOf(':') + 1);
    }

    boolean isMetric() {
        return what.indexOf(':') > 0;
    }

    /** The same window whether or not percentiles are asked for. */
    Need plain() {
        return new Need(per, what, length, false);
    }
}
