package io.rollcall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.calendar.OnCall.HandOver;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In Europe/Berlin the clock skips 02:00 to 03:00 on 29 March 2026 and repeats it on 25 October 2026. */
class OnCallTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant berlin(String time) {
        return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
    }

    private static OnCall schedule(String layers) {
        return OnCall.parse(layers, BERLIN);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T08:59, ",
        "2026-01-05T09:00, anna",
        "2026-01-12T08:59, anna",
        "2026-01-12T09:00, ben",
        "2026-01-19T09:00, carla",
        "2026-01-26T09:00, anna",
        // Handed over at 09:00 also after the changes of the clock.
        "2026-03-30T08:59, carla",
        "2026-03-30T09:00, anna",
        "2026-10-26T08:59, carla",
        "2026-10-26T09:00, anna",
    })
    void people_take_turns(String at, String person) {
        OnCall weekly = schedule("anna, ben, carla weekly from 2026-01-05 09:00");

        assertThat(weekly.who(berlin(at))).isEqualTo(Optional.ofNullable(person));
    }

    @Test
    void a_later_layer_goes_first_at_its_hours_and_who_steps_in_before_all() {
        OnCall schedule = schedule(
                        """
                anna, ben weekly from 2026-01-05 09:00
                dora daily from 2026-01-05 00:00 during mon-fri 18:00-24:00,00:00-08:00; sat,sun
                """)
                .overriddenBy("carla from 2026-01-10 12:00 to 2026-01-10 20:00\n", BERLIN);

        assertThat(schedule.who(berlin("2026-01-07T12:00"))).contains("anna");
        assertThat(schedule.who(berlin("2026-01-07T18:00"))).contains("dora");
        assertThat(schedule.who(berlin("2026-01-08T07:59"))).contains("dora");
        assertThat(schedule.who(berlin("2026-01-08T08:00"))).contains("anna");
        assertThat(schedule.who(berlin("2026-01-10T11:59"))).contains("dora");
        assertThat(schedule.who(berlin("2026-01-10T12:00"))).contains("carla");
        assertThat(schedule.who(berlin("2026-01-10T20:00"))).contains("dora");
    }

    @Test
    void the_next_hand_over_is_when_somebody_else_takes_over() {
        OnCall schedule =
                schedule("anna, ben weekly from 2026-01-05 09:00\nanna daily from 2026-01-01 00:00 during sat");

        assertThat(schedule.nextHandOver(berlin("2026-01-06T09:00")))
                .as("she is on call on Saturday anyway")
                .contains(new HandOver(berlin("2026-01-12T09:00"), Optional.of("anna"), Optional.of("ben")));
        assertThat(schedule.nextHandOver(berlin("2026-01-12T09:00")))
                .contains(new HandOver(berlin("2026-01-17T00:00"), Optional.of("ben"), Optional.of("anna")));
        assertThat(schedule("anna daily from 2026-01-05 09:00").nextHandOver(berlin("2026-01-06T09:00")))
                .as("there is nobody else")
                .isEmpty();
        assertThat(schedule("anna daily from 2026-01-05 09:00 during mon-fri 09:00-17:00")
                        .nextHandOver(berlin("2026-01-09T12:00")))
                .contains(new HandOver(berlin("2026-01-09T17:00"), Optional.of("anna"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna, ben daily from 2026-01-05 02:30",
                "anna, ben, carla every 12h from 2026-01-05 08:00",
                "anna, ben every 1h from 2026-01-05 00:00",
                "anna, ben daily from 2026-01-05 18:00 during 22:00-24:00,00:00-02:30",
            })
    void over_both_changes_of_the_clock_nobody_hands_over_twice_or_not_at_all(String layers) {
        OnCall schedule = schedule(layers);
        for (String day : List.of("2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z")) {
            Instant end = Instant.parse(day).plus(Duration.ofHours(36));
            List<String> walked = new ArrayList<>();
            Optional<String> last = schedule.who(Instant.parse(day));
            for (Instant at = Instant.parse(day); at.isBefore(end); at = at.plusSeconds(60)) {
                Optional<String> now = schedule.who(at);
                if (!now.equals(last)) {
                    walked.add(at + " " + now);
                }
                last = now;
            }
            List<String> jumped = new ArrayList<>();
            for (Instant at = Instant.parse(day); at.isBefore(end); ) {
                HandOver next = schedule.nextHandOver(at).orElseThrow();
                at = next.at();
                if (at.isBefore(end)) {
                    jumped.add(at + " " + next.to());
                }
            }
            assertThat(jumped).isEqualTo(walked).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | nobody is on call; write anna, ben weekly",
                "anna                                      | 'anna' is no layer; write anna, ben weekly",
                "anna,, ben weekly from 2026-01-05 09:00   | a name is missing in 'anna,, ben'",
                "anna every 5m from 2026-01-05 09:00       | '5m' is too short a turn; at least 1h",
                "anna every week from 2026-01-05 09:00     | 'week' is no duration",
                "anna weekly from 2026-02-30 09:00         | '2026-02-30 09:00' is no time; write 2026-01-05 09:00",
                "anna weekly from 2026-01-05 9h            | '9h' is no time; write one like 18:00",
                "anna weekly from 2026-01-05 09:00 during x| 'x' is no part of a time interval",
            })
    void a_mistake_is_explained(String layers, String message) {
        assertThatThrownBy(() -> schedule(layers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void whoever_steps_in_does_so_for_a_while() {
        OnCall schedule = schedule("anna daily from 2026-01-05 09:00");

        assertThatThrownBy(() -> schedule.overriddenBy("carla tomorrow", BERLIN))
                .hasMessage("'carla tomorrow' is no override; write carla from 2026-12-24 09:00 to 2026-12-26 09:00");
        assertThatThrownBy(() -> schedule.overriddenBy("carla from 2026-12-24 09:00 to 2026-12-24 09:00", BERLIN))
                .hasMessageEndingWith("ends before it begins");
    }
}
