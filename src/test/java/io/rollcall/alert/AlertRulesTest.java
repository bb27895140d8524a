package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.integration.AnIntegration;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a rule fires and when it ends. */
class AlertRulesTest extends AlertRulesScene {
    @Test
    void a_rule_without_a_time_fires_at_once_and_ends_once() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "HDDDDDHHH");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
        assertThat(told.get(0).startedAt()).as("the first failure").isEqualTo(START.plusSeconds(2));
        assertThat(told.get(0).at()).isEqualTo(START.plusSeconds(4));
        assertThat(told.get(0).consecutiveFailures()).isEqualTo(3);
        assertThat(told.get(0).message()).isEqualTo("Connection refused");
        assertThat(states()).containsExactly("firing", "resolved");
    }

    @Test
    void a_rule_fires_when_its_condition_has_held_for_its_time() {
        register("slow", "latency > 500ms for 1 minute", Severity.WARNING);
        observe("stripe", "G");
        pass(Duration.ofSeconds(59));
        assertThat(told).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.firing()).isTrue();
            assertThat(alert.startedAt()).isEqualTo(START.plusSeconds(1));
            assertThat(alert.latency()).isEqualTo(Duration.ofSeconds(3));
        });
        pass(Duration.ofMinutes(10));
        assertThat(told).hasSize(1);
        assertThat(states()).containsExactly("pending", "firing");
    }

    @Test
    void a_rule_whose_condition_was_interrupted_waits_anew_and_nobody_hears_of_it() {
        register("slow", "latency > 500ms for 1 minute", Severity.WARNING);
        observe("stripe", "G");
        pass(Duration.ofSeconds(50));
        observe("stripe", "HG");
        pass(Duration.ofSeconds(50));

        assertThat(told).isEmpty();
        assertThat(states()).containsExactly("pending", "resolved", "pending");
    }

    @Test
    void a_rule_that_cannot_be_decided_stays_where_it_is() {
        register("slow", "latency > 500ms", Severity.WARNING);
        observe("stripe", "GDDDSU");
        assertThat(told).hasSize(1);
        assertThat(rules.firing()).isOne();

        observe("stripe", "H");
        assertThat(told).hasSize(2);
    }

    @Test
    void that_nothing_could_be_measured_is_no_all_clear() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "DDDUUSH");
        assertThat(told).hasSize(1);
        observe("stripe", "H");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
    }

    @Test
    void what_waits_does_not_ripen_on_what_was_not_measured() {
        register("outage", "status == DOWN for 1 minute", Severity.CRITICAL);
        observe("stripe", "DDDU");
        pass(Duration.ofMinutes(2));

        assertThat(told).isEmpty();
    }

    @Test
    void a_rule_can_be_about_what_is_unknown() {
        register("blind", "status == UNKNOWN", Severity.INFO);
        observe("stripe", "HUH");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
    }

    @Test
    void a_rule_concerns_the_named_integrations_only() {
        register("outage", "status == DOWN", Severity.CRITICAL, "retell");
        observe("stripe", "DDD");
        assertThat(told).isEmpty();
        observe("retell", "DDD");

        assertThat(told).extracting(Alert::integration).containsExactly("retell");
    }

    @Test
    void an_integration_that_a_changed_rule_no_longer_concerns_is_let_go() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "DDD");
        register("outage", "status == DOWN", Severity.CRITICAL, "retell");
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
        assertThat(rules.firing()).isZero();
    }

    @Test
    void a_rise_in_severity_fires_again_and_a_fall_does_not() {
        register("outage", "status == DOWN", Severity.WARNING);
        observe("stripe", "DDD");
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "DD");
        register("outage", "status == DOWN", Severity.WARNING);
        observe("stripe", "D");

        assertThat(told).extracting(Alert::severity).containsExactly(Severity.WARNING, Severity.CRITICAL);
        assertThat(told.get(1).startedAt()).isEqualTo(told.get(0).startedAt());
    }

    @Test
    void a_muted_integration_raises_nothing_and_ends_what_fires() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "DDD");
        integrations.put(AnIntegration.called("stripe").muted().build());
        observe("stripe", "DD");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
    }

    @Test
    void an_integration_that_is_withdrawn_ends_its_alerts() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        register("hold", "status == DOWN for 5 minutes", Severity.CRITICAL);
        observe("stripe", "DDD");
        rules.withdraw(AnIntegration.called("stripe").build());

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
        assertThat(states()).containsExactly("firing", "pending", "resolved", "resolved");
    }

    @Test
    void a_rule_that_is_retired_ends_its_alerts_and_one_that_is_reloaded_does_not() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "DDD");
        rules.unregister("outage");
        observe("stripe", "D");
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "D");
        assertThat(told).hasSize(1);
        rules.retire("outage");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
    }

    @Test
    void after_a_restart_what_fired_is_not_told_again_and_what_waited_goes_on_waiting() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        register("slow", "status == DOWN for 1 minute", Severity.CRITICAL);
        observe("stripe", "DDD");
        told.clear();
        rules = rules();
        rules.restore(List.copyOf(journal));
        register("outage", "status == DOWN", Severity.CRITICAL);
        register("slow", "status == DOWN for 1 minute", Severity.CRITICAL);
        observe("stripe", "D");
        assertThat(told).isEmpty();
        pass(Duration.ofMinutes(1));

        assertThat(told).extracting(Alert::rule).containsExactly("slow");
        assertThat(told.get(0).at()).isEqualTo(START.plusSeconds(64));
    }

    @Test
    void what_was_removed_while_nothing_ran_is_closed_in_the_record() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        rules.restore(List.of(new AlertEntry("outage", "gone", "firing", "critical", "x", START, START, null, null)));
        pass(Duration.ofSeconds(1));

        assertThat(rules.firing()).isZero();
        assertThat(journal)
                .last()
                .extracting(AlertEntry::key, AlertEntry::state)
                .containsExactly("gone", "resolved");
    }
}
