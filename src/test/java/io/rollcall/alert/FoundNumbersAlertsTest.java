package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.Results;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules about the numbers that checks find. */
class FoundNumbersAlertsTest extends AlertRulesScene {
    @Test
    void a_rule_can_speak_of_a_number_that_a_check_found() {
        register("backlog", "metric.queue_size > 1000", Severity.WARNING);
        observeDepths(1001, 1000);
        assertThat(told).extracting(Alert::firing).containsExactly(true, false);

        told.clear();
        observe("stripe", "H");
        assertThat(told).as("not measured").isEmpty();
    }

    private void observeDepths(double... depths) {
        for (double depth : depths) {
            CheckResult plain = Results.of('H', "stripe", clock.instant());
            rules.observeAll(judge.judgeAll(List.of(new CheckResult(
                    plain.integration(),
                    plain.at(),
                    plain.status(),
                    false,
                    plain.latency(),
                    null,
                    Map.of(),
                    List.of(
                            Metric.of("other", "", 9999),
                            new Metric("queue_size", "", depth, Map.of("queue", "default")),
                            new Metric("queue_size", "", 3, Map.of("queue", "low"))),
                    List.of()))));
            clock.advance(Duration.ofSeconds(1));
        }
    }
}
