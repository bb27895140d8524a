package io.rollcall.notify;

import static io.rollcall.notify.NotificationState.CANCELLED;
import static io.rollcall.notify.NotificationState.DEAD;
import static io.rollcall.notify.NotificationState.HELD;
import static io.rollcall.notify.NotificationState.PENDING;
import static io.rollcall.notify.NotificationState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final HandSetClock clock = new HandSetClock(Alerts.START);
    private final List<NotificationEntry> journal = new ArrayList<>();
    private Outbox outbox = outbox(Alerts.settings());

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

    @Test
    void attempts_back_off_from_a_second_doubling_to_five_minutes() {
        outbox.enqueue(Alerts.critical(), "slack");
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
        outbox.enqueue(Alerts.critical(), "slack,pagerduty");
        Notification slack = due("slack");
        outbox.failed(slack, DeliveryFailure.of(429, Map.of("retry-after", "30"), "rate_limited"));
        outbox.enqueue(Alerts.alert("other", Alerts.critical().severity(), true, "x"), "slack,pagerduty");

        clock.advance(Duration.ofSeconds(29));
        assertThat(outbox.due()).extracting(Notification::channel).containsOnly("pagerduty");
        clock.advance(Duration.ofSeconds(2));
        assertThat(outbox.due()).extracting(Notification::channel).containsExactly("slack", "slack");
    }

    @Test
    void retry_after_may_be_a_date() {
        outbox.enqueue(Alerts.critical(), "slack");
        outbox.failed(
                outbox.due().get(0),
                DeliveryFailure.of(503, Map.of("Retry-After", "Sun, 01 Mar 2026 10:02:00 GMT"), null));

        assertThat(last().nextAttemptAt()).isBetween(Alerts.START.plusSeconds(120), Alerts.START.plusSeconds(121));
    }

    @Test
    void a_permanent_failure_is_dead_at_once_with_its_reason_and_takes_the_end_with_it() {
        outbox.enqueue(Alerts.critical(), "slack");
        Notification alarm = outbox.due().get(0);
        outbox.enqueue(Alerts.end(), "slack");
        outbox.failed(alarm, DeliveryFailure.of(404, Map.of(), "no_service"));

        assertThat(states()).containsExactly(DEAD, CANCELLED);
        assertThat(latest()).first().satisfies(dead -> assertThat(dead.lastError())
                .isEqualTo("HTTP 404: no_service"));
        assertThat(outbox.counts("slack")).isEqualTo(new ChannelCounts(0, 1, 1, 0, 0));
    }

    @Test
    void a_text_message_without_an_answer_is_repeated_once_and_its_end_is_still_told() {
        outbox.enqueue(Alerts.critical(), "sms");
        List<Notification> alarms = outbox.due();
        DeliveryFailure silence = DeliveryFailure.of(new SocketTimeoutException("Read timed out"));
        alarms.forEach(alarm -> outbox.failed(alarm, silence));
        assertThat(last().lastError()).contains("may be a duplicate");
        clock.advance(Duration.ofSeconds(2));
        assertThat(outbox.due()).hasSize(2);
        alarms.forEach(alarm -> outbox.failed(alarm, silence));

        assertThat(states()).containsExactly(DEAD, DEAD);
        assertThat(last().lastError()).contains("it may have arrived");
        outbox.enqueue(Alerts.end(), "sms");
        assertThat(outbox.due()).hasSize(2);
    }

    @Test
    void slack_without_an_answer_is_repeated_as_long_as_any_other_failure() {
        outbox.enqueue(Alerts.critical(), "slack");
        for (int attempt = 0; attempt < 5; attempt++) {
            outbox.failed(outbox.due().get(0), DeliveryFailure.of(new IOException("reset")));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(states()).containsExactly(PENDING);
    }

    @Test
    void it_is_given_up_at_the_deadline_of_the_channel() {
        outbox.enqueue(Alerts.critical(), "sms");
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
            outbox.enqueue(Alerts.alert("rule-" + i, Alerts.warning().severity(), true, "x"), "slack");
        }
        outbox.enqueue(Alerts.alert("worst", Alerts.critical().severity(), true, "x"), "slack");

        List<Notification> burst = deliverAll();
        assertThat(burst).hasSize(5).first().satisfies(first -> assertThat(
                        first.alert().rule())
                .isEqualTo("worst"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(deliverAll()).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(deliverAll()).hasSize(2);
    }

    @Test
    void after_a_restart_it_goes_on_where_it_was() {
        told();
        outbox.enqueue(Alerts.critical(), "slack");
        outbox.enqueue(Alerts.critical(), "pagerduty");
        Notification inFlight = outbox.due().get(0);
        restart();

        assertThat(outbox.due()).as("was in flight").containsExactly(inFlight);
        outbox.enqueue(Alerts.end(), "pagerduty,slack");
        outbox.delivered(inFlight, "key");
        assertThat(outbox.due())
                .as("its end, and the end of what Slack was told before")
                .hasSize(2)
                .allSatisfy(due -> assertThat(due.alert().firing()).isFalse());
    }

    @Test
    void after_a_restart_the_hold_back_is_still_known() {
        told();
        outbox.enqueue(Alerts.end(), "slack");
        deliverAll();
        restart();
        outbox.enqueue(Alerts.critical(), "slack");

        assertThat(outbox.due()).isEmpty();
        clock.advance(HOUR);
        assertThat(outbox.due()).hasSize(1);
    }

    @Test
    void after_a_restart_a_channel_that_is_off_now_gets_nothing() {
        outbox.enqueue(Alerts.critical(), "slack");
        outbox = outbox(new ChannelSettings(null, null, null, null));
        outbox.restore(latest());

        assertThat(outbox.due()).isEmpty();
        assertThat(states()).containsExactly(CANCELLED);
    }

    @Test
    void the_end_of_an_alarm_of_the_last_run_is_told_although_it_came_before_that_run_was_known() {
        told();
        List<NotificationEntry> lastRun = List.copyOf(latest());
        outbox = outbox(Alerts.settings());
        outbox.enqueue(Alerts.end(), "slack");
        assertThat(outbox.due()).isEmpty();
        outbox.restore(lastRun);

        assertThat(outbox.due())
                .singleElement()
                .satisfies(due -> assertThat(due.alert().firing()).isFalse());
    }

    @Test
    void what_came_up_before_the_last_run_was_known_wins() {
        outbox.enqueue(Alerts.critical(), "slack");
        List<NotificationEntry> lastRun = List.copyOf(latest());
        outbox = outbox(Alerts.settings());
        clock.advance(Duration.ofMinutes(1));
        told();
        outbox.restore(lastRun);

        assertThat(outbox.due()).isEmpty();
        assertThat(states()).containsExactly(CANCELLED, SENT);
    }

    @Test
    void what_the_last_run_left_goes_before_what_waits_now() {
        outbox.enqueue(Alerts.warning(), "slack");
        List<NotificationEntry> lastRun = List.copyOf(latest());
        outbox = outbox(Alerts.settings());
        clock.advance(Duration.ofMinutes(1));
        outbox.enqueue(Alerts.critical(), "slack");
        outbox.restore(lastRun);

        assertThat(deliverAll()).singleElement().satisfies(due -> assertThat(due.id())
                .isEqualTo(lastRun.get(0).id()));
        assertThat(deliverAll()).hasSize(1);
    }

    @Test
    void an_alarm_goes_out_although_it_cannot_be_journaled() {
        Outbox brave = new Outbox(
                entries -> {
                    throw new StoreException("No space left", new IOException("disk"));
                },
                clock,
                new Random(1),
                new Channels(Alerts.settings()),
                HOUR);
        brave.enqueue(Alerts.critical(), "slack");

        assertThat(brave.due()).hasSize(1);
    }

    private void told() {
        outbox.enqueue(Alerts.critical(), "slack");
        deliverAll();
    }

    private List<Notification> deliverAll() {
        List<Notification> due = outbox.due();
        due.forEach(notification -> outbox.delivered(notification, "receipt"));
        return due;
    }

    private Notification due(String channel) {
        return outbox.due().stream()
                .filter(notification -> notification.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private void restart() {
        outbox = outbox(Alerts.settings());
        outbox.restore(latest());
    }

    private NotificationEntry last() {
        return journal.get(journal.size() - 1);
    }

    private Collection<NotificationEntry> latest() {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        journal.forEach(entry -> latest.put(entry.id(), entry));
        return latest.values();
    }

    private List<NotificationState> states() {
        return latest().stream().map(NotificationEntry::state).toList();
    }

    private static Alert withEmails(Alert alert, String email) {
        return new Alert(
                alert.rule(),
                alert.condition(),
                alert.severity(),
                alert.firing(),
                alert.integration(),
                alert.name(),
                alert.kind(),
                alert.group(),
                alert.status(),
                alert.startedAt(),
                alert.at(),
                alert.consecutiveFailures(),
                alert.latency(),
                alert.message(),
                List.of(email),
                alert.runbook());
    }

    private Outbox outbox(ChannelSettings settings) {
        return new Outbox(
                entries -> entries.forEach(entry -> journal.add((NotificationEntry) entry)),
                clock,
                new Random(1),
                new Channels(settings),
                HOUR);
    }
}
