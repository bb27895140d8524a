package io.rollcall.alert;

import io.rollcall.HandSetClock;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.Results;
import io.rollcall.condition.TimedCondition;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** A new run that knows what the journal holds. */
    void restart() {
        rules = rules();
        Map<List<String>, AlertEntry> last = new LinkedHashMap<>();
        journal.forEach(entry -> last.put(List.of(entry.rule(), entry.key()), entry));
        rules.restore(last.values());
    }

    void register(String name, String condition, Severity severity, String... services) {
        TimedCondition parsed = TimedCondition.parse(condition, AlertRule.vocabulary());
        rules.register(new AlertRule(name, parsed, Set.copyOf(Arrays.asList(services)), severity), told::add);
    }

    /** A rule by its parameters: name, value, name, value. */
    AlertRule register(String name, String... parameters) {
        AlertRule rule = RuleParameters.read(name, parameters(parameters), Map.of());
        rules.register(rule, told::add);
        return rule;
    }

    static Map<String, String> parameters(String... parameters) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of("severity", "warning"));
        for (int i = 0; i < parameters.length; i += 2) {
            texts.put(parameters[i], parameters[i + 1]);
        }
        return texts;
    }

    /** An outcome that found these numbers. */
    void measure(String key, Metric... metrics) {
        clock.advance(Duration.ofSeconds(1));
        CheckResult plain = Results.of('H', key, clock.instant());
        CheckResult result = new CheckResult(
                key, plain.at(), plain.status(), false, plain.latency(), null, Map.of(), List.of(metrics), List.of());
        rules.observeAll(judge.judgeAll(List.of(result)));
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
