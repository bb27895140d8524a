package io.rollcall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In Europe/Berlin the clock skips 02:00 to 03:00 on 29 March 2026 and repeats it on 25 October 2026. */
class RecurrenceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Start included, end excluded, over midnight.
                "daily 22:00-06:00           | 2026-06-01T20:00:00Z      | 2026-06-01T20:00:00Z | 2026-06-02T04:00:00Z",
                "daily 22:00-06:00           | 2026-06-02T03:59:59.999Z  | 2026-06-01T20:00:00Z | 2026-06-02T04:00:00Z",
                "daily 22:00-06:00           | 2026-06-02T04:00:00Z      |                      |",
                "daily 22:00-06:00           | 2026-06-01T19:59:59.999Z  |                      |",
                "daily 00:00-24:00           | 2026-06-01T22:00:00Z      | 2026-06-01T22:00:00Z | 2026-06-02T22:00:00Z",
                "daily 22:00-24:00           | 2026-06-01T21:59:59Z      | 2026-06-01T20:00:00Z | 2026-06-01T22:00:00Z",
                // The night of the change in spring is an hour shorter, that in autumn an hour longer.
                "daily 22:00-06:00           | 2026-03-29T00:30:00Z      | 2026-03-28T21:00:00Z | 2026-03-29T04:00:00Z",
                "daily 22:00-06:00           | 2026-10-25T00:30:00Z      | 2026-10-24T20:00:00Z | 2026-10-25T05:00:00Z",
                // What the clock skips in spring begins or ends at the change; an hour that comes twice counts twice.
                "daily 02:30-04:00           | 2026-03-29T01:00:00Z      | 2026-03-29T01:00:00Z | 2026-03-29T02:00:00Z",
                "daily 01:00-02:30           | 2026-03-29T00:30:00Z      | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z",
                "daily 02:10-02:50           | 2026-03-29T01:00:00Z      |                      |",
                "daily 02:00-03:00           | 2026-10-25T01:30:00Z      | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z",
                // A length is time that passes.
                "daily 22:00 for 8h          | 2026-03-29T03:30:00Z      | 2026-03-28T21:00:00Z | 2026-03-29T05:00:00Z",
                "weekly fri 18:00 for 60h    | 2026-06-08T03:00:00Z      | 2026-06-05T16:00:00Z | 2026-06-08T04:00:00Z",
                "daily 18:00 for 30h         | 2026-06-05T17:00:00Z      | 2026-06-05T16:00:00Z | 2026-06-06T22:00:00Z",
                // Days are those on which a window begins.
                "weekly sat-mon 22:00-06:00  | 2026-06-09T03:00:00Z      | 2026-06-08T20:00:00Z | 2026-06-09T04:00:00Z",
                "weekly sat,sun 22:00-06:00  | 2026-06-06T03:00:00Z      |                      |",
                "monthly -1 00:00-04:00      | 2026-02-28T01:00:00Z      | 2026-02-27T23:00:00Z | 2026-02-28T03:00:00Z",
                "monthly 31 00:00-04:00      | 2026-02-28T01:00:00Z      |                      |",
                "monthly 1:7,-1 08:00-09:00  | 2026-06-07T06:00:00Z      | 2026-06-07T06:00:00Z | 2026-06-07T07:00:00Z",
                "monthly 1:7,-1 08:00-09:00  | 2026-06-08T06:00:00Z      |                      |",
                "cron 0 22 * * 5 for 8h      | 2026-06-05T20:00:00Z      | 2026-06-05T20:00:00Z | 2026-06-06T04:00:00Z",
                "cron 0 22 * * 5 for 8h      | 2026-06-05T19:59:59.9Z    |                      |",
                "cron 0 22 * * 5 for 8h      | 2026-06-06T04:00:00Z      |                      |",
                "cron 0 22 * * * for 8h      | 2026-03-29T04:30:00Z      | 2026-03-28T21:00:00Z | 2026-03-29T05:00:00Z",
                // Another zone than usual.
                "daily 22:00-06:00 UTC       | 2026-06-01T21:00:00Z      |                      |",
            })
    void windows_are_by_the_clock_on_the_wall(String text, Instant at, Instant from, Instant until) {
        Optional<Window> open = Recurrence.parse(text, BERLIN).at(at);

        assertThat(open).isEqualTo(from == null ? Optional.empty() : Optional.of(new Window(from, until)));
    }

    @Test
    void the_next_window_is_the_first_that_begins_later() {
        Recurrence nights = Recurrence.parse("daily 22:00-06:00", BERLIN);
        Instant start = Instant.parse("2026-06-01T20:00:00Z");

        assertThat(nights.next(start.minusMillis(1)).orElseThrow().from()).isEqualTo(start);
        assertThat(nights.next(start).orElseThrow().from()).isEqualTo(start.plus(Duration.ofDays(1)));
        assertThat(Recurrence.parse("monthly 31 08:00-09:00", BERLIN).next(Instant.parse("2026-01-31T08:00:00Z")))
                .contains(new Window(Instant.parse("2026-03-31T06:00:00Z"), Instant.parse("2026-03-31T07:00:00Z")));
        assertThat(Recurrence.parse("daily 02:10-02:50", BERLIN).next(Instant.parse("2026-03-28T12:00:00Z")))
                .as("the one that is skipped is left out")
                .contains(new Window(Instant.parse("2026-03-30T00:10:00Z"), Instant.parse("2026-03-30T00:50:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daily 22:00-06:00",
                "daily 02:30-02:45",
                "weekly sun 01:30-02:30",
                "cron */45 1-3 * * * for 30m",
                "daily 23:30 for 25h"
            })
    void over_both_changes_of_the_clock_at_and_next_agree(String text) {
        for (String day : List.of("2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z")) {
            Recurrence asked = Recurrence.parse(text, BERLIN);
            Instant begin = Instant.parse(day);
            List<Window> windows = new ArrayList<>();
            Recurrence.parse(text, BERLIN).at(begin).ifPresent(windows::add);
            for (Instant at = begin; at.isBefore(begin.plus(Duration.ofDays(3))); ) {
                Window next = asked.next(at).orElseThrow();
                windows.add(next);
                at = next.from();
            }
            for (Instant at = begin; at.isBefore(begin.plus(Duration.ofDays(2))); at = at.plus(Duration.ofMinutes(5))) {
                Instant now = at;
                assertThat(asked.contains(now))
                        .as("%s at %s", text, now)
                        .isEqualTo(windows.stream().anyMatch(window -> window.contains(now)));
            }
        }
    }

    @Property(tries = 200)
    void what_was_asked_before_does_not_change_the_answer(
            @ForAll @IntRange(max = 20_000) int one, @ForAll @IntRange(max = 20_000) int other) {
        Instant start = Instant.parse("2026-03-25T00:00:00Z");
        Recurrence asked = Recurrence.parse("weekly sat,sun 01:00-02:30", BERLIN);
        asked.at(start.plus(Duration.ofMinutes(one)));

        assertThat(asked.at(start.plus(Duration.ofMinutes(other))))
                .isEqualTo(Recurrence.parse("weekly sat,sun 01:00-02:30", BERLIN)
                        .at(start.plus(Duration.ofMinutes(other))));
    }

    @Test
    void it_reads_as_it_was_written_with_its_zone() {
        Recurrence nights = Recurrence.parse(" weekly  sat,sun 22:00-06:00", BERLIN);

        assertThat(nights).hasToString("weekly sat,sun 22:00-06:00 Europe/Berlin");
        assertThat(Recurrence.parse(nights.toString(), ZoneId.of("UTC"))).isEqualTo(nights);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hourly                       | 'hourly' is no recurrence; write daily 22:00-06:00, weekly",
                "''                           | '' ends too early; write daily",
                "daily                        | 'daily' ends too early",
                "daily 22:00                  | '22:00' is no time of day; write one like 22:00-06:00",
                "daily 22:00-25:00            | '22:00-25:00' is no time of day",
                "daily 22:00-22:00            | '22:00-22:00' has no length; the whole day is 00:00-24:00",
                "daily 22:00 for ever         | 'ever' is no duration; write one like 30m, 8h or 2d",
                "daily 22:00 for 32d          | '32d' is longer than 31d",
                "weekly someday 22:00-06:00   | 'someday' is no day of the week; write mon-fri,sun",
                "monthly 0 22:00-06:00        | '0' are no days of a month",
                "monthly 7:1 22:00-06:00      | '7:1' are no days of a month",
                "cron 0 22 * * for 8h         | Cron expression contains 4 parts",
                "cron 0 22 * * 5              | 'cron 0 22 * * 5' ends too early",
                "daily 22:00-06:00 Europe/Bln | 'Europe/Bln' is no time zone; write one like Europe/Berlin",
            })
    void a_mistake_is_explained(String text, String message) {
        assertThatThrownBy(() -> Recurrence.parse(text, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
