package io.rollcall.alert;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.condition.Condition;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Truth;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Can a rule's condition hold after an outcome? Most outcomes of most integrations are healthy and have nothing that the
 * rule speaks of; then the answer is known once and for all, and nobody evaluates anything.
 *
 * @param always true when the outcome has to be looked at in any case: it speaks of more than follows, or holds of a
 *     healthy integration of which nothing else is known
 * @param metrics whose values it speaks of
 * @param needs the windows it looks into
 * @param counts whether it asks how many checks there were
 * @param latency whether it speaks of how long the check took
 */
record Glance(boolean always, List<String> metrics, List<Need> needs, boolean counts, boolean latency) {
    private static final Set<String> STATUS = Set.of("status", "service.status", "consecutive_failures");

    /** What is so of every integration that is healthy. */
    private static final Facts HEALTHY = name -> {
        if (name.endsWith(RuleWords.HEALTH)) {
            return 1;
        }
        return switch (name) {
            case "status", "service.status" -> Status.HEALTHY;
            case "consecutive_failures" -> 0;
            default -> null;
        };
    };

    /** The same with windows in which no check has failed. */
    private static final Facts FLAWLESS = name -> switch (name) {
        case "error_rate", "failures" -> 0;
        case "success_rate", "uptime" -> 100;
        default -> HEALTHY.value(name);
    };

    static Glance of(AlertRule rule) {
        List<String> metrics = new ArrayList<>();
        boolean latency = false;
        boolean others = false;
        for (String name : rule.condition().condition().variables()) {
            if (RuleWords.isMetric(name)) {
                metrics.add(RuleWords.metric(name));
            } else if (name.equals("latency")) {
                latency = true;
            } else if (!STATUS.contains(name)
                    && !name.endsWith(RuleWords.HEALTH)
                    && rule.need(name).isEmpty()) {
                others = true;
            }
        }
        Condition condition = rule.condition().condition();
        boolean calm = condition.truth(HEALTHY) == Truth.TRUE || condition.truth(FLAWLESS) == Truth.TRUE;
        boolean counts = condition.variables().contains("checks");
        return new Glance(others || calm, List.copyOf(metrics), rule.needs(), counts, latency);
    }

    /** False when the condition certainly does not hold now. */
    boolean mayHold(Evidence evidence) {
        Judged judged = evidence.judged();
        if (always
                || judged == null
                || judged.state().status() != Status.HEALTHY
                || judged.state().failures() > 0) {
            return true;
        }
        CheckResult result = judged.result();
        if (latency && result.success()) {
            return true;
        }
        for (Metric metric : result.metrics()) {
            for (String wanted : metrics) {
                if (RuleWords.isSame(wanted, metric.name())) {
                    return true;
                }
            }
        }
        for (Need need : needs) {
            if (tells(evidence.window(need))) {
                return true;
            }
        }
        return false;
    }

    private boolean tells(@Nullable Slices window) {
        return window instanceof OutcomeWindow outcomes ? counts || outcomes.failures() > 0 : window != null;
    }
}
