package io.rollcall.alert;

import io.rollcall.condition.OverTime;
import io.rollcall.condition.TimedCondition;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Integration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A condition with a severity (requirements 000-14 and 000-15).
 *
 * @param name unique over all rules
 * @param condition what must hold
 * @param scope whom it is about
 * @param severity how bad it is when it holds
 * @param timing for how long it must hold, and over which time it looks back
 * @param unless names of rules that tell the same cause: while one of them fires, this one does not begin
 * @param labels of its alerts, beside those that all alerts have
 * @param texts what it says to the reader, by name such as {@code summary}
 */
public record AlertRule(
        String name,
        TimedCondition condition,
        RuleScope scope,
        Severity severity,
        Timing timing,
        Set<String> unless,
        Map<String, String> labels,
        Map<String, Wording> texts) {
    /** Over how long a rule looks back when it does not say. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /**
     * How a rule takes time.
     *
     * @param hold how long its condition must hold before it fires
     * @param keepFiring how long it goes on to fire when its condition no longer holds
     * @param window over which rates and percentiles are taken
     */
    public record Timing(Duration hold, Duration keepFiring, Duration window) {}

    public AlertRule {
        unless = Set.copyOf(unless);
        labels = Map.copyOf(labels);
        texts = Map.copyOf(texts);
    }

    /** One about the integrations of these keys, or about every one. */
    public AlertRule(String name, TimedCondition condition, Set<String> services, Severity severity) {
        this(
                name,
                condition,
                RuleScope.of(services),
                severity,
                new Timing(condition.hold(), Duration.ZERO, WINDOW),
                Set.of(),
                Map.of(),
                Map.of());
    }

    /** What the condition of a rule about single integrations can speak of. */
    public static Vocabulary vocabulary() {
        return RuleWords.vocabulary(RuleScope.Per.INTEGRATION, Map.of());
    }

    /** Which windows its condition looks into. */
    List<Need> needs() {
        return condition.condition().variables().stream()
                .flatMap(name -> need(name).stream())
                .toList();
    }

    /** The window that it looks into for that name; nothing when the last outcome suffices. */
    Optional<Need> need(String name) {
        return Need.of(name, scope.per(), timing.window());
    }

    /** Metrics that its condition speaks of and that are neither known nor of the documents' rules. */
    public List<String> metricsBeyond(Set<String> known) {
        return condition.condition().variables().stream()
                .map(AlertRule::subjectOf)
                .filter(RuleWords::isMetric)
                .map(RuleWords::metric)
                .filter(name -> !known.contains(name) && !RuleWords.isExpected(name))
                .distinct()
                .toList();
    }

    /** False when it can never fire because checks find only these metrics: it speaks of others. */
    public boolean canHoldOf(Set<String> metrics) {
        return scope.per() != RuleScope.Per.INTEGRATION
                || condition.condition().canHold(name -> {
                    String subject = subjectOf(name);
                    return !RuleWords.isMetric(subject)
                            || metrics.stream().anyMatch(one -> RuleWords.isSame(RuleWords.metric(subject), one));
                });
    }

    /** The x of rate(x), or the name itself. */
    private static String subjectOf(String name) {
        OverTime overTime = OverTime.of(name);
        return overTime == null ? name : overTime.of();
    }

    boolean concerns(Integration integration) {
        return scope.concerns(integration);
    }
}
