package io.rollcall.notify;

import static io.rollcall.notify.NotificationState.CANCELLED;
import static io.rollcall.notify.NotificationState.PENDING;
import static io.rollcall.notify.NotificationState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told to whom, and in which order. */
class OutboxTest extends OutboxScene {
    @Test
    void an_alarm_is_due_at_once_and_journaled_before() {
        enqueue(Alerts.critical(), "slack");

        assertThat(states()).containsExactly(PENDING);
        assertThat(outbox.due()).singleElement().satisfies(due -> {
            assertThat(due.channel()).isEqualTo("slack");
            assertThat(due.id()).isEqualTo(journal.get(0).id());
        });
        assertThat(outbox.due()).as("in flight").isEmpty();
    }

    @Test
    void what_was_delivered_is_kept_with_its_receipt() {
        enqueue(Alerts.critical(), "pagerduty");
        deliverAll();

        NotificationEntry entry = latest().iterator().next();
        assertThat(entry.state()).isEqualTo(SENT);
        assertThat(entry.receipt()).isEqualTo("receipt");
        assertThat(entry.sentAt()).isEqualTo(clock.instant());
        assertThat(entry.attempts()).isEqualTo(1);
        assertThat(outbox.counts("pagerduty")).isEqualTo(new ChannelCounts(1, 0, 0, 0));
    }

    @Test
    void a_channel_without_settings_is_passed_over_quietly() {
        outbox = outbox(ChannelSettings.none());

        enqueue(Alerts.critical(), "slack,email,sms,pagerduty");

        assertThat(journal).isEmpty();
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void a_channel_that_someone_added_as_a_route_is_on() {
        enqueue(Alerts.critical(), "pigeon");

        assertThat(outbox.due())
                .singleElement()
                .extracting(Notification::channel)
                .isEqualTo("pigeon");
    }

    @Test
    void each_recipient_of_a_text_message_has_a_notification_of_their_own() {
        enqueue(Alerts.critical(), "sms");

        List<Notification> due = outbox.due();
        assertThat(due)
                .extracting(Notification::recipient)
                .containsExactlyInAnyOrder("+4915100000002", "+4915100000003");
        outbox.delivered(due.get(0), "SM1");
        outbox.failed(due.get(1), DeliveryFailure.passing("busy"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(outbox.due()).containsExactly(due.get(1));
    }

    @Test
    void email_goes_to_the_addresses_of_the_integration_where_it_names_some() {
        enqueue(withEmails(Alerts.alert("named", Alerts.critical().severity(), true, "x"), "own@example.com"), "email");
        assertThat(outbox.due()).extracting(Notification::recipient).containsExactly("own@example.com");
        enqueue(Alerts.critical(), "email");

        assertThat(outbox.due()).extracting(Notification::recipient).containsExactly("ops@example.com");
    }

    @Test
    void the_end_of_an_alarm_that_was_told_is_sent_although_its_reminder_is_not() {
        told();
        enqueue(Alerts.critical(), "slack");
        enqueue(Alerts.end(), "slack");

        assertThat(states()).containsExactly(SENT, CANCELLED, PENDING);
        assertThat(outbox.due()).singleElement().satisfies(due -> assertThat(due.firing())
                .isFalse());
    }

    @Test
    void an_alarm_that_ends_before_it_was_tried_is_not_told() {
        enqueue(Alerts.critical(), "slack");
        enqueue(Alerts.end(), "slack");

        assertThat(states()).containsExactly(CANCELLED, CANCELLED);
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void an_end_waits_until_its_alarm_is_delivered() {
        enqueue(Alerts.critical(), "slack");
        Notification alarm = outbox.due().get(0);
        enqueue(Alerts.end(), "slack");
        assertThat(outbox.due()).isEmpty();
        outbox.failed(alarm, DeliveryFailure.passing("HTTP 500"));
        assertThat(outbox.due()).isEmpty();
        clock.advance(Duration.ofSeconds(2));

        assertThat(outbox.due()).containsExactly(alarm);
        outbox.delivered(alarm, "ok");
        assertThat(outbox.due()).singleElement().satisfies(due -> assertThat(due.firing())
                .isFalse());
    }

    @Test
    void an_end_without_an_alarm_is_nothing() {
        enqueue(Alerts.end(), "slack,email,sms,pagerduty");

        assertThat(journal).isEmpty();
    }

    @Test
    void an_end_reaches_a_recipient_who_was_told_although_the_list_has_changed() {
        enqueue(Alerts.critical(), "email");
        deliverAll();
        enqueue(withEmails(Alerts.end(), "new@example.com"), "email");

        assertThat(outbox.due()).extracting(Notification::recipient).containsExactly("ops@example.com");
    }

    @Test
    void a_newer_message_tells_also_what_an_older_one_would_have_told() {
        Alert ended = Alerts.alert("gone", Severity.WARNING, false, null);
        Alert one = Alerts.alert("one", Severity.WARNING, true, "x");
        Alert two = Alerts.alert("two", Severity.CRITICAL, true, "x");
        take("slack", Alerts.notice("group", Reason.MORE, one, ended));
        take("slack", Alerts.notice("group", Reason.MORE, one, two));

        assertThat(outbox.due())
                .singleElement()
                .extracting(due -> due.notice().alerts())
                .isEqualTo(List.of(two, one, ended));
    }

    @Test
    void a_channel_of_tickets_gets_one_for_each_alert() {
        Alert one = Alerts.alert("one", Severity.WARNING, true, "x");
        Alert two = Alerts.alert("two", Severity.CRITICAL, true, "x");
        take("pagerduty", Alerts.notice("group", Reason.FIRST, one, two));
        assertThat(deliverAll()).extracting(due -> due.notice().topic()).containsExactly("two/stripe", "one/stripe");

        take(
                "pagerduty",
                Alerts.notice("group", Reason.SOME_ENDED, two, Alerts.alert("one", Severity.WARNING, false, null)));
        assertThat(deliverAll()).singleElement().satisfies(due -> {
            assertThat(due.firing()).isFalse();
            assertThat(due.notice().topic()).isEqualTo("one/stripe");
        });
    }

    @Test
    void a_flood_is_one_ticket_that_ends_when_all_has_ended() {
        Alert[] flood = IntStream.range(0, 21)
                .mapToObj(i -> Alerts.alert("r" + i, Severity.WARNING, true, "x"))
                .toArray(Alert[]::new);
        take("pagerduty", Alerts.notice("group", Reason.FIRST, flood));
        assertThat(deliverAll())
                .singleElement()
                .satisfies(due -> assertThat(due.notice().topic()).isEqualTo("group"));

        Alert[] over =
                Arrays.stream(flood).map(alert -> alert.ended(clock.instant())).toArray(Alert[]::new);
        take("pagerduty", Alerts.notice("group", Reason.SOME_ENDED, flood[0], over[1]));
        assertThat(deliverAll()).isEmpty();
        take("pagerduty", Alerts.notice("group", Reason.ALL_ENDED, over));
        assertThat(deliverAll()).singleElement().satisfies(due -> {
            assertThat(due.firing()).isFalse();
            assertThat(due.notice().topic()).isEqualTo("group");
        });
    }
}
