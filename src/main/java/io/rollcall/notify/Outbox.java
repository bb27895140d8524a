package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told to whom, and when: holds back (requirement 002-22), keeps order, tries again, gives up. Everything
 * is journaled before it can be sent, so that nothing is lost when the process dies. Thread-safe.
 */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Journal journal;
    private final Clock clock;
    private final Channels channels;
    private final Duration holdBack;
    private final Backoff backoff;
    private final Map<Topic, Map<String, Lane>> topics = new HashMap<>();
    private final Map<String, Gate> gates = new TreeMap<>();

    private final Map<Topic, EarlyEnd> earlyEnds = new LinkedHashMap<>();
    private final Set<UUID> takenUp = new HashSet<>();
    private boolean restored;

    private record EarlyEnd(String channel, Alert alert) {}

    private record Topic(String channel, String rule, String integration) {
        static Topic of(Notification notification) {
            Alert alert = notification.alert();
            return new Topic(notification.channel(), alert.rule(), alert.integration());
        }
    }

    /** Holds a repeated alarm of the same rule, integration, channel and recipient back for so long. */
    public Outbox(Journal journal, Clock clock, RandomGenerator random, Channels channels, Duration holdBack) {
        this.journal = journal;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.channels = channels;
        this.holdBack = holdBack;
    }

    /** Asks for the alert to be told over the channels, comma-separated. A channel that is off is passed over. */
    public synchronized void enqueue(Alert alert, String channelNames) {
        Instant now = clock.instant();
        List<Queued> changed = new ArrayList<>();
        for (String name : channelNames.split(",", -1)) {
            String channel = name.strip();
            if (!channels.isOn(channel)) {
                continue;
            }
            Topic topic = new Topic(channel, alert.rule(), alert.integration());
            noteEarlyEnd(topic, alert);
            for (String recipient : recipients(topic, alert)) {
                Queued queued = new Queued(new Notification(UUID.randomUUID(), channel, recipient, alert, now));
                Lane lane = lane(queued.notification);
                changed.addAll(alert.firing() ? lane.addFiring(queued, now) : lane.addEnd(queued));
            }
        }
        record(changed);
    }

    /** Those whose time has come, the most severe first. Each must come back by {@code delivered} or {@code failed}. */
    public synchronized List<Notification> due() {
        Instant now = clock.instant();
        List<Queued> ready = lanes().flatMap(lane -> lane.due(now).stream())
                .sorted(Comparator.comparing(Queued::severity)
                        .reversed()
                        .thenComparing(queued -> queued.notification.createdAt()))
                .toList();
        List<Queued> released = new ArrayList<>();
        List<Notification> due = new ArrayList<>();
        for (Queued queued : ready) {
            Gate gate = gate(queued.notification.channel());
            if (gate.isOpen(now)) {
                gate.take(now);
                boolean wasHeld = queued.state() == NotificationState.HELD;
                queued.take(now);
                if (wasHeld) {
                    released.add(queued);
                }
                due.add(queued.notification);
            }
        }
        record(released);
        topics.values().forEach(lanes -> lanes.values().removeIf(lane -> lane.forgettable(now)));
        topics.values().removeIf(Map::isEmpty);
        return due;
    }

    /** The channel has accepted it, and calls it by the receipt. */
    public synchronized void delivered(Notification notification, @Nullable String receipt) {
        Lane lane = lane(notification);
        if (lane.inFlight(notification).isEmpty()) {
            return;
        }
        Gate gate = gate(notification.channel());
        gate.giveBack();
        gate.sent++;
        record(lane.delivered(receipt, clock.instant()));
        LOG.info("Notification sent {}", facts(notification));
    }

    /** It could not be delivered: tried again later, or given up. */
    public synchronized void failed(Notification notification, DeliveryFailure failure) {
        Lane lane = lane(notification);
        Queued queued = lane.inFlight(notification).orElse(null);
        if (queued == null) {
            return;
        }
        Instant now = clock.instant();
        Gate gate = gate(notification.channel());
        gate.giveBack();
        gate.failed++;
        if (failure.kind() == DeliveryFailure.Kind.AMBIGUOUS) {
            queued.countUncertain();
        }
        Instant next = nextAttempt(queued, failure, gate, now);
        String end = reasonToGiveUp(queued, failure, gate.policy, next);
        if (end == null) {
            queued.retry(next, failure);
            record(List.of(queued));
            LOG.warn(
                    "Notification failed {} attempt={} reason={}",
                    facts(notification),
                    queued.attempts(),
                    failure.reason());
        } else {
            gate.dead++;
            record(lane.dead(end, now));
            LOG.error("Notification given up {} reason={}", facts(notification), end);
        }
    }

    /**
     * Takes up again what was pending or held in the last run, and knows what was last told; also when this comes long
     * after the start because the database was away. Needs the entries of both states,
     * and of those sent at least the last alarm and the last end of each channel, recipient, rule and integration.
     */
    public synchronized void restore(Collection<NotificationEntry> entries) {
        resume(entries);
        List<EarlyEnd> ends = List.copyOf(earlyEnds.values());
        earlyEnds.clear();
        takenUp.clear();
        ends.forEach(end -> enqueue(end.alert(), end.channel()));
        restored = true;
    }

    /** The same with what is known before {@link #restore} can be called; repeats are dropped. */
    public synchronized void resume(Collection<NotificationEntry> entries) {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        entries.forEach(entry -> latest.put(entry.id(), entry));
        latest.values().stream()
                .filter(entry -> entry.state() == NotificationState.SENT)
                .forEach(entry -> lane(entry.notification()).wasSent(entry.notification(), sentAt(entry)));
        List<Queued> cancelled = new ArrayList<>();
        Map<Lane, Queued> firsts = new HashMap<>();
        latest.values().stream()
                .filter(entry -> !entry.state().isFinal() && takenUp.add(entry.id()))
                .sorted(Comparator.comparing(NotificationEntry::createdAt).reversed())
                .map(Queued::of)
                .forEach(queued -> {
                    Lane lane = lane(queued.notification);
                    if (!channels.isOn(queued.notification.channel())) {
                        queued.finish(NotificationState.CANCELLED, "The channel is off");
                        cancelled.add(queued);
                    } else if (lane.restore(queued)) {
                        firsts.put(lane, queued);
                    } else {
                        cancelled.add(queued);
                    }
                });
        firsts.values().forEach(Queued::mayHaveBeenInFlight);
        record(cancelled);
    }

    /** How the channel has done since start. */
    public synchronized ChannelCounts counts(String channel) {
        Gate gate = gate(channel);
        List<Queued> waiting = lanes().flatMap(Lane::waiting)
                .filter(queued -> queued.notification.channel().equals(channel))
                .toList();
        long held = waiting.stream()
                .filter(queued -> queued.state() == NotificationState.HELD)
                .count();
        return new ChannelCounts(gate.sent, gate.failed, gate.dead, waiting.size() - held, held);
    }

    /** An end goes to everyone who may have been told, also when the list of recipients has changed since. */
    private Collection<String> recipients(Topic topic, Alert alert) {
        return alert.firing()
                ? channels.recipients(topic.channel(), alert)
                : List.copyOf(topics.getOrDefault(topic, Map.of()).keySet());
    }

    /** Until the last run is known, an end may belong to an alarm that was told then. */
    private void noteEarlyEnd(Topic topic, Alert alert) {
        if (restored) {
            return;
        }
        if (alert.firing()) {
            earlyEnds.remove(topic);
        } else {
            earlyEnds.put(topic, new EarlyEnd(topic.channel(), alert));
        }
    }

    private Instant nextAttempt(Queued queued, DeliveryFailure failure, Gate gate, Instant now) {
        Instant next = backoff.next(now, queued.attempts());
        Instant asked = failure.notBefore(now)
                .map(notBefore -> backoff.asked(now, notBefore))
                .orElse(null);
        if (asked == null) {
            return next;
        }
        gate.pause(asked);
        return backoff.after(asked);
    }

    private static @Nullable String reasonToGiveUp(
            Queued queued, DeliveryFailure failure, ChannelPolicy policy, Instant next) {
        return switch (failure.kind()) {
            case PERMANENT -> failure.reason();
            case AMBIGUOUS, PASSING -> {
                if (queued.uncertain() > policy.uncertainRepeats()) {
                    yield failure.reason() + "; not repeated again, it may have arrived";
                }
                boolean late = next.isAfter(queued.firstAttemptAt().plus(policy.deadline()));
                yield late ? "Not delivered within " + Story.words(policy.deadline()) + ": " + failure.reason() : null;
            }
        };
    }

    /** A notification goes out even when it cannot be journaled: a full disk must not silence an alarm. */
    private void record(List<Queued> changed) {
        if (changed.isEmpty()) {
            return;
        }
        try {
            journal.append(changed.stream().map(Queued::entry).toList());
        } catch (StoreException e) {
            LOG.error("Notifications not journaled: they are delivered, but would be lost in a crash", e);
        }
    }

    private static Instant sentAt(NotificationEntry sent) {
        return sent.sentAt() == null ? sent.createdAt() : sent.sentAt();
    }

    private Lane lane(Notification notification) {
        return topics.computeIfAbsent(Topic.of(notification), topic -> new TreeMap<>())
                .computeIfAbsent(notification.recipient(), recipient -> new Lane(holdBack));
    }

    private Stream<Lane> lanes() {
        return topics.values().stream().flatMap(lanes -> lanes.values().stream());
    }

    private Gate gate(String channel) {
        return gates.computeIfAbsent(channel, name -> new Gate(channels.policy(name)));
    }

    private static String facts(Notification notification) {
        Alert alert = notification.alert();
        return "channel=" + notification.channel() + " rule=" + alert.rule() + " integration=" + alert.integration()
                + " severity=" + alert.severity().word() + " firing=" + alert.firing() + " id=" + notification.id();
    }
}
