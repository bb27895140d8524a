package io.rollcall.alert;

import io.rollcall.check.Metric;
import io.rollcall.condition.Facts;
import io.rollcall.condition.OverTime;
import io.rollcall.condition.Truth;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judged;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's condition finds about a subject at a moment.
 *
 * @param judged the outcome that is being looked at, or null when there is none or the subject is not a single integration
 * @param breakers the state of an integration's circuit breaker by its key
 */
record Evidence(
        AlertRule rule,
        Subject subject,
        @Nullable Judged judged,
        Windows windows,
        Function<String, String> breakers,
        Instant now)
        implements Facts {

    @Override
    public @Nullable Object value(String name) {
        Optional<Need> need = rule.need(name);
        if (need.isPresent()) {
            Slices window = window(need.get());
            return window == null ? null : windowed(name, window);
        }
        Judged outcome = subject.integration() == null ? null : judged;
        return outcome == null ? null : single(name, outcome);
    }

    /** That window as it is now, or null when there is nothing in it or not all that should be. */
    @Nullable
    Slices window(Need need) {
        return windows.find(subject.key(), need, now);
    }

    /** That nothing could be measured is no all-clear: true when the condition fails only because the status is unknown. */
    boolean isAboutWhatIsUnknown(Judged outcome) {
        return outcome.state().status() == Status.UNKNOWN
                && rule.condition().condition().truth(name -> name.endsWith("status") ? null : value(name))
                        != Truth.FALSE;
    }

    /** True when the windows alone tell that the condition does not hold: what made it hold has left them. */
    boolean denies() {
        return !rule.needs().isEmpty() && rule.condition().condition().truth(this) == Truth.FALSE;
    }

    private @Nullable Object single(String name, Judged outcome) {
        if (RuleWords.isMetric(name)) {
            return metric(name)
                    .<Object>map(found -> RuleWords.isDuration(name) ? seconds(found.value()) : found.value())
                    .orElse(null);
        }
        if (name.endsWith(RuleWords.HEALTH)) {
            Status status = outcome.state().status();
            return status == Status.UNKNOWN ? null : (Object) (status.isUp() ? 1 : 0);
        }
        return switch (name) {
            case "status", "service.status" -> outcome.state().status();
            case "latency" -> outcome.result().success() ? outcome.result().latency() : null;
            case "consecutive_failures" -> outcome.state().failures();
            case "breaker" -> breakers.apply(subject.key());
            default -> null;
        };
    }

    /** The largest of that name, in its unit; empty when the last check did not find it. */
    private Optional<Metric> metric(String name) {
        String wanted = RuleWords.metric(name);
        return judged == null
                ? Optional.empty()
                : judged.result().metrics().stream()
                        .filter(metric -> RuleWords.isSame(wanted, metric.name()))
                        .max(Comparator.comparingDouble(Metric::value));
    }

    /** What tells the metric that the condition is about from others of its name. */
    Map<String, String> labels() {
        return rule.condition().condition().variables().stream()
                .filter(RuleWords::isMetric)
                .flatMap(name -> metric(name).stream())
                .map(Metric::labels)
                .findFirst()
                .orElse(Map.of());
    }

    private @Nullable Object windowed(String name, Slices window) {
        OverTime overTime = OverTime.of(name);
        if (overTime != null) {
            Double value = value(overTime, window);
            boolean time = overTime.of().equals(Need.LATENCY) || RuleWords.isDuration(overTime.of());
            return value != null && time && !overTime.function().equals("rate") ? (Object) seconds(value) : value;
        }
        if (window instanceof OutcomeWindow outcomes) {
            double errors = 100.0 * outcomes.failures() / outcomes.checks();
            return switch (name) {
                case "checks" -> outcomes.checks();
                case "failures" -> outcomes.failures();
                case "error_rate" -> errors;
                default -> 100.0 - errors;
            };
        }
        ValueWindow latency = (ValueWindow) window;
        return seconds(
                switch (name) {
                    case "latency_p50" -> latency.quantile(0.50);
                    case "latency_p95" -> latency.quantile(0.95);
                    case "latency_p99" -> latency.quantile(0.99);
                    default -> latency.mean();
                });
    }

    private static @Nullable Double value(OverTime overTime, Slices window) {
        if (window instanceof RateWindow rate) {
            return rate.rate();
        }
        ValueWindow values = (ValueWindow) window;
        Double share = overTime.quantile();
        if (share != null) {
            return values.quantile(share);
        }
        return switch (overTime.function()) {
            case "avg" -> values.mean();
            case "min" -> values.least();
            default -> values.most();
        };
    }

    /** From a hundredth of a second on in whole milliseconds: more would only look exact. */
    private static Duration seconds(double value) {
        return Math.abs(value) < 0.01
                ? Duration.ofNanos(Math.round(value * 1e9))
                : Duration.ofMillis(Math.round(value * 1e3));
    }
}
