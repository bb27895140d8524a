package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.check.Results;
import io.rollcall.condition.TimedCondition;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop needs a database: who is blamed for what? Outcomes are a second apart, letters as in {@link Results}. */
class DependenciesTest {
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Integrations integrations = new Integrations();
    private final Judge judge = new Judge(integrations, entries -> {});
    private final List<Alert> told = new ArrayList<>();
    private final AlertRules rules = new AlertRules(integrations, judge, entries -> {}, clock);

    @BeforeEach
    void watch() {
        integrations.put(AnIntegration.called("db").build());
        integrations.put(AnIntegration.called("shop").needing("db").build());
        integrations.put(AnIntegration.called("basket").needing("shop").build());
        register("outage", "status == DOWN");
        observe("db", "HHH");
    }

    @Test
    void the_alert_about_what_is_needed_names_who_needs_it_and_its_end_does_not() {
        observe("db", "DDDHH");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
        assertThat(told.get(0).dependents()).containsExactly("Name of basket", "Name of shop");
        assertThat(told.get(1).dependents()).isEmpty();
    }

    @Test
    void what_fails_after_what_it_needs_is_not_blamed() {
        observe("db", "DDD");
        observe("shop", "DDDDUUU");
        observe("basket", "DDDUUU");
        pass(Duration.ofHours(1));

        assertThat(told).extracting(Alert::integration).containsExactly("db");
    }

    @Test
    void what_fails_before_what_it_needs_waits_for_the_verdict_and_is_not_blamed() {
        observe("shop", "D");
        observe("db", "D");
        observe("shop", "DDD");
        pass(Duration.ofSeconds(1));
        assertThat(told).isEmpty();
        observe("db", "DD");
        observe("shop", "U");
        observe("db", "HH");
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::integration).containsExactly("db", "db");
    }

    @Test
    void what_it_needs_is_asked_first_even_when_it_was_healthy_before() {
        observe("shop", "DDD");
        pass(Duration.ofSeconds(1));
        assertThat(told).as("the database was not checked since").isEmpty();
        observe("db", "H");
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::integration).containsExactly("shop");
        assertThat(told.get(0).startedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:04Z"));
    }

    @Test
    void a_verdict_of_innocence_lets_the_alert_pass_without_another_check() {
        observe("shop", "D");
        observe("db", "D");
        observe("shop", "DD");
        observe("db", "H");
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::integration).containsExactly("shop");
    }

    @Test
    void what_alerts_already_stays_open_without_repeats_and_ends_by_a_measured_recovery() {
        observe("shop", "D");
        observe("db", "H");
        observe("shop", "DD");
        assertThat(told).hasSize(1);
        observe("db", "DDD");
        observe("shop", "UUU");
        observe("db", "HH");
        pass(Duration.ofHours(1));
        assertThat(told).extracting(Alert::integration).containsExactly("shop", "db", "db");
        observe("shop", "HH");

        assertThat(told.subList(3, 4)).singleElement().satisfies(end -> {
            assertThat(end.integration()).isEqualTo("shop");
            assertThat(end.firing()).isFalse();
        });
    }

    @Test
    void a_rule_about_what_is_unknown_is_silent_about_what_was_not_called() {
        register("blind", "status == UNKNOWN");
        observe("db", "DDD");
        observe("shop", "UU");

        assertThat(told).extracting(Alert::rule).containsExactly("outage");
    }

    @Test
    void a_rule_with_a_time_fires_when_the_verdict_came_and_its_time_is_over() {
        register("long", "consecutive_failures >= 1 for 1 minute", "shop");
        observe("shop", "D");
        observe("db", "D");
        pass(Duration.ofMinutes(2));
        assertThat(told).isEmpty();
        observe("db", "H");
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::rule).containsExactly("long");
    }

    @Test
    void what_is_disabled_or_cannot_be_checked_keeps_nobody_waiting() {
        integrations.put(AnIntegration.called("db").disabled().build());
        observe("shop", "DDD");

        assertThat(told).extracting(Alert::integration).containsExactly("shop");
    }

    private void register(String name, String condition, String... services) {
        TimedCondition parsed = TimedCondition.parse(condition, AlertRule.vocabulary());
        rules.register(new AlertRule(name, parsed, Set.of(services), Severity.CRITICAL), told::add);
    }

    private void observe(String key, String outcomes) {
        for (char letter : outcomes.toCharArray()) {
            clock.advance(Duration.ofSeconds(1));
            rules.observeAll(judge.judgeAll(List.of(Results.of(letter, key, clock.instant()))));
        }
    }

    private void pass(Duration time) {
        clock.advance(time);
        rules.ripen();
    }
}
