package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.calendar.Calendars;
import io.rollcall.calendar.OnCall;
import io.rollcall.notify.People.Reached;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a name reaches over a channel. */
class PeopleTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-03-01T10:00:00Z");

    private final Calendars calendars = new Calendars();
    private final People people = new People(calendars);
    private final Channels channels = new Channels(Alerts.settings(), people);

    @BeforeEach
    void declare() {
        people.take(Map.of(
                "anna", new Person("Anna", "anna@example.com", "+4915112345671"),
                "ben", new Person("Ben", "ben@example.com", null)));
        calendars.takeSchedules(Map.of(
                "payments",
                OnCall.parse("anna weekly from 2026-01-05 00:00 during mon-fri", ZoneOffset.UTC),
                "shop",
                OnCall.parse("dora weekly from 2026-01-05 00:00", ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email     | anna                                | anna@example.com",
                "sms       | anna                                | +4915112345671",
                "sms       | ben                                 | ''",
                "email     | anna,ben,anna                       | anna@example.com,ben@example.com",
                "email     | ops@example.org,+4915100000009      | ops@example.org",
                "sms       | ops@example.org,+4915100000009      | +4915100000009",
                "sms       | on-call:payments                    | +4915112345671",
                "sms       | on-call:payments,anna               | +4915112345671",
                "slack     | anna,on-call:payments               | ''",
                "email     | on-call:shop                        | ''",
                "email     | nobody                              | ''",
            })
    void a_name_reaches(String channel, String to, String addresses) {
        assertThat(String.join(
                        ",",
                        people.reach(channel, List.of(to.split(",")), MONDAY).addresses()))
                .isEqualTo(addresses);
    }

    @Test
    void where_nobody_is_on_call_the_channels_own_are_told_and_the_message_says_so() {
        assertThat(channels.reach("email", Alerts.critical(), List.of("on-call:payments"), SUNDAY))
                .isEqualTo(new Reached(List.of("ops@example.com"), List.of("Nobody is on call for payments")));
        assertThat(channels.reach("email", Alerts.critical(), List.of("on-call:payments", "ben"), SUNDAY))
                .isEqualTo(new Reached(List.of("ben@example.com"), List.of("Nobody is on call for payments")));
        assertThat(channels.reach("sms", Alerts.critical(), List.of("ben"), MONDAY)
                        .addresses())
                .containsExactly("+4915100000002", "+4915100000003");
        assertThat(channels.reach("slack", Alerts.critical(), List.of("anna"), MONDAY)
                        .addresses())
                .containsExactly("");
    }

    @Test
    void what_is_declared_anew_holds_at_once() {
        people.take(Map.of("anna", new Person("Anna", "new@example.com", null)));

        assertThat(people.reach("email", List.of("anna"), MONDAY).addresses()).containsExactly("new@example.com");
    }
}
