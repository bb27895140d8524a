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
        enqueue(Alerts.critical(), "pagerduty");
        Notification inFlight = outbox.due().get(0);
        restart();

        assertThat(outbox.due()).as("was in flight").containsExactly(inFlight);
        enqueue(Alerts.end(), "pagerduty,slack");
        outbox.delivered(inFlight, "key");
        assertThat(outbox.due())
                .as("its end, and the end of what Slack was told before")
                .hasSize(2)
                .allSatisfy(due -> assertThat(due.firing()).isFalse());
    }

    @Test
    void after_a_restart_a_channel_that_is_off_now_gets_nothing() {
        enqueue(Alerts.critical(), "slack");
        outbox = outbox(ChannelSettings.none());
        outbox.restore(latest());

        assertThat(outbox.due()).isEmpty();
        assertThat(states()).containsExactly(CANCELLED);
    }

    @Test
    void what_came_up_before_the_last_run_was_known_wins() {
        enqueue(Alerts.critical(), "slack");
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
        enqueue(Alerts.warning(), "slack");
        List<NotificationEntry> lastRun = List.copyOf(latest());
        outbox = outbox(Alerts.settings());
        clock.advance(Duration.ofMinutes(1));
        enqueue(Alerts.critical(), "slack");
        outbox.restore(lastRun);

        assertThat(deliverAll()).singleElement().satisfies(due -> assertThat(due.id())
                .isEqualTo(lastRun.get(0).id()));
        assertThat(deliverAll()).hasSize(1);
    }
}
