package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.rollcall.HandSetClock;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Whatever outcomes come, and whenever it is started anew: no alert too soon, each ended once, and the same ones. */
class AlertRulesPropertiesTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOLD = Duration.ofMinutes(1);

    private static final Map<String, Map<String, String>> RULES = rules();

    enum Step {
        HEALTHY('H'),
        SLOW('G'),
        FAILED('D'),
        FAILED_AGAIN('D'),
        FAILED_ONCE_MORE('D'),
        UNKNOWN('U'),
        NOT_CALLED('S'),
        SECONDS(' '),
        MINUTE(' '),
        RESTART(' ');

        private final char outcome;

        Step(char outcome) {
            this.outcome = outcome;
        }
    }

    private static Map<String, Map<String, String>> rules() {
        Map<String, Map<String, String>> rules = new LinkedHashMap<>();
        rules.put("down", Map.of("condition", "status == DOWN"));
        rules.put("long", Map.of("condition", "status == DOWN for 1 minute"));
        rules.put("slow", Map.of("condition", "latency > 1s", "for", "10s", "keepFiringFor", "30s"));
        rules.put(
                "errors",
                Map.of("condition", "error_rate >= 40% and failures >= 2", "window", "1m", "keepFiringFor", "20s"));
        rules.put(
                "flaky", Map.of("condition", "failures >= 2 for 5s", "window", "1m", "unless", "down", "summary", "x"));
        rules.put("all", Map.of("condition", "latency_p95 > 1s", "per", "system", "window", "2m"));
        return rules;
    }

    @BeforeContainer
    static void quietly() {
        ((Logger) LoggerFactory.getLogger(AlertRules.class)).setLevel(Level.OFF);
    }

    @AfterContainer
    static void loudly() {
        ((Logger) LoggerFactory.getLogger(AlertRules.class)).setLevel(null);
    }

    @Property(tries = 500)
    void no_alert_comes_too_soon_each_ends_once_and_a_restart_changes_nothing(
            @ForAll @Size(max = 80) List<Step> steps) {
        Run restarted = new Run(true);
        Run undisturbed = new Run(false);
        steps.forEach(restarted::take);
        steps.forEach(undisturbed::take);
        restarted.settle();
        undisturbed.settle();

        assertThat(restarted.story()).isEqualTo(undisturbed.story());
        undisturbed.makesSense();
    }

    /** One engine over one integration. */
    private static final class Run {
        private final boolean restarts;
        private final HandSetClock clock = new HandSetClock(START);
        private final Integrations integrations = new Integrations();
        private final Judge judge = new Judge(integrations, entries -> {});
        private final Map<List<String>, AlertEntry> kept = new LinkedHashMap<>();
        private final List<Sample> record = new ArrayList<>();
        private final List<Alert> told = new ArrayList<>();
        private @Nullable Instant downSince;
        private AlertRules rules;

        Run(boolean restarts) {
            this.restarts = restarts;
            integrations.put(AnIntegration.called("shop").build());
            this.rules = start();
        }

        private AlertRules start() {
            AlertRules fresh = new AlertRules(integrations, judge, this::keep, clock);
            fresh.awaitHistory();
            fresh.restore(kept.values());
            fresh.fillFrom((from, until, metrics) -> record.stream()
                    .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(until))
                    .toList());
            RULES.forEach((name, texts) -> {
                Map<String, String> all = new HashMap<>(texts);
                all.put("severity", "warning");
                fresh.register(RuleParameters.read(name, all, Map.of()), this::tell);
            });
            fresh.ripen();
            return fresh;
        }

        private void keep(List<?> entries) {
            entries.forEach(each -> {
                AlertEntry entry = (AlertEntry) each;
                kept.put(List.of(entry.rule(), entry.key()), entry);
            });
        }

        private void tell(Alert alert) {
            told.add(alert);
            if (alert.firing() && alert.rule().equals("long")) {
                assertThat(downSince).isNotNull();
                assertThat(downSince.plus(HOLD)).isBeforeOrEqualTo(alert.at());
            }
        }

        void take(Step step) {
            clock.advance(Duration.ofMillis(1));
            switch (step) {
                case SECONDS -> pass(Duration.ofSeconds(7));
                case MINUTE -> pass(Duration.ofSeconds(61));
                case RESTART -> {
                    if (restarts) {
                        rules = start();
                    } else {
                        rules.ripen();
                    }
                }
                default -> observe(step.outcome);
            }
        }

        private void pass(Duration time) {
            clock.advance(time);
            rules.ripen();
        }

        private void observe(char outcome) {
            clock.advance(Duration.ofSeconds(2));
            CheckResult result = Results.of(outcome, "shop", clock.instant());
            var judged = judge.judgeAll(List.of(result));
            boolean down = judge.state("shop").status() == Status.DOWN;
            downSince = down && downSince != null ? downSince : down ? clock.instant() : null;
            rules.observeAll(judged);
            if (Set.of('H', 'G', 'D').contains(outcome)) {
                record.add(Sample.of(result, true));
            }
            rules.ripen();
        }

        void settle() {
            integrations.remove("shop");
            pass(Duration.ofSeconds(1));
        }

        List<String> story() {
            return told.stream()
                    .map(alert -> "%s %s since %s at %s"
                            .formatted(
                                    alert.fingerprint(),
                                    alert.firing() ? "fires" : "ended",
                                    alert.startedAt(),
                                    alert.at()))
                    .toList();
        }

        /** Beginnings and ends take turns, and an end is the last. */
        void makesSense() {
            Map<String, List<Boolean>> turns = new HashMap<>();
            told.forEach(alert -> turns.computeIfAbsent(alert.fingerprint(), key -> new ArrayList<>())
                    .add(alert.firing()));
            turns.values().forEach(turn -> {
                for (int i = 0; i < turn.size(); i++) {
                    assertThat(turn.get(i)).isEqualTo(i % 2 == 0);
                }
                assertThat(turn.size() % 2).isZero();
            });
        }
    }
}
