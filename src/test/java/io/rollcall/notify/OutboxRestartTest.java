package io.rollcall.notify;

import static io.rollcall.notify.NotificationState.CANCELLED;
import static io.rollcall.notify.NotificationState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a new run of the engine takes up from the last one. */
class OutboxRestartTest extends OutboxScene {
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
}
