package io.rollcall.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Berlin goes from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25. */
class TimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void the_time_is_that_of_the_zone_in_winter_and_in_summer() {
        assertThat(times("0 9 * * 1-5", "2026-03-27T00:00:00Z", 2))
                .containsExactly("2026-03-27T08:00:00Z", "2026-03-30T07:00:00Z");
    }

    @Test
    void a_time_that_spring_skips_is_left_out_that_day() {
        assertThat(times("30 2 * * *", "2026-03-27T12:00:00Z", 2))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void every_twenty_minutes_stays_so_when_spring_skips_an_hour() {
        assertThat(times("*/20 * * * *", "2026-03-29T00:30:00Z", 3))
                .containsExactly("2026-03-29T00:40:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z");
    }

    @Test
    void every_twenty_minutes_stays_so_when_autumn_repeats_an_hour() {
        List<String> times = times("*/20 * * * *", "2026-10-24T23:50:00Z", 7);

        assertThat(times).startsWith("2026-10-25T00:00:00Z").endsWith("2026-10-25T02:00:00Z");
    }

    @Test
    void a_time_that_autumn_repeats_comes_once_a_day_when_it_is_daily() {
        assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void questions_may_come_in_any_order() {
        Timetable hourly = Timetable.parse("0 * * * *", BERLIN);
        Instant ten = Instant.parse("2026-06-01T10:00:00Z");

        assertThat(hourly.next(ten.plusSeconds(60))).isEqualTo(ten.plusSeconds(3600));
        assertThat(hourly.next(ten.minusSeconds(1))).isEqualTo(ten);
        assertThat(hourly.next(ten)).isEqualTo(ten.plusSeconds(3600));
        assertThat(hourly.next(ten.plusSeconds(1))).isEqualTo(ten.plusSeconds(3600));
    }

    @Test
    void overdue_counts_from_the_next_time_it_is_due() {
        Integration.Cadence daily = new Integration.Cadence(
                true,
                Duration.ofDays(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Timetable.parse("0 6 * * *", BERLIN),
                null);

        assertThat(daily.overdue(Instant.parse("2026-06-01T04:00:01Z"))).isEqualTo("2026-06-02T04:01:15Z");
    }

    private static List<String> times(String expression, String from, int count) {
        Timetable timetable = Timetable.parse(expression, BERLIN);
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            time = timetable.next(time);
            times.add(time.toString());
        }
        return times;
    }
}
