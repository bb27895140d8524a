package io.rollcall.notify;

import static io.rollcall.notify.NotificationState.CANCELLED;
import static io.rollcall.notify.NotificationState.HELD;
import static io.rollcall.notify.NotificationState.PENDING;
import static io.rollcall.notify.NotificationState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told to whom, and what is held back. */
class OutboxTest extends OutboxScene {
    @Test
    void an_alarm_is_due_at_once_and_journaled_before() {
        outbox.enqueue(Alerts.critical(), "slack");

        assertThat(states()).containsExactly(PENDING);
        assertThat(outbox.due()).singleElement().satisfies(due -> {
            assertThat(due.channel()).isEqualTo("slack");
            assertThat(due.id()).isEqualTo(journal.get(0).id());
        });
        assertThat(outbox.due()).as("in flight").isEmpty();
    }

    @Test
    void what_was_delivered_is_kept_with_its_receipt() {
        outbox.enqueue(Alerts.critical(), "pagerduty");
        deliverAll();

        NotificationEntry entry = latest().iterator().next();
        assertThat(entry.state()).isEqualTo(SENT);
        assertThat(entry.receipt()).isEqualTo("receipt");
        assertThat(entry.sentAt()).isEqualTo(clock.instant());
        assertThat(entry.attempts()).isEqualTo(1);
        assertThat(outbox.counts("pagerduty")).isEqualTo(new ChannelCounts(1, 0, 0, 0, 0));
    }

    @Test
    void a_channel_without_settings_is_passed_over_quietly() {
        outbox = outbox(new ChannelSettings(null, null, null, null));

        outbox.enqueue(Alerts.critical(), "slack,email,sms,pagerduty");

        assertThat(journal).isEmpty();
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void a_channel_that_someone_added_as_a_route_is_on() {
        outbox.enqueue(Alerts.critical(), "teams");

        assertThat(outbox.due())
                .singleElement()
                .extracting(Notification::channel)
                .isEqualTo("teams");
    }

    @Test
    void each_recipient_of_a_text_message_has_a_notification_of_their_own() {
        outbox.enqueue(Alerts.critical(), "sms");

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
        outbox.enqueue(
                withEmails(Alerts.alert("named", Alerts.critical().severity(), true, "x"), "own@example.com"), "email");
        assertThat(outbox.due()).extracting(Notification::recipient).containsExactly("own@example.com");
        outbox.enqueue(Alerts.critical(), "email");

        assertThat(outbox.due()).extracting(Notification::recipient).containsExactly("ops@example.com");
    }

    @Test
    void a_second_alarm_within_the_hour_is_held_until_it_ends() {
        told();
        clock.advance(Duration.ofMinutes(10));
        outbox.enqueue(Alerts.end(), "slack");
        deliverAll();
        clock.advance(Duration.ofMinutes(10));
        outbox.enqueue(Alerts.critical(), "slack");

        assertThat(states()).containsExactly(SENT, SENT, HELD);
        assertThat(outbox.counts("slack").held()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(39));
        assertThat(outbox.due()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(outbox.due()).hasSize(1);
    }

    @Test
    void an_alarm_that_ends_while_it_is_held_is_cancelled_together_with_its_end() {
        told();
        outbox.enqueue(Alerts.end(), "slack");
        deliverAll();
        outbox.enqueue(Alerts.critical(), "slack");
        outbox.enqueue(Alerts.end(), "slack");

        assertThat(states()).containsExactly(SENT, SENT, CANCELLED, CANCELLED);
        clock.advance(HOUR.multipliedBy(2));
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void the_end_of_an_alarm_that_was_told_is_sent_although_its_reminder_is_held() {
        told();
        outbox.enqueue(Alerts.critical(), "slack");
        outbox.enqueue(Alerts.end(), "slack");

        assertThat(states()).containsExactly(SENT, CANCELLED, PENDING);
        assertThat(outbox.due())
                .singleElement()
                .satisfies(due -> assertThat(due.alert().firing()).isFalse());
    }

    @Test
    void a_rise_in_severity_passes_the_hold_back_and_a_fall_does_not() {
        outbox.enqueue(Alerts.warning(), "slack");
        deliverAll();
        outbox.enqueue(Alerts.critical(), "slack");
        assertThat(deliverAll()).as("rise").hasSize(1);
        outbox.enqueue(Alerts.warning(), "slack");
        assertThat(deliverAll()).as("fall").isEmpty();
    }

    @Test
    void an_alarm_that_ends_before_it_was_tried_is_not_told() {
        outbox.enqueue(Alerts.critical(), "slack");
        outbox.enqueue(Alerts.end(), "slack");

        assertThat(states()).containsExactly(CANCELLED, CANCELLED);
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void an_end_waits_until_its_alarm_is_delivered() {
        outbox.enqueue(Alerts.critical(), "slack");
        Notification alarm = outbox.due().get(0);
        outbox.enqueue(Alerts.end(), "slack");
        assertThat(outbox.due()).isEmpty();
        outbox.failed(alarm, DeliveryFailure.passing("HTTP 500"));
        assertThat(outbox.due()).isEmpty();
        clock.advance(Duration.ofSeconds(2));

        assertThat(outbox.due()).containsExactly(alarm);
        outbox.delivered(alarm, "ok");
        assertThat(outbox.due())
                .singleElement()
                .satisfies(due -> assertThat(due.alert().firing()).isFalse());
    }

    @Test
    void an_end_without_an_alarm_is_nothing() {
        outbox.enqueue(Alerts.end(), "slack,email,sms,pagerduty");

        assertThat(journal).isEmpty();
    }

    @Test
    void an_end_reaches_a_recipient_who_was_told_although_the_list_has_changed() {
        outbox.enqueue(Alerts.critical(), "email");
        deliverAll();
        outbox.enqueue(withEmails(Alerts.end(), "new@example.com"), "email");

        assertThat(outbox.due()).extracting(Notification::recipient).containsExactly("ops@example.com");
    }
}
