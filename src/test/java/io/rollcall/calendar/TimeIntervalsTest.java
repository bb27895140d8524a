package io.rollcall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIntervalsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mon-fri 09:00-17:00              | 2026-06-01T07:00:00Z     | true",
                "mon-fri 09:00-17:00              | 2026-06-01T06:59:59.999Z | false",
                "mon-fri 09:00-17:00              | 2026-06-01T14:59:59.999Z | true",
                "mon-fri 09:00-17:00              | 2026-06-01T15:00:00Z     | false",
                "mon-fri 09:00-17:00              | 2026-06-06T08:00:00Z     | false",
                "MON-FRI 9:00-17:00               | 2026-06-01T08:00:00Z     | true",
                "monday:friday 09:00-17:00        | 2026-06-01T08:00:00Z     | true",
                "sat-mon                          | 2026-06-07T08:00:00Z     | true",
                "sat-mon                          | 2026-06-09T08:00:00Z     | false",
                "22:00-24:00,00:00-06:00          | 2026-06-01T21:59:59.999Z | true",
                "22:00-24:00,00:00-06:00          | 2026-06-01T22:00:00Z     | true",
                "22:00-24:00,00:00-06:00          | 2026-06-01T04:00:00Z     | false",
                "00:00-24:00                      | 2026-06-01T04:00:00Z     | true",
                "1:7                              | 2026-06-07T08:00:00Z     | true",
                "1:7                              | 2026-06-08T08:00:00Z     | false",
                "-1                               | 2026-02-28T08:00:00Z     | true",
                "-1                               | 2028-02-28T08:00:00Z     | false",
                "-3:-1                            | 2026-06-27T08:00:00Z     | false",
                "-3:-1                            | 2026-06-28T08:00:00Z     | true",
                // Beyond its ends a month is cut off.
                "29:31                            | 2026-02-28T08:00:00Z     | false",
                "25:31                            | 2026-02-28T08:00:00Z     | true",
                "-31:-28                          | 2026-02-01T08:00:00Z     | true",
                "1:-1                             | 2026-02-28T08:00:00Z     | true",
                "jan-mar,dec                      | 2026-12-24T08:00:00Z     | true",
                "nov-feb                          | 2026-01-24T08:00:00Z     | true",
                "jan-mar,dec                      | 2026-06-24T08:00:00Z     | false",
                "2026:2027                        | 2027-06-24T08:00:00Z     | true",
                "2026                             | 2027-06-24T08:00:00Z     | false",
                "dec 24:26 2026 sat 09:00-17:00   | 2026-12-26T09:00:00Z     | true",
                "dec 24:26 2026 sat 09:00-17:00   | 2026-12-24T09:00:00Z     | false",
                "09:00-17:00 UTC                  | 2026-06-01T08:00:00Z     | false",
                "09:00-17:00 America/New_York     | 2026-06-01T20:59:00Z     | true",
                // Over both changes of the clock.
                "02:00-03:00                      | 2026-03-29T00:59:59Z     | false",
                "02:00-03:00                      | 2026-03-29T01:00:00Z     | false",
                "02:00-03:00                      | 2026-10-25T00:00:00Z     | true",
                "02:00-03:00                      | 2026-10-25T01:59:59Z     | true",
                "02:00-03:00                      | 2026-10-25T02:00:00Z     | false",
                "09:00-17:00                      | 2026-03-29T07:00:00Z     | true",
                "09:00-17:00                      | 2026-10-25T07:59:59Z     | false",
            })
    void all_fields_must_fit(String text, Instant at, boolean within) {
        assertThat(TimeIntervals.parse(text, BERLIN).contains(at)).isEqualTo(within);
    }

    @Test
    void of_several_lines_one_must_fit() {
        TimeIntervals open = TimeIntervals.parse("mon-fri 09:00-17:00\n\n  sat 10:00-14:00\n", BERLIN);

        assertThat(open.contains(Instant.parse("2026-06-01T08:00:00Z"))).isTrue();
        assertThat(open.contains(Instant.parse("2026-06-06T08:00:00Z"))).isTrue();
        assertThat(open.contains(Instant.parse("2026-06-06T13:00:00Z"))).isFalse();
    }

    @Test
    void between_two_edges_the_answer_stays() {
        for (String text : new String[] {"01:30-02:30,22:00-24:00", "sun 02:00-03:00\n-3:-1"}) {
            TimeIntervals intervals = TimeIntervals.parse(text, BERLIN);
            for (String day : new String[] {"2026-03-27T12:00:00Z", "2026-10-23T12:00:00Z"}) {
                Instant begin = Instant.parse(day);
                Instant edge = begin;
                boolean answer = intervals.contains(begin);
                for (int minute = 0; minute < 4 * 24 * 60; minute++) {
                    Instant at = begin.plus(Duration.ofMinutes(minute));
                    if (!at.isBefore(edge)) {
                        edge = intervals.nextEdge(at);
                        answer = intervals.contains(at);
                    }
                    assertThat(intervals.contains(at)).as("%s at %s", text, at).isEqualTo(answer);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                  | no time interval; write one a line, such as mon-fri 09:00-17:00",
                "22:00-06:00         | '22:00-06:00' goes over midnight; write 22:00-24:00,00:00-06:00",
                "mon-fryday          | 'fryday' is no day of the week; write mon-fri,sun",
                "mon 9-17            | '9-17' is no number or range; write 1, -1 or 1:7",
                "09:00-17:00,18      | '18' is no time of day; write one like 22:00-06:00",
                "32                  | '32' are no days of a month; write 1:7, 15 or -3:-1",
                "-1:1                | '-1:1' are no days of a month",
                "jan-mac             | 'mac' is no month; write jan-mar,dec",
                "Europe/Bln          | 'Europe/Bln' is no time zone; write one like Europe/Berlin",
                "workdays            | 'workdays' is no part of a time interval; write times (09:00-17:00), weekdays",
            })
    void a_mistake_is_explained(String text, String message) {
        assertThatThrownBy(() -> TimeIntervals.parse(text, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
