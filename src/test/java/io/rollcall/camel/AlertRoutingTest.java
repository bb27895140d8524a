package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.Severity;
import io.rollcall.group.AlertGroups;
import io.rollcall.group.Receiver;
import io.rollcall.incoming.IncomingAlerts;
import io.rollcall.incoming.Said;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.Outbox;
import io.rollcall.store.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertRoutingTest {
    private final HandSetClock clock = new HandSetClock(Alerts.START);
    private final Journal journal = entries -> {};
    private final Receiver team = new Receiver(
            "team",
            List.of("slack"),
            List.of(),
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            true,
            List.of(),
            null);
    private final AlertGroups groups = new AlertGroups(
            (postings, entries) -> {}, journal, (firing, now) -> alert -> Optional.empty(), clock, Duration.ofHours(1));
    private final IncomingAlerts incoming = new IncomingAlerts(journal, clock, Duration.ofMinutes(5));

    private AlertRouting routing() {
        Channels channels = new Channels(ChannelSettings.none());
        AlertRules rules = new AlertRules(new Integrations(), new Judge(new Integrations(), journal), journal, clock);
        Outbox outbox = new Outbox(journal, clock, new Random(1), channels);
        return new AlertRouting(
                groups,
                channels,
                List.of(rules::fingerprints, incoming::fingerprints, outbox.watch()::fingerprints),
                outbox.watch()::knows);
    }

    @Test
    void an_alert_of_others_is_open_as_long_as_they_say_and_ends_when_nobody_knows_it() {
        AlertRouting routing = routing();
        incoming.tell(alert -> groups.fires(alert, List.of(team)));
        incoming.complete();
        groups.complete();
        incoming.take(List.of(
                new Said.Fires("s", "a", "r", "a", Severity.INFO, Alerts.START, null, Map.of(), Map.of(), null)));
        routing.reconcile();
        assertThat(groups.firing()).isEqualTo(1);

        // As if the process had been killed after the groups heard of it and before it was kept.
        incoming.tell(alert -> {});
        incoming.take(List.of(new Said.Ends("s", "a")));
        routing.reconcile();
        assertThat(groups.firing()).isZero();
    }
}
