package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as programs make them. */
class CustomRuleTest {
    private static final String OF_THE_DOCUMENT =
            """
            {"id": "custom_alert", "name": "Custom Performance Alert",
             "condition": {"metric": "avg_response_time", "operator": "gt", "threshold": 1500, "timeWindow": 300},
             "severity": "warning", "channels": [{"type": "rollbar", "config": {"level": "warning"}}], "enabled": true}
            """;

    @Test
    void the_documents_example_is_read_and_written_back() {
        CustomRule custom = CustomRule.parse(OF_THE_DOCUMENT);
        AlertRule rule = custom.rule(Map.of());

        assertThat(rule.name()).isEqualTo("custom_alert");
        assertThat(rule.condition()).hasToString("avg_response_time > 1500ms");
        assertThat(rule.timing().window()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
        assertThat(rule.labels()).containsEntry("channels", "rollbar");
        assertThat(rule.texts().get("summary")).hasToString("Custom Performance Alert");
        assertThat(custom.isEnabled()).isTrue();
        assertThat(CustomRule.parse(custom.json())).isEqualTo(custom);
    }

    @ParameterizedTest
    @CsvSource({
        "error_rate, gte, 5, error_rate >= 5%",
        "queue_depth, lt, 10.5, queue_depth < 10.5",
        "consecutive_failures, eq, 3, consecutive_failures == 3",
        "stripe_health, ne, 1, stripe_health != 1",
        "latency, lte, 20, latency <= 20ms"
    })
    void each_operator_and_unit_is_known(String metric, String operator, String threshold, String condition) {
        assertThat(custom(metric, operator, threshold).rule(Map.of()).condition())
                .hasToString(condition);
    }

    @Test
    void a_mistake_is_named() {
        assertThatThrownBy(() -> custom("latency", "above", "5").rule(Map.of()))
                .hasMessage(
                        "rule 'x': a condition has a metric, a threshold, and an operator that is gt, gte, lt, lte, eq"
                                + " or ne");
        assertThatThrownBy(() -> custom("latncy", "gt", "5").rule(Map.of()))
                .hasMessageContaining("unknown variable 'latncy'; did you mean latency?");
        assertThatThrownBy(() -> custom("latency", "gt", "1e999999999").rule(Map.of()))
                .hasMessage("rule 'x': a threshold has at most 30 digits");
        assertThatThrownBy(() -> CustomRule.parse("{}")).hasMessage("a rule has id, condition and severity");
        assertThatThrownBy(() -> CustomRule.parse("{\"id\": 5")).hasMessageStartingWith("the rule cannot be read: ");
    }

    private static CustomRule custom(String metric, String operator, String threshold) {
        return CustomRule.parse(
                """
                {"id": "x", "condition": {"metric": "%s", "operator": "%s", "threshold": %s}, "severity": "info"}"""
                        .formatted(metric, operator, threshold));
    }
}
