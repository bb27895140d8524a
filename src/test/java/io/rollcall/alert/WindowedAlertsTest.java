package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.MaintenanceWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules about rates, percentiles and uptime over a window, of integrations, groups and all together. */
class WindowedAlertsTest extends AlertRulesScene {
    @Test
    void an_error_rate_is_taken_over_the_window_and_ends_when_the_failures_leave_it() {
        register("errors", "condition", "error_rate > 10% and failures >= 2", "window", "1m", "summary", "{value}");
        observe("stripe", "HHHHHHHHD");
        assertThat(told).as("one failure").isEmpty();
        observe("stripe", "HD");
        assertThat(told).singleElement().satisfies(alert -> assertThat(alert.firing())
                .isTrue());
        clock.advance(Duration.ofSeconds(55));
        observe("stripe", "H");
        assertThat(told).as("two of five").hasSize(1);
        clock.advance(Duration.ofSeconds(8));
        observe("stripe", "HHHHHHHHHH");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
    }

    @Test
    void what_measured_nothing_does_not_count() {
        register("errors", "condition", "error_rate >= 50% and failures >= 2");
        observe("stripe", "DSUSUH");
        assertThat(told).as("one of two").isEmpty();
        integrations.plan(List.of(
                new MaintenanceWindow("stripe", null, START, clock.instant().plusSeconds(3), null, true, true, null)));
        observe("stripe", "DD");
        assertThat(told).as("people work on it").isEmpty();
        integrations.plan(List.of());
        observe("stripe", "D");
        assertThat(told).hasSize(1);
    }

    @Test
    void percentiles_and_means_of_the_latency_leave_failures_out() {
        register("slow", "condition", "latency_p95 > 1s", "description", "p95 {latency_p95}, mean {latency_avg}");
        register("mean", "condition", "avg_response_time > 2000ms");
        observe("stripe", "HHHHHHHHHHHHHHHHHHHDDDG");
        assertThat(told).as("19 of 20 are fast").isEmpty();
        observe("stripe", "G");

        assertThat(told).extracting(Alert::rule).containsExactly("slow");
        assertThat(told.get(0).annotations().get("description")).isEqualTo("p95 3013ms, mean 304ms");
    }

    @Test
    void a_counter_rises_per_second_and_may_begin_anew() {
        register(
                "errors",
                "condition",
                "rate(api_errors_total[1m]) > 0.05",
                "summary",
                "High API error rate",
                "description",
                "Error rate is {value as %}");
        measure("stripe", Metric.of("api_errors_total", "", 1_000_000));
        assertThat(told).as("one look tells no rate").isEmpty();
        clock.advance(Duration.ofSeconds(19));
        measure("stripe", Metric.of("api_errors_total", "", 1_000_001));
        assertThat(told).as("0.05").isEmpty();
        clock.advance(Duration.ofSeconds(19));
        measure("stripe", Metric.of("api_errors_total", "", 4));

        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.annotations()).containsEntry("summary", "High API error rate");
            assertThat(alert.annotations()).containsEntry("description", "Error rate is 12.5%");
        });
    }

    @Test
    void percentiles_of_a_metric_are_taken_over_its_own_window() {
        register("slow", "condition", "histogram_quantile(0.95, api_response_time_bucket) > 1", "window", "10m");
        for (int i = 0; i < 30; i++) {
            measure("stripe", Metric.of("api_response_time", "s", i < 18 ? 0.2 : 2.5));
        }
        assertThat(told).extracting(Alert::firing).containsExactly(true);
        assertThat(told.get(0).at()).isEqualTo(START.plusSeconds(19));
    }

    @Test
    void the_label_of_what_is_measured_can_be_said() {
        register(
                "backlog",
                "condition",
                "queue_depth > 1000",
                "labels",
                "team=calls",
                "summary",
                "Queue {label.queue} of {name} has {value} jobs pending, {threshold} by {label.team}");
        measure(
                "stripe",
                new Metric("queue_size", "", 1500, Map.of("queue", "emails")),
                new Metric("queue_size", "", 7, Map.of("queue", "low")));

        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.annotations().get("summary"))
                    .isEqualTo("Queue emails of Name of stripe has 1500 jobs pending, > 1000 by calls");
            assertThat(alert.labels())
                    .isEqualTo(Map.of(
                            "rule",
                            "backlog",
                            "severity",
                            "warning",
                            "integration",
                            "stripe",
                            "kind",
                            "http",
                            "team",
                            "calls"));
        });
    }

    @Test
    void metrics_can_be_divided_by_each_other() {
        register("pool", "condition", "threads_connected / max_connections > 0.8");
        measure(
                "stripe",
                Metric.of("mysql_global_status_threads_connected", "", 80),
                Metric.of("mysql_global_variables_max_connections", "", 100));
        assertThat(told).isEmpty();
        measure("stripe", Metric.of("threads_connected", "", 81), Metric.of("max_connections", "", 100));
        assertThat(told).as("another metric").isEmpty();
        measure(
                "stripe",
                Metric.of("mysql_global_status_threads_connected", "", 81),
                Metric.of("mysql_global_variables_max_connections", "", 100));
        assertThat(told).hasSize(1);
    }

    @Test
    void a_group_is_alerted_about_as_one() {
        integrations.put(AnIntegration.called("stripe").in("payments").build());
        integrations.put(AnIntegration.called("paypal").in("payments").build());
        register("group", "condition", "error_rate >= 50% and checks >= 4", "per", "group");
        observe("retell", "DDDDD");
        observe("stripe", "HD");
        assertThat(told).isEmpty();
        observe("paypal", "HD");

        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.fingerprint()).isEqualTo("group/group:payments");
            assertThat(alert.name()).isEqualTo("payments");
            assertThat(alert.group()).isEqualTo("payments");
            assertThat(alert.labels()).doesNotContainKey("integration").containsEntry("group", "payments");
        });
        observe("paypal", "H");
        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
    }

    @Test
    void all_together_are_alerted_about_as_one_and_it_ends_when_the_last_is_gone() {
        register("all", "condition", "failures >= 3", "per", "system");
        observe("stripe", "D");
        observe("retell", "DD");
        assertThat(told).extracting(Alert::integration).containsExactly("system");
        integrations.remove("stripe");
        integrations.remove("retell");
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
        assertThat(rules.firing()).isZero();
    }

    @Test
    void a_rule_is_silent_about_what_another_tells_also_while_that_is_still_in_its_window() {
        register("down", "condition", "status == DOWN");
        register("errors", "condition", "error_rate > 10% and failures >= 3", "unless", "down", "window", "1m");
        register("all", "condition", "failures >= 3", "per", "system", "unless", "down", "window", "1m");
        observe("stripe", "HDDDDHH");
        assertThat(told).extracting(Alert::rule).containsExactly("down", "down");
        observe("stripe", "HH");
        assertThat(told).hasSize(2);
        clock.advance(Duration.ofSeconds(63));
        observe("stripe", "DHDHDH");

        assertThat(told).extracting(Alert::rule).containsExactly("down", "down", "errors", "all");
    }

    @Test
    void a_new_window_is_filled_from_the_record_and_says_nothing_before() {
        List<Sample> record = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CheckResult past = Results.of(i < 5 ? 'D' : 'H', "stripe", START.minusSeconds(100 - i));
            record.add(Sample.of(past, true));
        }
        rules.awaitHistory();
        register("errors", "condition", "error_rate >= 50%");
        observe("stripe", "D");
        assertThat(told).as("half a truth").isEmpty();
        rules.fillFrom((from, until, metrics) -> record.stream()
                .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(until))
                .toList());
        pass(Duration.ofSeconds(1));
        observe("stripe", "H");
        assertThat(told).extracting(Alert::firing).containsExactly(true);
        observe("stripe", "H");
        assertThat(told).as("six of thirteen").hasSize(2);
    }

    @Test
    void without_a_record_a_window_speaks_when_its_time_is_over() {
        rules.awaitHistory();
        register("errors", "condition", "error_rate >= 50%", "window", "1m");
        observe("stripe", "D");
        assertThat(told).isEmpty();
        clock.advance(Duration.ofSeconds(60));
        observe("stripe", "D");
        assertThat(told).hasSize(1);
    }

    @Test
    void what_has_left_the_window_while_a_rule_waited_fires_nothing() {
        register("errors", "condition", "failures >= 2 and checks >= 2", "window", "30s", "for", "1m");
        observe("stripe", "DD");
        observe("retell", "H");
        clock.advance(Duration.ofSeconds(40));
        observe("stripe", "");
        pass(Duration.ofSeconds(1));
        assertThat(told).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        observe("stripe", "HH");
        pass(Duration.ofSeconds(20));

        assertThat(told).isEmpty();
    }

    @Test
    void a_reloaded_rule_finds_its_window_as_it_was() {
        AlertRule rule = register("errors", "condition", "failures >= 3");
        observe("stripe", "DD");
        rules.unregister("errors");
        pass(Duration.ofSeconds(1));
        rules.register(rule, told::add);
        observe("stripe", "D");

        assertThat(told).hasSize(1);
    }

    @Test
    void an_alert_goes_on_for_a_while_and_is_the_same_when_its_condition_holds_again() {
        register("slow", "condition", "latency > 1s", "keep-firing-for", "1m");
        observe("stripe", "GH");
        pass(Duration.ofSeconds(50));
        observe("stripe", "GH");
        pass(Duration.ofSeconds(50));
        assertThat(told).extracting(Alert::firing).containsExactly(true);
        restart();
        register("slow", "condition", "latency > 1s", "keep-firing-for", "1m");
        pass(Duration.ofSeconds(9));
        assertThat(told).hasSize(1);
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
        assertThat(states()).containsExactly("firing", "firing", "firing", "firing", "resolved");
    }

    @Test
    void an_alert_of_what_was_removed_while_nothing_ran_is_told_to_end() {
        register("down", "condition", "status == DOWN");
        observe("stripe", "DDD");
        integrations.remove("stripe");
        restart();
        register("down", "condition", "status == DOWN");
        pass(Duration.ofSeconds(1));

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
        assertThat(told.get(1).startedAt()).isEqualTo(told.get(0).startedAt());
    }

    @Test
    void what_waits_says_after_a_restart_what_it_found_before() {
        register("backlog", "condition", "queue_depth > 1000 for 1 minute", "summary", "{value} jobs");
        measure("stripe", Metric.of("queue_size", "", 1001));
        measure("stripe", Metric.of("queue_size", "", 1002));
        restart();
        register("backlog", "condition", "queue_depth > 1000 for 1 minute", "summary", "{value} jobs");
        pass(Duration.ofMinutes(1));

        assertThat(told).extracting(alert -> alert.annotations().get("summary")).containsExactly("1001 jobs");
        assertThat(rules.firingAlerts()).isEqualTo(told);
    }
}
