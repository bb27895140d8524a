package io.rollcall.publish;

import io.rollcall.store.Journal;
import io.rollcall.store.JournalEntry;
import io.rollcall.words.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who wants to be told of what the status page says, of all runs. A change is in the journal before it counts. Thread-safe.
 */
public final class Subscribers {
    /** More than that are for a mailing list. */
    private static final int MOST = 20_000;
    /** Of whom nobody knows yet whether the address is theirs. */
    private static final int MOST_WAITING = 2000;
    /** An address gets so many messages that ask for confirmation in 24 hours, not sooner one after the other than that. */
    private static final int MOST_ASKED = 3;

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Journal journal;
    private final Clock clock;
    private final Map<String, Subscriber> byId = new TreeMap<>();
    /** So that a record from before cannot bring them back. */
    private final Set<String> removed = new HashSet<>();

    private boolean complete;

    public Subscribers(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * How many there are.
     *
     * @param devices how many of the confirmed are told by web push
     * @param waiting those who have not confirmed yet
     */
    public record Counts(int confirmed, int devices, int waiting) {}

    /**
     * Somebody asks to be told there. Empty when nobody is to be asked whether the address is his: that was done lately, or
     * it is a device that has shown so.
     */
    public synchronized Optional<Subscriber> ask(Address address, Language language, Set<String> components) {
        Instant now = now();
        expire();
        List<Subscriber> known = of(address.key());
        if (address.way() == Way.PUSH && changes(known, address, language, components)) {
            return Optional.empty();
        }
        List<Subscriber> asked =
                known.stream().filter(one -> one.confirmedAt() == null).toList();
        Counts counts = counts();
        boolean lately = asked.stream().anyMatch(one -> one.at().plus(PAUSE).isAfter(now));
        if (lately || asked.size() >= MOST_ASKED || counts.waiting() >= MOST_WAITING || counts.confirmed() >= MOST) {
            return Optional.empty();
        }
        Subscriber subscriber = new Subscriber(UUID.randomUUID().toString(), address, language, components, null, now);
        keep(List.of(), List.of(subscriber));
        return Optional.of(subscriber);
    }

    /** Notes what a device wants by now: whoever knows its keys is the device. True when it needs to show nothing more. */
    private boolean changes(List<Subscriber> known, Address address, Language language, Set<String> components) {
        Optional<Subscriber> same =
                known.stream().filter(one -> one.address().equals(address)).max(Comparator.comparing(Subscriber::at));
        same.map(one -> one.wanting(language, components, now()))
                .filter(changed -> !changed.sameWish(same.get()))
                .ifPresent(changed -> keep(List.of(), List.of(changed)));
        return same.filter(one -> one.confirmedAt() != null).isPresent();
    }

    /** The owner of the address says that it is his: what he asked for before no longer holds. Empty when it is too late. */
    public synchronized Optional<Subscriber> confirm(String id) {
        expire();
        Optional<Subscriber> known = find(id);
        if (known.isEmpty() || known.get().confirmedAt() != null) {
            return known;
        }
        Subscriber confirmed = known.get().confirmed(now());
        List<Subscriber> others = of(confirmed.address().key()).stream()
                .filter(one -> !one.id().equals(id))
                .toList();
        keep(others, List.of(confirmed));
        return Optional.of(confirmed);
    }

    /** Removes somebody and his address; false when there is none of that id. */
    public synchronized boolean remove(String id) {
        Optional<Subscriber> known = find(id);
        known.ifPresent(one -> keep(List.of(one), List.of()));
        return known.isPresent();
    }

    /** Removes the address of that key; how many were there under it. */
    public synchronized int removeAddress(String key) {
        List<Subscriber> known = of(key);
        keep(known, List.of());
        return known.size();
    }

    /** Removes those who have not confirmed in time. */
    public synchronized void expire() {
        Instant now = now();
        keep(byId.values().stream().filter(one -> one.expired(now)).toList(), List.of());
    }

    public synchronized Optional<Subscriber> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whoever is told at the address of that key; while none is, somebody who waits to be. */
    public synchronized Optional<Subscriber> at(String key) {
        expire();
        return of(key).stream().min(Comparator.comparing(one -> one.confirmedAt() == null));
    }

    /** Ids of those who want to be told in that way about these components; none are all. */
    public synchronized List<String> wanting(Way way, Set<String> components) {
        return byId.values().stream()
                .filter(one -> one.address().way() == way && one.wants(components))
                .map(Subscriber::id)
                .toList();
    }

    public synchronized Counts counts() {
        int waiting = (int)
                byId.values().stream().filter(one -> one.confirmedAt() == null).count();
        return new Counts(byId.size() - waiting, wanting(Way.PUSH, Set.of()).size(), waiting);
    }

    /** Takes those from before a restart; what is known already and newer stays. */
    public synchronized void restore(Collection<SubscriberEntry> known) {
        for (SubscriberEntry entry : known) {
            if (entry.removed()) {
                removed.add(entry.id());
                byId.remove(entry.id());
            } else if (!removed.contains(entry.id())) {
                byId.merge(entry.id(), entry.subscriber(), Subscribers::newer);
            }
        }
    }

    /** Takes all that the database knows; from now on one that is not here is nowhere. */
    public synchronized void complete(Collection<SubscriberEntry> known) {
        restore(known);
        removed.clear();
        complete = true;
    }

    /** False while there may be others from before a restart, because the database was away since. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** A confirmation changes nothing else, so it is the newer one. */
    private static Subscriber newer(Subscriber ours, Subscriber theirs) {
        int order = theirs.at().compareTo(ours.at());
        return order > 0 || order == 0 && ours.confirmedAt() == null ? theirs : ours;
    }

    private List<Subscriber> of(String key) {
        return byId.values().stream()
                .filter(one -> one.address().key().equals(key))
                .toList();
    }

    private void keep(List<Subscriber> gone, List<Subscriber> changed) {
        List<JournalEntry> entries = Stream.<JournalEntry>concat(
                        gone.stream().map(SubscriberEntry::removed),
                        changed.stream().map(SubscriberEntry::of))
                .toList();
        if (!entries.isEmpty()) {
            journal.append(entries);
        }
        for (Subscriber one : gone) {
            byId.remove(one.id());
            if (!complete) {
                removed.add(one.id());
            }
        }
        changed.forEach(one -> byId.put(one.id(), one));
    }

    /** As exact as the table keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
