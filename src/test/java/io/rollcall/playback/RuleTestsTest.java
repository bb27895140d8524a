package io.rollcall.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.AlertRule;
import io.rollcall.alert.Severity;
import io.rollcall.condition.TimedCondition;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration.Thresholds;
import io.rollcall.integration.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of rules pass where the rules do what they say, and otherwise name the line. */
class RuleTestsTest {
    @TempDir
    private Path folder;

    private final RuleTests tests = new RuleTests(
            List.of(
                    rule("integration-down", "status == DOWN", Severity.CRITICAL),
                    rule("integration-degraded", "status == DEGRADED for 1 minute", Severity.WARNING),
                    rule("queue", "metric.queue_size > 1000 for 5 minutes", Severity.WARNING)),
            List.of(AnIntegration.called("touchy")
                    .with(new Thresholds(Duration.ofSeconds(2), 1, 1))
                    .build()));

    @Test
    void the_shipped_tests_pass() {
        RuleTests.Report report = tests.run(List.of(Path.of("routes/rules")));
        assertThat(report.problems()).isEmpty();
        assertThat(report.tests()).isEqualTo(3);
    }

    @Test
    void numbers_of_checks_and_thresholds_of_integrations_count() {
        assertThat(
                        problems(
                                """
                                - test: A queue may be long for five minutes
                                  rules: integration-down
                                  outcomes:
                                    - { at: 0s, every: 1m, until: 7m, integration: touchy, status: HEALTHY, metrics: { queue_size: 1200 } }
                                    - { at: 8m, integration: touchy, status: DOWN, message: gone }
                                    - { at: 9m, integration: touchy, status: HEALTHY, metrics: { queue_size: 3 } }
                                  alerts:
                                    - { at: 5m, integration: touchy, fires: queue }
                                    - { at: 8m, integration: touchy, fires: integration-down }
                                    - { at: 9m, integration: touchy, ends: integration-down }
                                    - { at: 9m, integration: touchy, ends: queue }
                                """))
                .isEmpty();
    }

    @Test
    void a_mismatch_names_its_line_and_what_happened_instead() {
        assertThat(
                        problems(
                                """
                                - test: Wrong in every way
                                  outcomes:
                                    - { at: 0s, every: 10s, until: 30s, integration: shop, status: DOWN }
                                  alerts:
                                    - { at: 10s, integration: shop, fires: integration-down }
                                    - { at: 40s, integration: shop, ends: integration-down }

                                - test: One too many
                                  rules: integration-down
                                  outcomes:
                                    - { at: 0s, every: 10s, until: 30s, integration: shop, status: DOWN }
                                """))
                .containsExactly(
                        "5: integration-down fires for shop: expected at 10s, but integration-down fires for shop"
                                + " (critical) at 20s",
                        "6: integration-down ends for shop: expected at 40s, but it does not",
                        "8: One too many: integration-down fires for shop (critical) at 20s, which is not expected");
    }

    @Test
    void a_mistake_in_a_test_names_its_line_and_what_would_be_right() {
        assertThat(
                        problems(
                                """
                                - test: a
                                  outcomes:
                                    - { at: 0s, integration: shop, status: BROKEN }
                                - test: b
                                  alrts: []
                                - test: c
                                  alerts:
                                    - { at: 1, integration: shop, fires: integration-down }
                                - test: d
                                  alerts:
                                    - { at: 1s, integration: shop, fires: integration-dwn }
                                - test: e
                                  outcomes: []
                                - test: f
                                  outcomes:
                                    - { at: 0s, every: 1s, integration: shop, status: DOWN }
                                - test: g
                                  alerts:
                                    - { at: 1s, integration: shop }
                                - test: h
                                  rules: queue
                                  outcomes:
                                    - { at: 0s, integration: shop, status: HEALTHY, metrics: { queue_size: many } }
                                """))
                .containsExactly(
                        "3: status: 'BROKEN' is none of [HEALTHY, DEGRADED, DOWN, UNKNOWN]",
                        "5: alrts: no such field; did you mean 'alerts'?",
                        "8: at: '1' is no duration; write a whole number and a unit: 500ms, 30s, 5m, 1h or 90d",
                        "12: rules: name the rules that are tested, or an alert of theirs",
                        "16: every: every and until go together",
                        "19: either a rule fires or it ends: write fires: or ends:",
                        "23: metrics: queue_size: 'many' is no number",
                        "9: rules: no rule 'integration-dwn'; did you mean 'integration-down'?");
    }

    @Test
    void what_is_no_list_of_tests_is_refused_and_an_empty_file_has_none() {
        assertThat(problems("- test: [")).singleElement().asString().startsWith("1: ");
        assertThat(problems("test: a")).containsExactly("1: a list is expected here");
        assertThat(problems("")).isEmpty();
    }

    private List<String> problems(String text) {
        try {
            Files.writeString(folder.resolve("a.test.yaml"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return tests.run(List.of(folder)).problems().stream()
                .map(Problem::toString)
                .map(problem -> problem.substring(
                        folder.resolve("a.test.yaml:").toString().length()))
                .toList();
    }

    private static AlertRule rule(String name, String condition, Severity severity) {
        return new AlertRule(name, TimedCondition.parse(condition, AlertRule.vocabulary()), Set.of(), severity);
    }
}
