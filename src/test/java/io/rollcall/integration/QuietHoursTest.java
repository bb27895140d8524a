package io.rollcall.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-03-06 is a Friday. Berlin loses an hour on 2026-03-29 and wins one on 2026-10-25. */
class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22:00-06:00 | 2026-03-04T21:59 | false",
                "22:00-06:00 | 2026-03-04T22:00 | true",
                "22:00-06:00 | 2026-03-05T05:59 | true",
                "22:00-06:00 | 2026-03-05T06:00 | false",
                "12:00-13:00 | 2026-03-04T12:30 | true",
                "12:00-13:00 | 2026-03-04T13:00 | false",
                "18:00-24:00 | 2026-03-04T23:59 | true",
                "18:00-24:00 | 2026-03-05T00:00 | false",
                "00:00-24:00 | 2026-03-05T12:00 | true",
                "Sat,Sun | 2026-03-06T23:59 | false",
                "Sat,Sun | 2026-03-07T00:00 | true",
                "Sat,Sun | 2026-03-08T23:59 | true",
                "Fri-Mon | 2026-03-09T12:00 | true",
                "Fri-Mon | 2026-03-10T12:00 | false",
                "fri 22:00-06:00 | 2026-03-07T05:00 | true",
                "fri 22:00-06:00 | 2026-03-06T05:00 | false",
                "22:00-06:00; Sat,Sun | 2026-03-07T12:00 | true",
                "22:00-06:00 Asia/Tokyo | 2026-03-04T15:00 | true",
                "22:00-06:00 Asia/Tokyo; Sat | 2026-03-06T16:00 | true",
                "'' | 2026-03-07T12:00 | false",
            })
    void are_open_at(String hours, LocalDateTime at, boolean quiet) {
        assertThat(QuietHours.parse(hours, BERLIN).contains(at.atZone(BERLIN).toInstant()))
                .isEqualTo(quiet);
    }

    @Test
    void follow_the_clock_on_the_wall_when_it_changes() {
        QuietHours night = QuietHours.parse("22:00-06:00 Europe/Berlin", ZoneOffset.UTC);

        assertThat(lasting(night, "2026-03-28T12:00:00Z")).isEqualTo(Duration.ofHours(7));
        assertThat(lasting(night, "2026-10-24T12:00:00Z")).isEqualTo(Duration.ofHours(9));
        assertThat(lasting(night, "2026-06-01T12:00:00Z")).isEqualTo(Duration.ofHours(8));
        assertThat(lasting(QuietHours.parse("02:00-03:00", BERLIN), "2026-03-28T12:00:00Z"))
                .as("an hour that does not exist")
                .isZero();
        assertThat(lasting(QuietHours.parse("02:00-03:00", BERLIN), "2026-10-24T12:00:00Z"))
                .as("an hour that comes twice")
                .isEqualTo(Duration.ofHours(2));
    }

    private static Duration lasting(QuietHours hours, String from) {
        Instant start = Instant.parse(from);
        Duration open = Duration.ZERO;
        for (int minute = 0; minute < 24 * 60; minute++) {
            if (hours.contains(start.plus(Duration.ofMinutes(minute)))) {
                open = open.plusMinutes(1);
            }
        }
        return open;
    }
}
