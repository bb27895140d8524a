package io.rollcall.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedConditionTest {
    @ParameterizedTest
    @CsvSource({
        "service.status == DOWN for 1 minute, PT1M",
        "error_rate > 10% for 2 minutes, PT2M",
        "queue_depth > 1000, PT0S",
        "latency > 500ms for 5 minutes, PT5M",
        "memory > 80%, PT0S",
        "conversion_rate < 40% for 1 hour, PT1H",
        "status == DOWN for 90s, PT90S",
        "status == DOWN or latency > 5s for 5m, PT5M",
        "(status == DOWN) for 30 seconds, PT30S",
        "consecutive_failures >= 3 for 2 days, PT48H",
        "short_circuited for 1.5 hours, PT90M",
    })
    void a_rule_says_how_long_its_condition_must_hold(String text, Duration hold) {
        TimedCondition condition = TimedCondition.parse(text, Words.VOCABULARY);
        assertThat(condition.hold()).isEqualTo(hold);
        assertThat(condition).hasToString(text);
        assertThat(condition.condition().truth(Words.NOTHING)).isEqualTo(Truth.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code > 1 for | column 13: a time belongs after 'for': 5m or 5 minutes",
                "code > 1 for ever | column 14: a time belongs after 'for'",
                "code > 1 for 5 | column 14: a time above zero belongs after 'for'",
                "code > 1 for 5% | column 14: a time above zero belongs after 'for'",
                "code > 1 for 0 minutes | column 14: a time above zero belongs after 'for'",
                "code > 1 for -5m | column 14: a time above zero belongs after 'for'",
                "code > 1 for 5 weeks | column 14: a time above zero belongs after 'for'",
                "code > 1 for 5min | column 15: unknown unit 'min'",
                "code > 1 for 5m and code > 2 | column 17: expected the end, found 'and'",
                "code > 1 during 5m | column 10: expected and, or, for or the end, found 'during'",
                "code > 1 for 99999 days | column 14: a duration has at most 36500d",
            })
    void a_wrong_time_is_named(String text, String message) {
        assertThatThrownBy(() -> TimedCondition.parse(text, Words.VOCABULARY))
                .isInstanceOf(ConditionException.class)
                .hasMessageStartingWith(message);
    }
}
