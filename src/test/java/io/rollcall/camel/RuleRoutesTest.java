package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRules;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule as its author writes it, through Camel's own reading of it. */
class RuleRoutesTest {
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Integrations integrations = new Integrations();
    private final Judge judge = new Judge(integrations, entries -> {});
    private final AlertRules rules = new AlertRules(integrations, judge, entries -> {}, clock, key -> "OPEN");
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Alert> told = new ArrayList<>();

    /** Where a rule's route ends. */
    public final class Ear {
        public void hear(Alert alert) {
            told.add(alert);
        }
    }

    @BeforeEach
    void prepare() {
        camel.disableJMX();
        camel.addComponent("alert", new AlertComponent(rules));
        camel.getRegistry().bind("ear", new Ear());
        integrations.put(AnIntegration.called("calcom").in("booking").build());
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private void load(String routes) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("file:x.camel.yaml", routes));
        camel.start();
    }

    private static String route(String parameters) {
        return """
                - route:
                    id: r
                    description: A rule of the test
                    from:
                      uri: alert:r
                      parameters:
                %s
                      steps:
                        - bean:
                            ref: ear
                            method: hear
                """
                .formatted(parameters.strip().indent(8));
    }

    private void observe(CheckResult result) {
        rules.observeAll(judge.judgeAll(List.of(result)));
        clock.advance(Duration.ofSeconds(10));
    }

    private void measure(double value) {
        CheckResult plain = Results.of('H', "calcom", clock.instant());
        Metric metric = new Metric("used", "", value, Map.of("part", "a & b"));
        observe(new CheckResult(
                "calcom",
                plain.at(),
                plain.status(),
                false,
                plain.latency(),
                null,
                Map.of(),
                List.of(metric),
                List.of()));
    }

    @Test
    void every_character_of_a_text_arrives_as_it_was_written() throws Exception {
        load(
                route(
                        """
                condition: RAW(metric.used + 0 > 5% / 1% and breaker == OPEN)
                severity: warning
                groups: booking, !tests
                keepFiringFor: 5m
                labels: RAW(team=calls & more, cost=100%)
                summary: "RAW({value} is {threshold}; {metric.used as %} + 50% of {label.part} & {label.cost})"
                annotations: "RAW(dashboard=https://example.com/?a=1&b=%20, owner = Ann, Bob)"
                """));
        measure(5.25);

        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.annotations())
                    .isEqualTo(Map.of(
                            "summary", "OPEN is == OPEN; 525% + 50% of a & b & 100%",
                            "dashboard", "https://example.com/?a=1&b=%20",
                            "owner", "Ann, Bob"));
            assertThat(alert.labels()).containsEntry("team", "calls & more").containsEntry("cost", "100%");
        });
    }

    @Test
    void a_counter_is_written_as_in_prometheus() throws Exception {
        load(
                route(
                        """
                condition: rate(metric.used[5m]) > 0.05
                severity: critical
                description: "Error rate is {value as %}"
                """));
        measure(1);
        measure(2);

        assertThat(told)
                .extracting(alert -> alert.annotations().get("description"))
                .containsExactly("Error rate is 10%");
    }

    @Test
    void a_mistake_stops_the_start_with_what_would_be_right() {
        assertThatThrownBy(() -> load(route("condition: latency > 1s\nseverity: info\nfor-how-long: 5m")))
                .hasStackTraceContaining(
                        "rule 'r': unknown parameter 'for-how-long'; there are annotations, condition");
    }

    @Test
    void the_example_of_the_page_says_what_the_page_says() throws Exception {
        String page = Files.readString(Path.of("docs/rules.md"));
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n", page.indexOf("```yaml")));
        load(example.replaceAll("(?s)- to:.*", "- bean:\n            ref: ear\n            method: hear\n"));
        observe(Results.of('G', "calcom", clock.instant()));
        clock.advance(Duration.ofMinutes(5));
        rules.ripen();

        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.annotations()).containsEntry("summary", "Name of calcom takes 3s");
            assertThat(alert.runbook()).isEqualTo("https://wiki.example.com/slow");
            assertThat(alert.labels()).containsEntry("team", "calls");
        });
    }

    @Test
    void a_rule_about_a_number_that_no_check_gives_is_remarked() throws Exception {
        load(route("condition: metric.queue_sise > 5 or metric.own > 5\nseverity: info"));
        AlertComponent component = camel.getComponent("alert", AlertComponent.class);
        var watched = AnIntegration.called("x")
                .having(Map.of("metrics", "own (EUR) = body.own"))
                .build();

        assertThat(component.remarks(List.of(watched)))
                .containsExactly("Silent: r: no check gives a metric 'queue_sise'; did you mean 'queue_size'?");
    }
}
