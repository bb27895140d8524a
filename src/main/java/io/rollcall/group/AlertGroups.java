package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.group.Muting.Muted;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers alerts into groups and says when each is told. Every change is journaled before anything follows from it, so that
 * a restart repeats nothing and forgets nothing. Thread-safe.
 */
public final class AlertGroups {
    private static final Logger LOG = LoggerFactory.getLogger(AlertGroups.class);

    private final Post post;
    private final Journal journal;
    private final Muting muting;
    private final Clock clock;
    private final Manner manner;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    /** In which groups an alert is, by its fingerprint. */
    private final Map<String, Set<Group>> homes = new HashMap<>();

    private boolean complete;

    /** Groups that nothing escalates. */
    public AlertGroups(Post post, Journal journal, Muting muting, Clock clock, Duration holdBack) {
        this(post, journal, muting, clock, new Manner(holdBack, new Escalations(), channel -> true));
    }

    /**
     * How groups are told.
     *
     * @param holdBack how long an alarm of the same alert is not repeated over a channel, unless it is more severe
     * @param isOn which channels deliver: nothing counts as told over another one
     */
    public record Manner(Duration holdBack, Escalations escalations, Predicate<String> isOn) {}

    public AlertGroups(Post post, Journal journal, Muting muting, Clock clock, Manner manner) {
        this.post = post;
        this.journal = journal;
        this.muting = muting;
        this.clock = clock;
        this.manner = manner;
    }

    /** An alert fires, and is told to these; it leaves the groups of those that it was told to before. */
    public synchronized void fires(Alert alert, Collection<Receiver> receivers) {
        Instant now = clock.instant();
        Set<Group> targets = new LinkedHashSet<>();
        receivers.forEach(receiver -> targets.add(group(alert, receiver)));
        Set<Group> left = new LinkedHashSet<>(homes.getOrDefault(alert.fingerprint(), Set.of()));
        Optional<Acknowledgement> ack = left.stream()
                .flatMap(group -> Stream.ofNullable(group.members.get(alert.fingerprint())))
                .filter(Member::firing)
                .flatMap(member -> Stream.ofNullable(member.ack()))
                .findFirst();
        left.removeAll(targets);
        List<Member> before = left.stream()
                .flatMap(group -> Stream.ofNullable(group.members.remove(alert.fingerprint())))
                .toList();
        for (Group group : targets) {
            group.put(alert, now);
            before.forEach(member -> group.inherit(alert.fingerprint(), member.told()));
            ack.ifPresent(by -> group.inherit(alert.fingerprint(), by));
        }
        if (targets.isEmpty()) {
            homes.remove(alert.fingerprint());
        } else {
            homes.put(alert.fingerprint(), targets);
        }
        left.addAll(targets);
        keep(left, now);
    }

    /** An alert has ended: whoever was told of it is told. */
    public synchronized void ends(Alert alert) {
        Instant now = clock.instant();
        Set<Group> told = homes.getOrDefault(alert.fingerprint(), Set.of());
        told.forEach(group -> group.put(alert, now));
        keep(told, now);
    }

    /** Tells what is to be told by now. */
    public synchronized void flush() {
        Instant now = clock.instant();
        List<Group> due =
                groups.values().stream().filter(group -> group.due(now)).toList();
        if (due.isEmpty()) {
            return;
        }
        Function<Alert, Optional<Muted>> muted = muted(now);
        for (Group group : due) {
            List<Posting> postings = group.flush(muted, escalation(group), now);
            postings.forEach(AlertGroups::log);
            post.take(postings, changes(group, now));
        }
    }

    private Function<Alert, Optional<Muted>> muted(Instant now) {
        Map<String, Alert> firing = new LinkedHashMap<>();
        alerts().forEach(alert -> firing.put(alert.fingerprint(), alert));
        return muting.among(firing.values(), now);
    }

    private Stream<Alert> alerts() {
        return groups.values().stream().flatMap(group -> group.members.firing());
    }

    private Optional<Escalation> escalation(Group group) {
        return manner.escalations().find(group.receiver().escalation(), manner.isOn());
    }

    /**
     * Somebody answers what was told: what is done is posted and kept as one.
     *
     * @param topic a group's id or an alert's fingerprint
     */
    synchronized Responses.Answer answer(String topic, Function<Topic, Responses.Answer> what) {
        Instant now = clock.instant();
        Topic found = topic(topic, now);
        Responses.Answer answer = what.apply(found);
        List<MemberEntry> entries = new ArrayList<>();
        found.homes().keySet().forEach(group -> entries.addAll(changes(group, now)));
        found.postings().stream()
                .filter(posting -> !posting.notice().reason().isAnswer())
                .forEach(AlertGroups::log);
        post.take(found.postings(), entries);
        return answer;
    }

    /** What fires under a topic. */
    synchronized List<Alert> firing(String topic) {
        return topic(topic, clock.instant()).alerts();
    }

    /** What fires under a topic, and where it is told. */
    private Topic topic(String topic, Instant now) {
        Group whole = groups.get(topic);
        Stream<Group> meant = whole == null ? homes.getOrDefault(topic, Set.of()).stream() : Stream.of(whole);
        Map<String, Alert> alerts = new LinkedHashMap<>();
        meant.flatMap(group -> group.members.firing())
                .filter(alert -> whole != null || alert.fingerprint().equals(topic))
                .forEach(alert -> alerts.put(alert.fingerprint(), alert));
        Map<Group, Optional<Escalation>> told = new LinkedHashMap<>();
        alerts.keySet().stream()
                .flatMap(alert -> homes.getOrDefault(alert, Set.of()).stream())
                .forEach(group -> told.put(group, escalation(group)));
        return new Topic(
                List.copyOf(alerts.values()), whole == null ? told.keySet() : Set.of(whole), told, muted(now), now);
    }

    /** The same, and what would have waited for others or for the interval waits no longer. */
    public synchronized void flushAll() {
        Instant now = clock.instant();
        groups.values().forEach(group -> group.lookAt(now));
        flush();
    }

    /** When it was last told that something about the integration fires; empty when nobody believes that. */
    public synchronized Optional<Instant> toldAbout(String integration) {
        return groups.values().stream()
                .flatMap(group -> group.members.toldAbout(integration))
                .max(Comparator.naturalOrder());
    }

    /** Takes up the groups of the last run; of several entries about the same alert the last one counts. */
    public synchronized void restore(Collection<MemberEntry> entries) {
        Instant now = clock.instant();
        Map<List<String>, MemberEntry> latest = new LinkedHashMap<>();
        entries.forEach(entry -> latest.put(List.of(entry.group(), entry.key()), entry));
        latest.values().stream().filter(entry -> !entry.gone()).forEach(entry -> {
            Group group = groups.computeIfAbsent(
                    entry.group(), id -> new Group(id, entry.receiver(), entry.labels(), manner.holdBack()));
            group.restore(entry, now);
            homes.computeIfAbsent(entry.key(), key -> new LinkedHashSet<>()).add(group);
        });
    }

    /** All of the last run has been taken up. */
    public synchronized void complete() {
        complete = true;
    }

    /** True once all of the last run has been taken up. */
    synchronized boolean isComplete() {
        return complete;
    }

    /**
     * Ends what no rule says any more, once the last run has been taken up: a process that was killed at the wrong moment
     * may have told of an alert that its rules do not know. Whoever raises an alert knows it before it is told; so it is
     * asked after a look at what was told, or an alert that comes up in between would be ended as a stray.
     *
     * @param firing gives the fingerprints of all alerts that fire by their rules
     * @param judged which alerts the rules know all about
     */
    public void reconcile(Supplier<Set<String>> firing, Predicate<Alert> judged) {
        List<Alert> told = told();
        Set<String> known = firing.get();
        told.stream()
                .filter(alert -> !known.contains(alert.fingerprint()) && judged.test(alert))
                .forEach(this::endStray);
    }

    private synchronized List<Alert> told() {
        return complete ? alerts().distinct().toList() : List.of();
    }

    /** Ends it unless it has ended or begun anew meanwhile. */
    private synchronized void endStray(Alert stray) {
        boolean unchanged = homes.getOrDefault(stray.fingerprint(), Set.of()).stream()
                .flatMap(group -> Stream.ofNullable(group.members.get(stray.fingerprint())))
                .allMatch(member -> member.alert().equals(stray));
        if (unchanged) {
            ends(stray.ended(clock.instant()));
        }
    }

    /** How many groups there are in which something fires. */
    public synchronized long firing() {
        return groups.values().stream()
                .filter(group -> group.members.firing().findAny().isPresent())
                .count();
    }

    private Group group(Alert alert, Receiver receiver) {
        Map<String, String> labels = receiver.shared(alert);
        Group group = groups.computeIfAbsent(
                receiver.group(alert), key -> new Group(key, receiver, labels, manner.holdBack()));
        group.tellTo(receiver);
        return group;
    }

    private void keep(Collection<Group> touched, Instant now) {
        List<MemberEntry> entries = new ArrayList<>();
        touched.forEach(group -> entries.addAll(changes(group, now)));
        if (entries.isEmpty()) {
            return;
        }
        try {
            journal.append(entries);
        } catch (StoreException e) {
            LOG.error("Alerts not journaled: they are told, but would be lost in a crash", e);
        }
    }

    /** What has changed in the group. What has left it is known there no more, nor is the group when nothing is left in it. */
    private List<MemberEntry> changes(Group group, Instant now) {
        List<MemberEntry> entries = group.changes(now);
        for (MemberEntry entry : entries) {
            Set<Group> home = homes.getOrDefault(entry.key(), Set.of());
            if (entry.gone()) {
                home.remove(group);
            }
            if (home.isEmpty()) {
                homes.remove(entry.key());
            }
        }
        if (group.members.isEmpty()) {
            groups.remove(group.id);
        }
        return entries;
    }

    private static void log(Posting posting) {
        Notice notice = posting.notice();
        LOG.info(
                "Group told channel={} receiver={} reason={} alerts={} group={}",
                posting.channel(),
                notice.receiver(),
                notice.reason(),
                notice.alerts().size() + notice.more(),
                notice.labels());
    }
}
