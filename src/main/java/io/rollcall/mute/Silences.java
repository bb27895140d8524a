package io.rollcall.mute;

import io.rollcall.alert.Alert;
import io.rollcall.mute.Silence.State;
import io.rollcall.store.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The silences of now and of later: who asks for one, changes or ends one, and which one an alert falls under. A change is
 * in the journal before it counts; what others write into the table comes by {@link #follow}. Thread-safe.
 */
public final class Silences {

    private final Journal journal;
    private final Clock clock;
    private final Duration longest;
    private final Duration notice;
    private final Map<String, Silence> byId = new HashMap<>();
    /** Those that were changed here and that the table was not seen to hold so far. */
    private final Set<String> underWay = new HashSet<>();

    private volatile SilenceIndex index = new SilenceIndex(List.of());

    /**
     * None so far.
     *
     * @param longest the longest silence that may be asked for
     * @param notice how long before its end one is told to end
     */
    public Silences(Journal journal, Clock clock, Duration longest, Duration notice) {
        this.journal = journal;
        this.clock = clock;
        this.longest = longest;
        this.notice = notice;
    }

    /**
     * A new silence.
     *
     * @throws IllegalArgumentException saying why there can be none
     */
    public synchronized Silence add(Draft draft) {
        return addAll(List.of(draft)).get(0);
    }

    /**
     * The same draft, of which there can be a silence now.
     *
     * @throws IllegalArgumentException saying why there can be none
     */
    public Draft checked(Draft draft) {
        fresh(draft);
        return draft;
    }

    private Silence fresh(Draft draft) {
        return draft.silence(UUID.randomUUID().toString(), now(), longest);
    }

    /**
     * New silences, all of them or none.
     *
     * @throws IllegalArgumentException saying why there cannot be one of them
     */
    public synchronized List<Silence> addAll(List<Draft> drafts) {
        List<Silence> added = drafts.stream().map(this::fresh).toList();
        if (!added.isEmpty()) {
            keep(added);
        }
        return added;
    }

    /**
     * Changes a silence. One that has begun keeps its start. What it is about stays: with other matchers or another
     * recurrence, or when it is over, a new one takes its place under an id of its own.
     *
     * @throws IllegalArgumentException when there is none of that id, or it cannot be so
     */
    public synchronized Silence change(String id, Draft draft) {
        Silence before = require(id);
        Instant now = now();
        boolean begun = !before.startsAt().isAfter(now);
        Silence after = begun ? draft.continuing(before, now, longest) : draft.silence(id, now, longest);
        boolean sameStart =
                !begun || draft.startsAt() == null || draft.startsAt().equals(before.startsAt());
        boolean same = after.matchers().equals(before.matchers())
                && java.util.Objects.equals(after.recurrence(), before.recurrence());
        if (same && sameStart) {
            keep(List.of(after));
            return after;
        }
        Silence successor = fresh(draft);
        keep(List.of(before.expiredAt(now), successor));
        return successor;
    }

    /**
     * Ends a silence now.
     *
     * @throws IllegalArgumentException when there is none of that id, or it is over
     */
    public synchronized Silence expire(String id) {
        Silence expired = require(id).expiredAt(now());
        keep(List.of(expired));
        return expired;
    }

    /** The one of that id; empty when it is over. */
    public synchronized Optional<Silence> find(String id) {
        Instant now = now();
        return Optional.ofNullable(byId.get(id)).filter(silence -> silence.state(now) != State.EXPIRED);
    }

    /** Those that are not over, the one that ends first first. */
    public synchronized List<Silence> all() {
        Instant now = now();
        return byId.values().stream()
                .filter(silence -> silence.state(now) != State.EXPIRED)
                .sorted(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id))
                .toList();
    }

    /** The silence under which an alert falls at that time, of several the one that ends last. */
    public Optional<Silence> of(Alert alert, Instant at) {
        return index.matching(alert.labels()).stream()
                .filter(silence -> silence.state(at) == State.ACTIVE)
                .max(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id));
    }

    /** Those whose end comes, each once; they are noted as told. */
    public synchronized List<Silence> endingSoon() {
        Instant now = now();
        List<Silence> ending = byId.values().stream()
                .filter(silence -> silence.isEndingSoon(now, notice))
                .map(silence -> silence.noticed(now))
                .toList();
        if (!ending.isEmpty()) {
            keep(ending);
        }
        return ending;
    }

    /** Takes silences from before a restart; of several states of one the last counts. */
    public synchronized void restore(Collection<Silence> known) {
        known.forEach(silence -> byId.merge(
                silence.id(), silence, (one, other) -> other.updatedAt().isBefore(one.updatedAt()) ? one : other));
        renew();
    }

    /** Takes over what the table holds. What was changed here and is on its way into the table stays as it is. */
    public synchronized void follow(Collection<Silence> table) {
        Map<String, Silence> next = new HashMap<>();
        table.forEach(silence -> next.put(silence.id(), silence));
        for (String id : Set.copyOf(underWay)) {
            Silence ours = byId.get(id);
            Silence theirs = next.get(id);
            boolean arrived = ours == null
                    || theirs != null && !theirs.updatedAt().isBefore(ours.updatedAt())
                    || theirs == null && ours.state(now()) == State.EXPIRED;
            if (arrived) {
                underWay.remove(id);
            } else {
                next.put(id, ours);
            }
        }
        byId.clear();
        byId.putAll(next);
        renew();
    }

    private void keep(List<Silence> changed) {
        journal.append(changed.stream().map(SilenceEntry::of).toList());
        for (Silence silence : changed) {
            byId.put(silence.id(), silence);
            underWay.add(silence.id());
        }
        renew();
    }

    private void renew() {
        index = new SilenceIndex(new ArrayList<>(all()));
    }

    private Silence require(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no silence '" + id + "' that is not over"));
    }

    private Instant now() {
        return Draft.micros(clock.instant());
    }
}
