package io.rollcall.alert;

import static io.rollcall.alert.AlertRulesScene.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.condition.Type;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule can say, and what is said about one that is wrong. */
class RuleParametersTest {
    private static final Map<String, Type> METRICS = Map.of("queue_size", Type.NUMBER, "cpu_used", Type.PERCENT);

    @Test
    void every_parameter_is_read_in_camel_case_or_kebab_case() {
        AlertRule rule = rule(
                "condition",
                "error_rate > 10%",
                "for",
                "2m",
                "keepFiringFor",
                "5m",
                "window",
                "10m",
                "groups",
                "payments, !tests",
                "unless",
                "integration-down",
                "labels",
                "team=payments, note = a, b",
                "summary",
                "High",
                "annotations",
                "dashboard=https://example.com/?a=1");

        assertThat(rule.timing())
                .isEqualTo(new AlertRule.Timing(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(10)));
        assertThat(rule.scope().groups()).containsExactlyInAnyOrder("payments", "!tests");
        assertThat(rule.unless()).containsExactly("integration-down");
        assertThat(rule.labels()).isEqualTo(Map.of("team", "payments", "note", "a, b"));
        assertThat(rule.texts().get("dashboard")).hasToString("https://example.com/?a=1");
        assertThat(rule.texts()).containsOnlyKeys("dashboard", "summary");
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service.status == DOWN for 1 minute",
                "error_rate > 10% for 2 minutes",
                "queue_depth > 1000",
                "latency > 500ms for 5 minutes",
                "memory > 80%",
                "conversion_rate < 40% for 1 hour",
                "rate(api_errors_total[5m]) > 0.05",
                "histogram_quantile(0.95, api_response_time_bucket) > 1",
                "queue_size > 1000",
                "mysql_global_status_threads_connected / mysql_global_variables_max_connections > 0.8",
                "threads_connected / max_connections > 0.8",
                "database_health == 0",
                "auth_health == 0",
                "stripe_health == 0",
                "avg_response_time > 2000ms",
                "error_rate > 5%",
                "cpu_used > 90% for 5 minutes",
                "breaker == OPEN and certificate_expiry < 14d",
                "uptime < 99.9% and checks >= 20",
                "latency_p95 > 2s or p99(latency[1h]) > 5s",
            })
    void the_documents_conditions_are_taken_as_they_stand(String condition) {
        assertThat(rule("condition", condition).condition()).hasToString(condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sevrity | info | unknown parameter 'sevrity'; did you mean 'severity'?",
                "keepFiringFr | 5m | unknown parameter 'keep-firing-fr'; did you mean",
                "for | soon | for: 'soon' is no duration",
                "window | 2d | a window reaches over 1s to 1d, not 2d",
                "per | team | per: 'team'; write integration, group or system",
                "severity | bad | 'bad' is no severity",
                "labels | team | labels: 'team' is no pair; write name=value",
                "labels | severity=high | labels: every alert has its own 'severity'",
                "summary | It is {vlaue} | summary 'It is {vlaue}': column 1: unknown variable 'vlaue'",
                "summary.de | Es ist {vlaue} | summary.de 'Es ist {vlaue}': column 1: unknown variable 'vlaue'",
                "summary.fr | x | unknown parameter 'summary.fr'; did you mean 'summary.de'?",
                "condition | latncy > 5ms | condition 'latncy > 5ms': column 1: unknown variable 'latncy'; did you mean latency?",
                "condition | queue_deph > 5 | condition 'queue_deph > 5': column 1: unknown variable 'queue_deph'; did you mean queue_depth?",
                "condition | rate(checks[5m]) > 5 | condition: rate is of latency or of a metric, not of checks",
            })
    void a_mistake_is_named_with_what_would_be_right(String parameter, String value, String message) {
        assertThatThrownBy(() -> rule("condition", "latency > 1s", parameter, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rule 'r': " + message);
    }

    @Test
    void what_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> rule("condition", "latency > 1s for 5m", "for", "5m"))
                .hasMessageContaining("says for how long already");
        assertThatThrownBy(() -> rule("condition", "error_rate > 1%", "per", "system", "services", "a"))
                .hasMessageContaining("leave out services");
        assertThatThrownBy(() -> rule("condition", "error_rate > 1%", "per", "group", "kinds", "http"))
                .hasMessageContaining("write groups");
        assertThatThrownBy(() -> rule("condition", "latency > 1s", "per", "group"))
                .hasMessageContaining("latency is of a single integration; per: group has error_rate");
        assertThatThrownBy(() -> rule("condition", "status == DOWN", "per", "system"))
                .hasMessageContaining("unknown variable 'status'");
    }

    private static AlertRule rule(String... parameters) {
        return RuleParameters.read("r", parameters(parameters), METRICS);
    }
}
