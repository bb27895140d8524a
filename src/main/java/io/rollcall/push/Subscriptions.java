package io.rollcall.push;

import io.rollcall.alert.Severity;
import io.rollcall.store.Journal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The browsers that want to be told, of all runs. A change is in the journal before it counts. Thread-safe. */
public final class Subscriptions {
    /** Far more than people on call have browsers. */
    private static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final Journal journal;
    private final Clock clock;
    private final boolean privateAddresses;
    /** Removed ones are remembered, so that a record from before cannot bring them back. */
    private final Map<String, SubscriptionEntry> latest = new TreeMap<>();

    private boolean complete;

    /** @param privateAddresses whether a push service may be in a private network, or on this machine without TLS */
    public Subscriptions(Journal journal, Clock clock, boolean privateAddresses) {
        this.journal = journal;
        this.clock = clock;
        this.privateAddresses = privateAddresses;
    }

    /**
     * Subscribes a browser; the same one again replaces what was known of it.
     *
     * @param owner who subscribes it, or null where nobody is known
     * @throws IllegalArgumentException naming the field that is wrong
     */
    public synchronized Subscription add(Subscription.Draft draft, @Nullable String owner) {
        Device device = Device.of(draft.endpoint(), draft.p256dh(), draft.auth(), privateAddresses);
        Subscription subscription = new Subscription(device, draft.severity(), now(), owner);
        if (find(subscription.id()).isEmpty() && all().size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " subscriptions already");
        }
        keep(SubscriptionEntry.of(subscription, false, subscription.at()));
        LOG.info(
                "Push subscription added id={} severity={}",
                subscription.id(),
                draft.severity().word());
        return subscription;
    }

    /** Ends a subscription; false when there is none of that id. */
    public synchronized boolean remove(String id) {
        Optional<Subscription> known = find(id);
        known.ifPresent(subscription -> {
            keep(SubscriptionEntry.of(subscription, true, now()));
            LOG.info("Push subscription removed id={}", id);
        });
        return known.isPresent();
    }

    public synchronized Optional<Subscription> find(String id) {
        return Optional.ofNullable(latest.get(id))
                .filter(entry -> !entry.removed())
                .map(SubscriptionEntry::subscription);
    }

    /** All there are, the one that was subscribed last first. */
    public synchronized List<Subscription> newest() {
        return all().stream()
                .map(SubscriptionEntry::subscription)
                .sorted(Comparator.comparing(Subscription::at).reversed())
                .toList();
    }

    /** Ends those of owners whom there are no longer. */
    public synchronized void keepOf(Predicate<String> stillThere) {
        all().stream()
                .filter(entry -> entry.owner() != null && !stillThere.test(entry.owner()))
                .forEach(entry -> remove(entry.id()));
    }

    /** The ids of those that want to be told of something so bad. */
    public synchronized List<String> wanting(Severity severity) {
        return all().stream()
                .filter(entry -> entry.severity().compareTo(severity) <= 0)
                .map(SubscriptionEntry::id)
                .toList();
    }

    /** Takes all that the database knows; from now on one that is not here is nowhere. */
    public synchronized void complete(Collection<SubscriptionEntry> known) {
        restore(known);
        complete = true;
    }

    /** False while there may be others from before a restart, because the database was away since. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** Takes subscriptions from before a restart; what is known already and newer stays. */
    public synchronized void restore(Collection<SubscriptionEntry> known) {
        known.forEach(entry ->
                latest.merge(entry.id(), entry, (ours, theirs) -> theirs.at().isBefore(ours.at()) ? ours : theirs));
    }

    private List<SubscriptionEntry> all() {
        return latest.values().stream().filter(entry -> !entry.removed()).toList();
    }

    private void keep(SubscriptionEntry entry) {
        journal.append(List.of(entry));
        latest.put(entry.id(), entry);
    }

    /** As exact as the table keeps it, so that both can be compared. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
