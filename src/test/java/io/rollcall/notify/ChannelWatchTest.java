package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a channel is said to fail, and over which. */
class ChannelWatchTest extends OutboxScene {
    @Test
    void a_message_that_is_given_up_is_an_alarm_once_and_the_next_that_arrives_ends_it() {
        enqueue(Alerts.critical(), "slack");
        outbox.failed(due("slack"), DeliveryFailure.permanent("HTTP 404: no_service"));

        assertThat(outbox.watch().look()).singleElement().satisfies(alarm -> {
            assertThat(alarm.fingerprint()).isEqualTo("channel-failing/channel:slack");
            assertThat(alarm.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alarm.status()).isEqualTo(Status.DOWN);
            assertThat(alarm.message()).isEqualTo("HTTP 404: no_service");
        });
        assertThat(outbox.watch().fingerprints()).containsExactly("channel-failing/channel:slack");
        assertThat(outbox.watch().look()).as("once").isEmpty();

        clock.advance(HOUR);
        enqueue(Alerts.alert("next", Severity.WARNING, true, "x"), "slack");
        deliverAll();

        assertThat(outbox.watch().look()).singleElement().satisfies(end -> {
            assertThat(end.firing()).isFalse();
            assertThat(end.at()).isEqualTo(clock.instant());
        });
        assertThat(outbox.watch().fingerprints()).isEmpty();
    }

    @Test
    void what_has_waited_for_five_minutes_is_an_alarm_and_a_hiccup_is_none() {
        enqueue(Alerts.critical(), "slack");
        outbox.failed(due("slack"), DeliveryFailure.passing("HTTP 500"));
        clock.advance(Duration.ofMinutes(4));
        assertThat(outbox.watch().look()).isEmpty();
        outbox.failed(due("slack"), DeliveryFailure.passing("HTTP 503"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(outbox.watch().look()).singleElement().satisfies(alarm -> {
            assertThat(alarm.startedAt()).isEqualTo(Alerts.START);
            assertThat(alarm.consecutiveFailures()).isEqualTo(2);
            assertThat(alarm.message()).isEqualTo("HTTP 503");
        });
    }

    @Test
    void one_number_that_is_refused_is_not_hidden_by_another_that_is_reached() {
        enqueue(Alerts.critical(), "sms");
        List<Notification> due = outbox.due();
        outbox.failed(due.get(0), DeliveryFailure.permanent("HTTP 400: 21211"));
        outbox.delivered(due.get(1), "SM1");

        assertThat(outbox.watch().look())
                .extracting(Alert::message)
                .containsExactly("HTTP 400: 21211 (" + due.get(0).recipient() + ")");
    }

    @Test
    void it_is_told_over_the_other_channels_only() {
        enqueue(Alerts.critical(), "slack");
        outbox.failed(due("slack"), DeliveryFailure.permanent("HTTP 404"));
        Alert alarm = outbox.watch().look().get(0);
        enqueue(alarm, "slack,email,pagerduty");

        assertThat(outbox.due()).extracting(Notification::channel).containsExactlyInAnyOrder("email", "pagerduty");

        Alert other = Alerts.alert("other", Severity.WARNING, true, "x");
        take("slack", Alerts.notice("group", Reason.FIRST, alarm, other));
        assertThat(outbox.due())
                .singleElement()
                .extracting(due -> due.notice().alerts())
                .isEqualTo(List.of(other));
    }

    @Test
    void after_a_restart_it_ends_only_when_the_channel_has_delivered_something_or_is_off() {
        enqueue(Alerts.critical(), "slack");
        outbox.failed(due("slack"), DeliveryFailure.permanent("HTTP 404"));
        Alert alarm = outbox.watch().look().get(0);
        outbox = outbox(Alerts.settings());

        assertThat(outbox.watch().knows(alarm)).isFalse();
        assertThat(outbox.watch().knows(Alerts.critical())).isTrue();
        assertThat(outbox(ChannelSettings.none()).watch().knows(alarm)).isTrue();
        enqueue(Alerts.alert("next", Severity.WARNING, true, "x"), "slack");
        deliverAll();
        assertThat(outbox.watch().knows(alarm)).isTrue();
    }

    @Test
    void a_recipient_of_long_ago_is_forgotten() {
        enqueue(withEmails(Alerts.critical(), "left@example.com"), "email");
        outbox.failed(due("email"), DeliveryFailure.permanent("SMTP 550"));
        assertThat(outbox.watch().look()).hasSize(1);
        clock.advance(Duration.ofHours(25));

        assertThat(outbox.watch().look()).singleElement().matches(alert -> !alert.firing());
    }
}
