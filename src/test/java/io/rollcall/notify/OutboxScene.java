package io.rollcall.notify;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Posting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** An outbox with a clock set by hand and a journal to look into. */
abstract class OutboxScene {
    static final Duration HOUR = Duration.ofHours(1);

    final HandSetClock clock = new HandSetClock(Alerts.START);
    final List<NotificationEntry> journal = new ArrayList<>();
    Outbox outbox = outbox(Alerts.settings());

    void enqueue(Alert alert, String channels) {
        for (String channel : channels.split(",")) {
            take(channel, Alerts.notice(alert));
        }
    }

    void take(String channel, Notice notice) {
        outbox.take(List.of(new Posting(channel, notice)), List.of());
    }

    void told() {
        enqueue(Alerts.critical(), "slack");
        deliverAll();
    }

    List<Notification> deliverAll() {
        List<Notification> due = outbox.due();
        due.forEach(notification -> outbox.delivered(notification, "receipt"));
        return due;
    }

    Notification due(String channel) {
        return outbox.due().stream()
                .filter(notification -> notification.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    void restart() {
        outbox = outbox(Alerts.settings());
        outbox.restore(latest());
    }

    NotificationEntry last() {
        return journal.get(journal.size() - 1);
    }

    Collection<NotificationEntry> latest() {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        journal.forEach(entry -> latest.put(entry.id(), entry));
        return latest.values();
    }

    List<NotificationState> states() {
        return latest().stream().map(NotificationEntry::state).toList();
    }

    static Alert withEmails(Alert alert, String email) {
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
                alert.runbook(),
                alert.dependents(),
                alert.labels(),
                alert.annotations());
    }

    Outbox outbox(ChannelSettings settings) {
        return new Outbox(
                entries -> entries.stream()
                        .filter(entry -> entry instanceof NotificationEntry)
                        .forEach(entry -> journal.add((NotificationEntry) entry)),
                clock,
                new Random(1),
                new Channels(settings));
    }
}
