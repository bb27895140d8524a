package io.rollcall.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayTest {
    private static final LocalDate DATE = LocalDate.of(2026, 3, 29);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, NO_DATA, ",
        "10, 0, 0, OPERATIONAL, 100",
        "99, 1, 0, OPERATIONAL, 100",
        "9, 1, 0, DEGRADED, 100",
        "99, 0, 1, PARTIAL_OUTAGE, 99",
        "9, 0, 1, MAJOR_OUTAGE, 90",
        "2, 1, 0, DEGRADED, 100"
    })
    void a_day_is_coloured_by_what_part_of_it_went_wrong(
            long healthy, long degraded, long down, Condition condition, Double uptime) {
        assertThat(Day.of(DATE, new Day.Counts(healthy, degraded, down))).isEqualTo(new Day(DATE, condition, uptime));
    }

    @Test
    void one_failure_in_a_million_is_not_a_hundred_percent() {
        assertThat(Day.of(DATE, new Day.Counts(999_999, 0, 1)).uptime()).isEqualTo(99.99);
    }
}
