package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Severity;
import io.rollcall.calendar.Calendars;
import io.rollcall.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Twilio says of a text message after it had accepted it. */
class AftermathTest extends OutboxScene {
    private static final String NUMBER = "+4915100000002";

    private final People people = new People(new Calendars());
    private final List<JournalEntry> all = new ArrayList<>();

    @Test
    void a_message_that_arrived_is_noted() {
        tell();
        assertThat(reports().take("SM1", "sent", null)).isTrue();
        assertThat(reports().take("SM1", "delivered", null)).isTrue();
        assertThat(all.get(all.size() - 1)).isEqualTo(new Arrival(last().id(), clock.instant()));
    }

    @Test
    void an_unknown_message_changes_nothing() {
        tell();
        int before = all.size();
        for (String status : List.of("sent", "delivered", "undelivered")) {
            assertThat(reports().take("SM2", status, "30003")).isFalse();
        }
        assertThat(all).hasSize(before);
    }

    @Test
    void a_message_that_reached_nobody_is_given_up_with_its_reason_in_words_and_alarms_once() {
        tell();
        assertThat(reports().take("SM1", "undelivered", "30005")).isTrue();
        assertThat(last().state()).isEqualTo(NotificationState.DEAD);
        assertThat(last().lastError())
                .isEqualTo("Not delivered: the number is unknown or no longer in service (30005)");
        assertThat(outbox.watch().look()).singleElement().satisfies(alarm -> assertThat(alarm.message())
                .contains("no longer in service", NUMBER));
        int before = all.size();
        assertThat(reports().take("SM1", "undelivered", "30005"))
                .as("told again")
                .isTrue();
        assertThat(all).hasSize(before);
        assertThat(outbox.counts("sms")).isEqualTo(new ChannelCounts(1, 0, 1, 0));
    }

    @Test
    void the_person_is_told_by_email_where_that_is_known_and_of_the_end_too() {
        people.take(Map.of("ann", new Person("Ann", "ann@example.com", NUMBER)));
        tell();
        reports().take("SM1", "failed", "30008");

        assertThat(outbox.due()).singleElement().satisfies(email -> {
            assertThat(email.channel()).isEqualTo("email");
            assertThat(email.recipient()).isEqualTo("ann@example.com");
            assertThat(email.notice().remarks())
                    .containsExactly("By sms: Not delivered: the operator gave no reason (30008)");
            outbox.delivered(email, null);
        });
        enqueue(Alerts.alert("one", Severity.CRITICAL, false, null), "email");
        assertThat(outbox.due()).extracting(Notification::recipient).containsExactly("ann@example.com");
    }

    @Test
    void what_has_ended_meanwhile_is_not_told_by_email() {
        people.take(Map.of("ann", new Person("Ann", "ann@example.com", NUMBER)));
        tell();
        enqueue(Alerts.alert("one", Severity.CRITICAL, false, null), "sms");
        outbox.due().forEach(end -> outbox.delivered(end, "SM2"));
        reports().take("SM1", "undelivered", "30003");
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void a_message_of_the_last_run_is_known() {
        tell();
        List<NotificationEntry> before = List.copyOf(latest());
        outbox = withPeople();
        outbox.restore(before);
        assertThat(reports().take("SM1", "undelivered", "30003")).isTrue();
        assertThat(last().state()).isEqualTo(NotificationState.DEAD);
    }

    private void tell() {
        outbox = withPeople();
        enqueue(Alerts.alert("one", Severity.CRITICAL, true, "x"), "sms");
        outbox.due().forEach(sms -> outbox.delivered(sms, "SM1"));
    }

    private SmsReports reports() {
        return new SmsReports(outbox);
    }

    private Outbox withPeople() {
        return new Outbox(
                entries -> entries.forEach(entry -> {
                    all.add(entry);
                    if (entry instanceof NotificationEntry notification) {
                        journal.add(notification);
                    }
                }),
                clock,
                new Random(1),
                new Channels(RecipientLimitTest.limited(""), people, OwnChannels.none()));
    }
}
