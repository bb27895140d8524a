package io.rollcall.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S, 500ms",
        "30s, PT30S, 30s",
        "90s, PT90S, 90s",
        "5m, PT5M, 5m",
        "60s, PT1M, 1m",
        "1h, PT1H, 1h",
        "90d, P90D, 90d",
        "36500d, P36500D, 36500d",
        "0ms, PT0S, 0s",
        "' 1000ms ', PT1S, 1s",
    })
    void a_duration_is_read_and_written_shortest(String text, Duration duration, String shortest) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
        assertThat(DurationText.format(duration)).isEqualTo(shortest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 min", "5min", "1.5h", "-5s", "5S", "s", "1h30m", "PT5S", "٣s"})
    void anything_else_is_refused_with_the_right_form(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is no duration; write a whole number and a unit: 500ms, 30s, 5m, 1h or 90d");
    }

    @Test
    void a_duration_that_would_overflow_is_refused() {
        assertThatThrownBy(() -> DurationText.parse("36501d")).hasMessageContaining("at most 36500d");
        assertThatThrownBy(() -> DurationText.parse("999999999999999999d")).hasMessageContaining("at most 36500d");
    }

    @Test
    void less_than_a_millisecond_is_not_written() {
        assertThat(DurationText.format(Duration.ofNanos(1_999_999))).isEqualTo("1ms");
        assertThat(DurationText.format(Duration.ofNanos(999_999))).isEqualTo("0s");
    }
}
