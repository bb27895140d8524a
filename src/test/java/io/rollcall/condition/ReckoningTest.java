package io.rollcall.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arithmetic, other names, and functions over time. */
class ReckoningTest {
    private static final Vocabulary VOCABULARY = Vocabulary.empty()
            .with("a", Type.NUMBER)
            .with("b", Type.NUMBER)
            .with("zero", Type.NUMBER)
            .with("gone", Type.NUMBER)
            .with("time", Type.DURATION)
            .with("share", Type.PERCENT)
            .with("body", Type.JSON)
            .withAlias("other", Type.NUMBER, "a")
            .withAlias("delay", Type.DURATION, "time")
            .withPrefix("metric.", Type.NUMBER)
            .withSuffix("_health", Type.NUMBER)
            .withSeries("metric.");

    private static final Map<String, Object> FACTS = new HashMap<>(Map.of(
            "a",
            6,
            "b",
            4.5,
            "zero",
            0,
            "time",
            Duration.ofSeconds(3),
            "share",
            40,
            "body",
            Map.of("x", 2, "t", "text")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a / b > 1.3",
                "a + b * 2 == 15",
                "a - b - 1 == 0.5",
                "a / 3 * 2 == 4",
                "100 - a / b * 10 > 86",
                "time + 500ms == 3500ms",
                "time / 2 == 1500ms",
                "2 * time == 6s",
                "time / 1s == 3",
                "share * 2 == 80%",
                "body.x / a < 1",
                "other + 1 == 7",
                "delay == 3s",
            })
    void holds(String text) {
        assertThat(condition(text).truth(FACTS::get)).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a / zero > 1 | a / zero (missing) > 1: zero is zero",
                "a / gone > 1 | a / gone (missing) > 1: gone is missing",
                "body.t + 1 > 1 | body.t + 1 (missing) > 1: body.t is text",
            })
    void what_cannot_be_reckoned_is_undecided(String text, String explanation) {
        assertThat(condition(text).holds(FACTS::get).explanation()).isEqualTo(explanation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + time > 1 | column 3: + cannot be applied: a is a number and time is a duration",
                "time * time > 1s | column 6: * cannot be applied: time is a duration and time is a duration",
                "a / > 1 | column 5: expected a variable or a value, found '>'",
                "rate(a[5]) > 1 | column 6: a is a number and has no parts",
                "rate(a[5x]) > 1 | column 9: unknown unit 'x'",
                "p95(body[5m]) > 1 | column 5: p95 is of a quantity, and body is not",
                "histogram_quantile(95, a) > 1 | column 20: a share such as 0.95 belongs here",
                "othr > 1 | column 1: unknown variable 'othr'; did you mean other? Known: a, <any>_health, b, body[.<path>], gone, metric.<name>, share, time, zero",
            })
    void a_mistake_is_named(String text, String message) {
        assertThatThrownBy(() -> condition(text)).hasMessageStartingWith(message);
    }

    @Test
    void facts_are_asked_for_a_function_over_time_by_its_text() {
        assertThat(condition("rate(api_errors_total[5m]) > 0.05 and p95(delay) > 1s")
                        .variables())
                .containsExactly("rate(metric.api_errors_total[5m])", "p95(time)");
        assertThat(condition("histogram_quantile(0.95, api_response_time_bucket) > 1 and shop_health == 0")
                        .variables())
                .containsExactly("p95(metric.api_response_time)", "shop_health");
        OverTime rate = OverTime.of("rate(metric.x[300s])");
        assertThat(rate).isEqualTo(new OverTime("rate", "metric.x", Duration.ofMinutes(5)));
        assertThat(List.of(rate.text(), OverTime.of("p95(time)").text()))
                .containsExactly("rate(metric.x[5m])", "p95(time)");
        assertThat(OverTime.of("p99.9(time)").quantile()).isEqualTo(0.999);
        assertThat(OverTime.of("latency")).isNull();
    }

    private static Condition condition(String text) {
        return Condition.parse(text, VOCABULARY);
    }
}
