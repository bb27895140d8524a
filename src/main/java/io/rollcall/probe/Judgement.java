package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.check.SubCheck;
import io.rollcall.condition.Condition;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Verdict;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an answer means, by what the integration expects: {@code healthy-when}, {@code sub-checks},
 * {@code degraded-when} and {@code degraded-above}. The worst of them decides. The same for every kind. Thread-safe.
 */
public final class Judgement {
    /** What each integration expects, read once; replaced when its settings change. */
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Integration integration, Expectation expectation) {}

    /** The outcome of that check with what it found. */
    public CheckResult judge(Check check, Findings findings) {
        Expectation expected = expectation(check.integration());
        Duration latency = check.latency();
        Facts facts = name -> name.equals("latency") ? latency : findings.value(name);
        expected.metrics().forEach(metric -> metric.measure(facts, findings));
        if (check.tries() > 1) {
            findings.detail("tries", check.tries());
        }
        List<SubCheck> subChecks =
                expected.subChecks().stream().map(rule -> rule.look(facts)).toList();
        Status status = Status.HEALTHY;
        List<String> complaints = new ArrayList<>();
        Verdict healthy = verdict(expected.healthyWhen(), facts);
        if (healthy != null && !healthy.holds()) {
            status = Status.DOWN;
            complaints.add("Not healthy: " + healthy.explanation());
        }
        for (SubCheck one : subChecks) {
            if (!one.informational() && one.message() != null) {
                status = one.status().compareTo(status) > 0 ? one.status() : status;
                complaints.add(one.message());
            }
        }
        Verdict degraded = verdict(expected.degradedWhen(), facts);
        if (degraded != null && degraded.holds()) {
            status = status == Status.DOWN ? status : Status.DEGRADED;
            complaints.add("Degraded: " + degraded.explanation());
        }
        return check.judged(status, complaints, findings, subChecks);
    }

    private static @Nullable Verdict verdict(@Nullable Condition condition, Facts facts) {
        return condition == null ? null : condition.holds(facts);
    }

    private Expectation expectation(Integration integration) {
        Known last = known.get(integration.key());
        if (last == null || last.integration() != integration) {
            last = new Known(
                    integration,
                    Expectation.of(
                            Kinds.vocabulary(integration.kind(), integration.parameters()), integration.parameters()));
            known.put(integration.key(), last);
        }
        return last.expectation();
    }
}
