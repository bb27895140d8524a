package io.rollcall.alert;

import io.rollcall.HandSetClock;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Results;
import io.rollcall.condition.TimedCondition;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** Outcomes a second apart go through the real judge to the rules; letters are outcomes, see {@link Results}. */
abstract class AlertRulesScene {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final HandSetClock clock = new HandSetClock(START);
    final Integrations integrations = new Integrations();
    final Judge judge = new Judge(integrations, entries -> {});
    final List<AlertEntry> journal = new ArrayList<>();
    final List<Alert> told = new ArrayList<>();
    AlertRules rules = rules();

    @BeforeEach
    void watch() {
        integrations.put(AnIntegration.called("stripe").build());
        integrations.put(AnIntegration.called("retell").build());
    }

    AlertRules rules() {
        return new AlertRules(
                integrations, judge, entries -> entries.forEach(entry -> journal.add((AlertEntry) entry)), clock);
    }

    void register(String name, String condition, Severity severity, String... services) {
        TimedCondition parsed = TimedCondition.parse(condition, AlertRule.vocabulary());
        rules.register(new AlertRule(name, parsed, Set.copyOf(Arrays.asList(services)), severity), told::add);
    }

    void observe(String key, String outcomes) {
        for (char letter : outcomes.toCharArray()) {
            clock.advance(Duration.ofSeconds(1));
            CheckResult result = Results.of(letter, key, clock.instant());
            rules.observeAll(judge.judgeAll(List.of(result)));
        }
    }

    void pass(Duration time) {
        clock.advance(time);
        rules.ripen();
    }

    List<String> states() {
        return journal.stream().map(AlertEntry::state).toList();
    }
}
