package io.rollcall.notify;

import static io.rollcall.notify.NotificationState.CANCELLED;
import static io.rollcall.notify.NotificationState.DEAD;
import static io.rollcall.notify.NotificationState.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.group.Posting;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a delivery is tried, tried again and given up. */
class OutboxDeliveryTest extends OutboxScene {
    @Test
    void attempts_back_off_from_a_second_doubling_to_five_minutes() {
        enqueue(Alerts.critical(), "slack");
        List<Long> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 12; attempt++) {
            outbox.failed(outbox.due().get(0), DeliveryFailure.passing("HTTP 500"));
            Duration wait = Duration.between(clock.instant(), last().nextAttemptAt());
            waits.add(wait.toMillis());
            clock.advance(wait);
        }

        for (int attempt = 0; attempt < 12; attempt++) {
            long exact = Math.min(300_000, 1000L << attempt);
            assertThat(waits.get(attempt)).isBetween(exact * 3 / 4, exact * 5 / 4);
        }
    }

    @Test
    void retry_after_pauses_the_whole_channel_and_no_other() {
        enqueue(Alerts.critical(), "slack,pagerduty");
        Notification slack = due("slack");
        outbox.failed(slack, DeliveryFailure.of(429, Map.of("retry-after", "30"), "rate_limited"));
        enqueue(Alerts.alert("other", Alerts.critical().severity(), true, "x"), "slack,pagerduty");

        clock.advance(Duration.ofSeconds(29));
        assertThat(outbox.due()).extracting(Notification::channel).containsOnly("pagerduty");
        clock.advance(Duration.ofSeconds(2));
        assertThat(outbox.due()).extracting(Notification::channel).containsExactly("slack", "slack");
    }

    @Test
    void retry_after_may_be_a_date() {
        enqueue(Alerts.critical(), "slack");
        outbox.failed(
                outbox.due().get(0),
                DeliveryFailure.of(503, Map.of("Retry-After", "Sun, 01 Mar 2026 10:02:00 GMT"), null));

        assertThat(last().nextAttemptAt()).isBetween(Alerts.START.plusSeconds(120), Alerts.START.plusSeconds(121));
    }

    @Test
    void a_permanent_failure_is_dead_at_once_with_its_reason_and_takes_the_end_with_it() {
        enqueue(Alerts.critical(), "slack");
        Notification alarm = outbox.due().get(0);
        enqueue(Alerts.end(), "slack");
        outbox.failed(alarm, DeliveryFailure.of(404, Map.of(), "no_service"));

        assertThat(states()).containsExactly(DEAD, CANCELLED);
        assertThat(latest()).first().satisfies(dead -> assertThat(dead.lastError())
                .isEqualTo("HTTP 404: no_service"));
        assertThat(outbox.counts("slack")).isEqualTo(new ChannelCounts(0, 1, 1, 0));
    }

    @Test
    void what_was_given_up_is_tried_again_under_the_same_id_unless_something_newer_was_told() {
        enqueue(Alerts.critical(), "slack");
        Notification alarm = outbox.due().get(0);
        outbox.failed(alarm, DeliveryFailure.of(404, Map.of(), "no_service"));
        outbox.again(alarm);

        assertThat(states()).containsExactly(PENDING);
        assertThat(deliverAll()).containsExactly(alarm);
        clock.advance(HOUR);
        enqueue(Alerts.warning(), "slack");
        deliverAll();
        outbox.again(alarm);

        assertThat(outbox.due()).isEmpty();
        assertThat(last().state()).isEqualTo(CANCELLED);
    }

    @Test
    void a_text_message_without_an_answer_is_repeated_once_and_its_end_is_still_told() {
        enqueue(Alerts.critical(), "sms");
        List<Notification> alarms = outbox.due();
        DeliveryFailure silence = DeliveryFailure.of(new SocketTimeoutException("Read timed out"));
        alarms.forEach(alarm -> outbox.failed(alarm, silence));
        assertThat(last().lastError()).contains("may be a duplicate");
        clock.advance(Duration.ofSeconds(2));
        assertThat(outbox.due()).hasSize(2);
        alarms.forEach(alarm -> outbox.failed(alarm, silence));

        assertThat(states()).containsExactly(DEAD, DEAD);
        assertThat(last().lastError()).contains("it may have arrived");
        enqueue(Alerts.end(), "sms");
        assertThat(outbox.due()).hasSize(2);
    }

    @Test
    void slack_without_an_answer_is_repeated_as_long_as_any_other_failure() {
        enqueue(Alerts.critical(), "slack");
        for (int attempt = 0; attempt < 5; attempt++) {
            outbox.failed(outbox.due().get(0), DeliveryFailure.of(new IOException("reset")));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(states()).containsExactly(PENDING);
    }

    @Test
    void it_is_given_up_at_the_deadline_of_the_channel() {
        enqueue(Alerts.critical(), "sms");
        Duration tried = Duration.ZERO;
        while (outbox.counts("sms").dead() < 2 && tried.compareTo(Duration.ofHours(3)) < 0) {
            outbox.due().forEach(due -> outbox.failed(due, DeliveryFailure.passing("HTTP 500")));
            clock.advance(Duration.ofMinutes(1));
            tried = tried.plusMinutes(1);
        }

        assertThat(tried).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(61));
        assertThat(last().lastError()).isEqualTo("Not delivered within 1 h: HTTP 500");
    }

    @Test
    void the_most_severe_goes_first_and_a_burst_keeps_the_pace_of_the_channel() {
        for (int i = 0; i < 10; i++) {
            enqueue(Alerts.alert("rule-" + i, Alerts.warning().severity(), true, "x"), "slack");
        }
        enqueue(Alerts.alert("worst", Alerts.critical().severity(), true, "x"), "slack");

        List<Notification> burst = deliverAll();
        assertThat(burst).hasSize(5).first().satisfies(first -> assertThat(
                        first.lead().rule())
                .isEqualTo("worst"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(deliverAll()).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(deliverAll()).hasSize(2);
    }

    @Test
    void an_alarm_goes_out_although_it_cannot_be_journaled() {
        Outbox brave = new Outbox(
                entries -> {
                    throw new StoreException("No space left", new IOException("disk"));
                },
                clock,
                new Random(1),
                new Channels(Alerts.settings()));
        brave.take(List.of(new Posting("slack", Alerts.notice(Alerts.critical()))), List.of());

        assertThat(brave.due()).hasSize(1);
    }

    @Test
    void what_waits_for_a_recipient_that_has_left_is_dropped_and_nothing_fails() {
        enqueue(Alerts.critical(), "sms");
        List<Notification> due = outbox.due();
        enqueue(Alerts.end(), "sms");
        outbox.failed(due.get(0), DeliveryFailure.gone("HTTP 410"));
        outbox.delivered(due.get(1), "SM1");

        assertThat(latest())
                .filteredOn(entry -> entry.recipient().equals(due.get(0).recipient()))
                .hasSize(2)
                .allSatisfy(entry -> {
                    assertThat(entry.state()).isEqualTo(NotificationState.CANCELLED);
                    assertThat(entry.lastError()).isEqualTo("HTTP 410");
                });
        assertThat(outbox.counts("sms")).isEqualTo(new ChannelCounts(1, 0, 0, 1));
        assertThat(outbox.watch().look()).isEmpty();
        assertThat(outbox.due())
                .singleElement()
                .extracting(Notification::firing)
                .isEqualTo(false);
    }
}
