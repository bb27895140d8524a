package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Chain.Taken;
import io.rollcall.group.Muting.Muted;
import io.rollcall.group.Round.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that are told together, and when: Alertmanager's grouping (its {@code group_wait}, {@code group_interval},
 * {@code repeat_interval} and {@code dedup_stage.go}) with these differences: the wait counts from the first alert and never
 * from a restart, a rise in severity and the end of everything wait for nothing, a repeat is not rounded up to the interval,
 * and an alarm that was told less than the hold-back ago is not told again (requirement 002-22). Guarded by
 * {@link AlertGroups}.
 */
final class Group {
    final String id;
    private final Map<String, String> labels;
    private final Duration holdBack;
    final Members members = new Members();
    private final Map<String, Instant> sentAt = new TreeMap<>();
    private final Chain chain = new Chain();
    private Receiver receiver;
    private @Nullable Instant lookedAt;
    private @Nullable Instant next;

    Group(String id, Receiver receiver, Map<String, String> labels, Duration holdBack) {
        this.id = id;
        this.receiver = receiver;
        this.labels = Map.copyOf(labels);
        this.holdBack = holdBack;
    }

    /** From now on it is told as the receiver says. */
    void tellTo(Receiver newer) {
        receiver = newer;
    }

    /** Takes note that an alert fires or has ended. */
    void put(Alert alert, Instant now) {
        if (!alert.firing() && members.get(alert.fingerprint()) == null) {
            return;
        }
        boolean quiet = !members.any(Member::firing);
        Member before = members.get(alert.fingerprint());
        boolean began = alert.firing() && before != null && !before.firing();
        Member member = members.of(alert);
        member.become(alert);
        members.change(member);
        if (alert.firing()) {
            boolean first = quiet && (began || !member.open());
            lookAt(member.risen() ? now : first ? now.plus(receiver.groupWait()) : afterInterval(now));
        } else {
            lookAt(members.any(Member::firing) ? afterInterval(now) : now);
        }
    }

    /** Whether it is time to {@link #flush}. */
    boolean due(Instant now) {
        return next != null && !next.isAfter(now);
    }

    /** When it is next time to {@link #flush}; null when nothing is left that could have to be told. */
    @Nullable
    Instant next() {
        return next;
    }

    /** What is to be told now; it counts as told from here on. */
    List<Posting> flush(Function<Alert, Optional<Muted>> muting, Optional<Escalation> escalation, Instant now) {
        Look look = new Look(receiver, holdBack, members.muted(muting), now);
        List<Posting> postings = new ArrayList<>();
        for (String channel : channels()) {
            boolean own = receiver.channels().contains(channel);
            Round round = new Round(look, channel, sentAt.get(channel), members);
            Reason reason = round.reason();
            if (reason != null) {
                Notice notice = notice(reason, round.fingerprints(), round.told());
                postings.add(new Posting(channel, notice, own ? receiver.to() : null));
            }
            round.tell().forEach(members::change);
            if (own && reason != null) {
                sentAt.put(channel, now);
            }
        }
        follow(now);
        List<Member> waiting = members.those(member -> member.waits() && !look.isMuted(member));
        if (!waiting.isEmpty()) {
            escalation
                    .flatMap(declared -> chain.due(declared, now))
                    .ifPresent(taken -> postings.addAll(take(taken, waiting, now)));
        }
        lookedAt = now;
        members.those(member -> member.forgettable(holdBack, now))
                .forEach(member -> members.remove(member.alert().fingerprint()));
        next = nextLook(escalation, now);
        return postings;
    }

    /** Those of the receiver, and those over which more were told. */
    private Set<String> channels() {
        Set<String> channels = new LinkedHashSet<>(receiver.channels());
        members.openChannels().forEach(channels::add);
        return channels;
    }

    private Notice notice(Reason reason, Set<String> news, List<Member> told) {
        Map<String, Acknowledgement> acks = new TreeMap<>();
        told.forEach(member -> {
            Acknowledgement ack = member.ack();
            if (ack != null) {
                acks.put(member.alert().fingerprint(), ack);
            }
        });
        List<Alert> alerts = told.stream().map(Member::alert).toList();
        return new Notice(id, receiver.name(), labels, reason, news, alerts, 0, acks, List.of()).with(alerts.stream());
    }

    /** The next step of the escalation is taken now, because somebody wants it; empty when there is none. */
    Optional<List<Posting>> escalate(
            Function<Alert, Optional<Muted>> muting, Escalation declared, String by, Instant now) {
        Map<Member, Muted> muted = members.muted(muting);
        List<Member> told = members.those(member -> member.firing() && member.open() && !muted.containsKey(member));
        return told.isEmpty() ? Optional.empty() : chain.next(declared, by).map(taken -> take(taken, told, now));
    }

    private List<Posting> take(Taken taken, List<Member> about, Instant now) {
        members.changeAll();
        Notice notice = notice(Reason.ESCALATED, Round.fingerprints(about.stream()), about)
                .remarking(List.of(taken.why()));
        List<Posting> postings = new ArrayList<>();
        for (String channel : taken.step().channels()) {
            about.stream().filter(member -> !member.open(channel)).forEach(member -> member.tellAside(channel, now));
            postings.add(new Posting(channel, notice, taken.step().to()));
        }
        return postings;
    }

    /** Takes note of who looks after some of its alerts; whoever can show it is told. */
    List<Posting> acknowledge(Set<String> fingerprints, String who, String over, Instant now) {
        members.those(member -> member.firing()
                        && member.ack() == null
                        && fingerprints.contains(member.alert().fingerprint()))
                .forEach(member -> {
                    Severity severity = member.alert().severity();
                    member.acknowledge(new Acknowledgement(who, over, now, severity));
                    members.change(member);
                });
        follow(now);
        return tellThose(Reason.ACKNOWLEDGED, fingerprints, List.of());
    }

    /** What is said of these to all who were told that something of the group fires. */
    private List<Posting> tellThose(Reason reason, Set<String> fingerprints, List<String> remarks) {
        List<Member> open = members.those(member -> member.firing() && member.open());
        return open.isEmpty()
                ? List.of()
                : channels().stream()
                        .map(channel -> new Posting(
                                channel, notice(reason, fingerprints, open).remarking(remarks), null))
                        .toList();
    }

    /** Nobody looks after these any more; whoever can show it is told. */
    List<Posting> release(Set<String> fingerprints, Optional<Escalation> escalation, String by, Instant now) {
        members.those(member -> member.ack() != null
                        && fingerprints.contains(member.alert().fingerprint()))
                .forEach(member -> {
                    member.acknowledge(null);
                    members.change(member);
                });
        follow(now);
        escalation.map(chain::next).ifPresent(this::lookAt);
        return tellThose(Reason.RELEASED, fingerprints, List.of("Released by " + by));
    }

    private void follow(Instant now) {
        boolean open = members.any(member -> member.firing() && member.open());
        if (chain.follow(members.any(Member::waits), open, now)) {
            members.changeAll();
        }
    }

    /** Whom it is told to. */
    Receiver receiver() {
        return receiver;
    }

    /** When the next message about something that waits for no longer may be sent. */
    private Instant afterInterval(Instant now) {
        Instant earliest = lookedAt == null ? now.plus(receiver.groupWait()) : lookedAt.plus(receiver.groupInterval());
        return earliest.isAfter(now) ? earliest : now;
    }

    /** It is time to look at it then, or before. */
    void lookAt(Instant time) {
        if (next == null || time.isBefore(next)) {
            next = time;
        }
    }

    /** Null when there is nothing left that could ever have to be told. */
    private @Nullable Instant nextLook(Optional<Escalation> escalation, Instant now) {
        List<Instant> times = new ArrayList<>();
        members.all()
                .flatMap(member -> member.turns(receiver.channels(), holdBack))
                .forEach(times::add);
        if (members.any(member -> member.firing() || member.open())) {
            // What mutes it may be over by then.
            times.add(now.plus(receiver.groupInterval()));
        }
        if (members.any(Member::open)) {
            sentAt.values().forEach(sent -> times.add(sent.plus(receiver.repeatInterval())));
        }
        escalation.map(chain::next).ifPresent(times::add);
        return times.stream()
                .filter(time -> time.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** What was said of an alert before it came here. */
    void inherit(String fingerprint, Map<String, Told> told) {
        Member member = members.get(fingerprint);
        if (member != null && !told.isEmpty()) {
            member.inherit(told);
            told.forEach(this::wasSent);
            members.change(member);
        }
    }

    /** Who looks after an alert according to another group that it is told with. */
    void inherit(String fingerprint, Acknowledgement ack) {
        Member member = members.get(fingerprint);
        if (member != null) {
            member.inherit(ack, true);
        }
    }

    private void wasSent(String channel, Told said) {
        sentAt.merge(channel, said.at(), (a, b) -> a.isAfter(b) ? a : b);
    }

    /** Takes up an alert of the last run. What came up since the start counts more. */
    void restore(MemberEntry entry, Instant now) {
        takeUp(entry);
        // It has waited already: what was not told then is told now.
        lookAt(now);
    }

    /** Knows an alert as it is kept. */
    void takeUp(MemberEntry entry) {
        Member member = members.of(entry.alert());
        member.inherit(entry.told());
        member.inherit(entry.ack(), entry.alert().firing());
        chain.restore(entry.progress());
        for (Told said : entry.told().values()) {
            lookedAt = lookedAt == null || lookedAt.isBefore(said.at()) ? said.at() : lookedAt;
        }
        entry.told().forEach(this::wasSent);
    }

    /** What has changed since this was last asked. */
    List<MemberEntry> changes(Instant now) {
        return members.changes((member, isGone) -> entry(member, isGone, now));
    }

    private MemberEntry entry(Member member, boolean isGone, Instant now) {
        Alert alert = member.alert();
        return new MemberEntry(
                id,
                alert.fingerprint(),
                receiver,
                labels,
                alert,
                member.told(),
                member.ack(),
                chain.progress(),
                isGone,
                now);
    }
}
