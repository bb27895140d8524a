package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.Results;
import io.rollcall.condition.Truth;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What is passed over at a glance is what the whole condition would not have held for either. */
class GlancePropertiesTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<String> CONDITIONS = List.of(
            "status == DOWN",
            "status != HEALTHY",
            "status == HEALTHY",
            "not (status == DOWN)",
            "consecutive_failures >= 2",
            "consecutive_failures < 1",
            "stripe_health == 0",
            "stripe_health == 1",
            "breaker == \"OPEN\"",
            "latency > 1s",
            "latency > 1s or status == DOWN",
            "queue_depth > 1000",
            "not (queue_depth > 1000)",
            "queue_depth > 1000 or consecutive_failures < 1",
            "error_rate > 10% and failures >= 1",
            "error_rate < 10%",
            "uptime > 99%",
            "failures < 1 and status == HEALTHY",
            "checks > 2",
            "checks > 2 and error_rate < 40%",
            "success_rate < 60% or latency_p95 > 1s",
            "rate(queue_depth[5m]) > 0.5 or status == DOWN",
            "avg(queue_depth[5m]) > 500");

    @Property(tries = 300)
    void what_is_passed_over_would_not_have_held(
            @ForAll("conditions") String condition, @ForAll("outcomes") @Size(max = 8) List<String> outcomes) {
        AlertRule rule = RuleParameters.read("r", Map.of("severity", "warning", "condition", condition), Map.of());
        Glance glance = Glance.of(rule);
        Integrations integrations = new Integrations();
        integrations.put(AnIntegration.called("stripe").build());
        Judge judge = new Judge(integrations, entries -> {});
        Windows windows = new Windows();
        windows.want(List.of(rule), START);
        Instant at = START;
        for (String outcome : outcomes) {
            at = at.plusSeconds(30);
            for (Judged judged : judge.judgeAll(List.of(result(outcome, at)))) {
                windows.add(judged.integration(), Sample.of(judged.result(), true));
                Subject subject = Subject.of(judged.integration());
                Evidence evidence = new Evidence(rule, subject, judged, windows, key -> "CLOSED", at);
                boolean holds = rule.condition().condition().truth(evidence) == Truth.TRUE;
                assertThat(glance.mayHold(evidence) || !holds)
                        .as("%s after %s", condition, outcomes)
                        .isTrue();
            }
        }
    }

    private static CheckResult result(String outcome, Instant at) {
        CheckResult plain = Results.of(outcome.charAt(0), "stripe", at);
        List<Metric> metrics =
                outcome.endsWith("+") ? List.of(new Metric("queue_size", "", 2000, Map.of())) : List.of();
        return new CheckResult(
                "stripe",
                at,
                plain.status(),
                plain.shortCircuited(),
                plain.latency(),
                plain.message(),
                Map.of(),
                metrics,
                List.of());
    }

    @Provide
    Arbitrary<String> conditions() {
        return Arbitraries.of(CONDITIONS);
    }

    @Provide
    Arbitrary<List<String>> outcomes() {
        return Arbitraries.of("H", "H+", "G", "D", "D+", "U", "S").list();
    }
}
