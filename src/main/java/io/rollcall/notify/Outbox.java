package io.rollcall.notify;

import io.rollcall.group.Notice;
import io.rollcall.group.Post;
import io.rollcall.group.Posting;
import io.rollcall.notify.People.Reached;
import io.rollcall.store.Journal;
import io.rollcall.store.JournalEntry;
import java.time.Clock;
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
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told to whom: keeps order, tries again, gives up. Everything is journaled before it can be sent, so that
 * nothing is lost when the process dies. Thread-safe.
 */
public final class Outbox implements Post {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Keeping keeping;
    private final Clock clock;
    private final Channels channels;
    private final Division division;
    private final Backoff backoff;
    private final ChannelWatch watch;
    private final Lanes lanes = new Lanes();
    private final Bundles bundles;
    private final Aftermath aftermath;
    private final OptOuts optOuts;
    private final Gates gates;
    private final Set<UUID> takenUp = new HashSet<>();

    public Outbox(Journal journal, Clock clock, RandomGenerator random, Channels channels) {
        this.keeping = new Keeping(journal);
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.channels = channels;
        this.bundles = new Bundles(channels);
        this.division = new Division(channels);
        this.watch = new ChannelWatch(clock, channels);
        this.gates = new Gates(channels);
        this.aftermath = new Aftermath(channels, lanes, gates, watch);
        this.optOuts = new OptOuts(journal, clock);
    }

    /** Which channels fail. */
    public ChannelWatch watch() {
        return watch;
    }

    /** Who wants to be sent nothing. */
    public OptOuts optOuts() {
        return optOuts;
    }

    /** Takes the notices. A channel that is off is passed over. */
    @Override
    public synchronized void take(List<Posting> postings, List<? extends JournalEntry> alsoKeep) {
        Instant now = clock.instant();
        Map<UUID, Queued> changed = new LinkedHashMap<>();
        for (Posting posting : postings) {
            if (channels.isOn(posting.channel())) {
                for (Notice notice : division.parts(posting, topic -> lanes.isOpen(posting.channel(), topic))) {
                    add(posting, notice, now).forEach(queued -> changed.put(queued.id(), queued));
                }
            }
        }
        List<JournalEntry> entries = new ArrayList<>(alsoKeep);
        changed.values().forEach(queued -> entries.add(queued.entry()));
        keeping.keep(entries);
    }

    private List<Queued> add(Posting posting, Notice notice, Instant now) {
        List<Queued> changed = new ArrayList<>();
        Reached reached = division.recipients(posting, notice, lanes, now);
        Notice said = notice.remarking(reached.remarks());
        for (String recipient : reached.addresses()) {
            Queued queued = new Queued(new Notification(UUID.randomUUID(), posting.channel(), recipient, said, now));
            if (optOuts.has(posting.channel(), recipient)) {
                queued.finish(NotificationState.CANCELLED, OptOuts.REASON);
                LOG.warn("Notification not sent {} reason={}", queued.facts(), OptOuts.REASON);
                changed.add(queued);
            } else {
                Lane lane = lanes.of(queued.notification());
                changed.addAll(notice.firing() ? lane.addFiring(queued) : lane.addEnd(queued));
            }
        }
        return changed;
    }

    /**
     * Those whose time has come, the most severe first; what the limit of a recipient has no room for is one message. Each
     * must come back by {@code delivered} or {@code failed}.
     */
    public synchronized List<Notification> due() {
        Instant now = clock.instant();
        List<Notification> due = new ArrayList<>();
        for (List<Queued> together : bundles.messages(lanes.due(now), now)) {
            Gate gate = gates.of(together.get(0).notification().channel());
            if (gate.isOpen(now)) {
                gate.take(now);
                due.add(bundles.take(
                        together, queued -> lanes.of(queued.notification()).receipt(), now));
            }
        }
        lanes.forget();
        return due;
    }

    /** The channel has accepted it, and calls it by the receipt. */
    public synchronized void delivered(Notification message, @Nullable String receipt) {
        List<Notification> parts = inFlight(message);
        if (parts.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Gate gate = gates.of(message.channel());
        gate.giveBack();
        gate.sent++;
        bundles.delivered(message, receipt, now);
        watch.delivered(message);
        List<Queued> sent = parts.stream()
                .flatMap(part -> lanes.of(part).delivered(receipt, now).stream())
                .toList();
        sent.forEach(queued -> aftermath.sent(queued.entry()));
        keeping.record(sent);
        LOG.info("Notification sent {}", message.facts());
    }

    /** It could not be delivered: tried again later, or given up. */
    public synchronized void failed(Notification message, DeliveryFailure failure) {
        List<Notification> parts = inFlight(message);
        if (parts.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Gate gate = gates.of(message.channel());
        gate.giveBack();
        if (failure.kind() == DeliveryFailure.Kind.GONE) {
            bundles.failed(message, failure, now);
            watch.left(message);
            parts.forEach(part -> keeping.record(lanes.of(part).left(failure.reason())));
            LOG.info("Recipient left {} reason={}", message.facts(), failure.reason());
            return;
        }
        gate.failed++;
        bundles.failed(message, failure, now);
        if (failure.kind() == DeliveryFailure.Kind.UNWANTED) {
            optOuts.set(message.channel(), message.recipient(), true);
        }
        int attempts = lanes.of(parts.get(0))
                .inFlight(parts.get(0))
                .map(Queued::attempts)
                .orElse(1);
        Instant next = backoff.next(now, attempts, failure, gate);
        for (Notification part : parts) {
            lanes.of(part).inFlight(part).ifPresent(queued -> failed(queued, failure, next, gate));
        }
    }

    private void failed(Queued queued, DeliveryFailure failure, Instant next, Gate gate) {
        Notification notification = queued.notification();
        if (failure.kind() == DeliveryFailure.Kind.AMBIGUOUS) {
            queued.countUncertain();
        }
        String end = queued.reasonToGiveUp(failure, gate.policy, next);
        watch.failed(notification, failure.reason(), end != null);
        if (end == null) {
            queued.retry(next, failure);
            keeping.record(List.of(queued));
            LOG.warn(
                    "Notification failed {} attempt={} reason={}",
                    notification.facts(),
                    queued.attempts(),
                    failure.reason());
        } else {
            gate.dead++;
            keeping.record(lanes.of(notification).dead(end));
            LOG.error("Notification given up {} reason={}", notification.facts(), end);
        }
    }

    /** True when the channel has accepted a message under that name lately. */
    synchronized boolean knows(String receipt) {
        return aftermath.knows(receipt);
    }

    /** The channel says that the message has reached its recipient. False when there is no such message. */
    synchronized boolean arrived(String receipt) {
        keeping.keep(aftermath.arrived(receipt, clock.instant()));
        return aftermath.knows(receipt);
    }

    /** The channel says that a message which it had accepted has reached nobody. False when there is no such message. */
    synchronized boolean lost(String receipt, String reason) {
        keeping.keep(aftermath.lost(receipt, reason, clock.instant()));
        return aftermath.knows(receipt);
    }

    /** What the message is about, as far as it has not come back. */
    private List<Notification> inFlight(Notification message) {
        return bundles.parts(message).stream()
                .filter(part -> lanes.of(part).inFlight(part).isPresent())
                .toList();
    }

    /**
     * Takes up again what was pending in the last run, and knows what was last told; also when this comes long after the
     * start because the database was away. What was given before is dropped. Needs the pending entries, and of those sent at
     * least the last alarm and the last end of each channel, recipient and topic.
     */
    public synchronized void restore(Collection<NotificationEntry> entries) {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        entries.forEach(entry -> latest.put(entry.id(), entry));
        latest.values().stream()
                .filter(entry -> entry.state() == NotificationState.SENT)
                .forEach(this::wasSent);
        List<Queued> cancelled = new ArrayList<>();
        Map<Lane, Queued> firsts = new HashMap<>();
        latest.values().stream()
                .filter(entry -> !entry.state().isFinal() && takenUp.add(entry.id()))
                .sorted(Comparator.comparing(NotificationEntry::createdAt).reversed())
                .map(Queued::of)
                .forEach(queued -> {
                    Lane lane = lanes.of(queued.notification());
                    if (!channels.isOn(queued.notification().channel())) {
                        queued.finish(NotificationState.CANCELLED, "The channel is off");
                        cancelled.add(queued);
                    } else if (lane.restore(queued)) {
                        firsts.put(lane, queued);
                    } else {
                        cancelled.add(queued);
                    }
                });
        firsts.values().forEach(Queued::mayHaveBeenInFlight);
        keeping.record(cancelled);
    }

    private void wasSent(NotificationEntry entry) {
        lanes.of(entry.notification()).wasSent(entry.notification(), entry.toldAt(), entry.receipt());
        bundles.wasSent(SentMessage.of(entry));
        aftermath.sent(entry);
    }

    /** What was sent in the last run counts for each recipient's limit. */
    public synchronized void restoreSent(Collection<SentMessage> messages) {
        messages.forEach(bundles::wasSent);
    }

    /** Tries again what was given up, unless something newer was told, or the channel is off. */
    public synchronized void again(Notification dead) {
        Queued queued = new Queued(dead);
        takenUp.add(dead.id());
        if (!channels.isOn(dead.channel())) {
            queued.finish(NotificationState.CANCELLED, "The channel is off");
        } else {
            lanes.of(dead).restore(queued);
        }
        keeping.record(List.of(queued));
    }

    /** The topics that something was told about, or is to be, over the channel, and that are not over. */
    public synchronized List<String> topics(String channel) {
        return lanes.topics(channel);
    }

    /** True while the recipient's last word about it is that it fires. */
    synchronized boolean isOpen(String channel, String topic, String recipient) {
        return lanes.open(channel, topic).contains(recipient);
    }

    /** How the channel has done since start. */
    public synchronized ChannelCounts counts(String channel) {
        Gate gate = gates.of(channel);
        long waiting = lanes.all()
                .flatMap(Lane::waiting)
                .filter(queued -> queued.notification().channel().equals(channel))
                .count();
        return new ChannelCounts(gate.sent, gate.failed, gate.dead, waiting);
    }
}
