package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.QuietHours;
import io.rollcall.integration.Status;
import io.rollcall.probe.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules as they are shipped, all together: one message for one cause. */
class ShippedRulesTest extends AlertRulesScene {
    private final Map<String, AlertRule> shipped = shipped();

    @BeforeEach
    void estate() {
        Map.of("stripe", "stripe", "retell", "retell", "rollcall-database", "postgresql", "mysql", "mysql")
                .forEach((key, kind) ->
                        integrations.put(AnIntegration.called(key).of(kind).build()));
        Map.of("clerk", "clerk", "this-machine", "system", "jobs", "queue", "shop", "http")
                .forEach((key, kind) ->
                        integrations.put(AnIntegration.called(key).of(kind).build()));
        shipped.values().forEach(rule -> rules.register(rule, told::add));
    }

    private static Map<String, AlertRule> shipped() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        Map<String, AlertRule> rules = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Path.of("routes/rules"))) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
            for (Path file : sorted) {
                for (JsonNode entry : yaml.readTree(file.toFile())) {
                    if (!entry.at("/route/from/uri").asText().startsWith("alert:")) {
                        continue;
                    }
                    Map<String, String> texts = new LinkedHashMap<>();
                    entry.at("/route/from/parameters")
                            .properties()
                            .forEach(each ->
                                    texts.put(each.getKey(), each.getValue().asText()));
                    String name = entry.at("/route/id").asText();
                    rules.put(name, RuleParameters.read(name, texts, Kinds.metrics()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    @Test
    void every_rule_that_another_leaves_word_to_is_there() {
        shipped.values()
                .forEach(rule -> assertThat(shipped.keySet()).as(rule.name()).containsAll(rule.unless()));
    }

    @Test
    void what_is_down_is_told_once_whatever_it_is() {
        for (String key : List.of("shop", "stripe", "retell", "rollcall-database", "mysql", "clerk")) {
            told.clear();
            every(Duration.ofMinutes(1), 30, key, 'H');
            every(Duration.ofSeconds(10), 3, key, 'D');
            every(Duration.ofMinutes(1), 30, key, 'D');
            every(Duration.ofSeconds(10), 2, key, 'H');
            every(Duration.ofMinutes(1), 30, key, 'H');

            assertThat(told).extracting(Alert::rule).as(key).containsExactly("integration-down", "integration-down");
        }
    }

    @Test
    void what_is_down_in_its_quiet_hours_wakes_nobody_in_another_way() {
        QuietHours always = QuietHours.parse("00:00-24:00", ZoneOffset.UTC);
        integrations.put(AnIntegration.called("shop")
                .with(new Alerting(true, List.of(), always))
                .build());
        every(Duration.ofSeconds(10), 60, "shop", 'D');

        assertThat(told).isEmpty();
    }

    @Test
    void what_is_slow_is_told_once() {
        every(Duration.ofMinutes(1), 20, "retell", 'G');

        assertThat(told).extracting(Alert::rule).doesNotContain("high-latency").startsWith("integration-degraded");
    }

    @Test
    void a_single_failure_now_and_then_is_no_news_and_one_in_four_is() {
        for (int i = 0; i < 10; i++) {
            every(Duration.ofMinutes(1), 10, "shop", 'H');
            every(Duration.ofSeconds(10), 1, "shop", 'D');
            every(Duration.ofSeconds(10), 2, "shop", 'H');
        }
        assertThat(told).isEmpty();
        for (int i = 0; i < 10; i++) {
            every(Duration.ofSeconds(15), 3, "shop", 'H');
            every(Duration.ofSeconds(15), 1, "shop", 'D');
        }
        assertThat(told).extracting(Alert::rule).containsExactly("error-rate-spike");
    }

    @Test
    void a_full_queue_and_a_busy_machine_are_told_by_their_own_rules() {
        for (int i = 0; i < 40; i++) {
            clock.advance(Duration.ofSeconds(30));
            complain("jobs", new Metric("queue_size", "", 1500, Map.of("queue", "emails")));
            complain("this-machine", Metric.of("cpu_used", "%", 95), Metric.of("load_per_processor", "", 1.5));
            rules.ripen();
        }
        assertThat(told)
                .extracting(alert -> alert.rule() + ": " + alert.annotations().get("summary"))
                .containsExactly(
                        "queue-overflow: Queue emails has 1500 jobs pending",
                        "cpu-critical: CPU at 95%",
                        "load-high: Load of 1.5 per processor");
    }

    @Test
    void what_no_rule_of_its_own_tells_of_a_machine_is_told_a_little_later() {
        for (int i = 0; i < 14; i++) {
            clock.advance(Duration.ofSeconds(30));
            complain("this-machine", Metric.of("swap_used", "%", 95));
            rules.ripen();
        }
        assertThat(told).extracting(Alert::rule).containsExactly("complaint");
    }

    @Test
    void where_the_general_rule_is_taken_out_the_special_ones_speak() {
        rules.unregister("integration-down");
        every(Duration.ofSeconds(10), 3, "stripe", 'D');
        every(Duration.ofSeconds(10), 3, "clerk", 'D');
        every(Duration.ofSeconds(30), 4, "rollcall-database", 'D');

        assertThat(told)
                .extracting(Alert::rule)
                .contains("payment-degraded", "authentication-down", "database-connection-failure")
                .doesNotContain("service-outage");
    }

    private void every(Duration interval, int times, String key, char outcome) {
        for (int i = 0; i < times; i++) {
            clock.advance(interval.minusSeconds(1));
            observe(key, String.valueOf(outcome));
            rules.ripen();
        }
    }

    private void complain(String key, Metric... metrics) {
        CheckResult plain = Results.of('G', key, clock.instant());
        CheckResult result = new CheckResult(
                key,
                plain.at(),
                Status.DEGRADED,
                false,
                Duration.ofMillis(20),
                "A complaint",
                Map.of(),
                List.of(metrics),
                List.of());
        rules.observeAll(judge.judgeAll(List.of(result)));
    }
}
