package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.group.Muting.End;
import io.rollcall.group.Muting.Muted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Instant> sentAt = new TreeMap<>();
    private final Set<Member> changed = new LinkedHashSet<>();
    private final Set<Member> gone = new LinkedHashSet<>();
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
        boolean quiet = members.values().stream().noneMatch(Member::firing);
        Member member = members.get(alert.fingerprint());
        if (member == null) {
            if (!alert.firing()) {
                return;
            }
            member = new Member(alert);
            members.put(alert.fingerprint(), member);
        }
        boolean began = alert.firing() && !member.firing();
        member.become(alert);
        changed.add(member);
        if (alert.firing()) {
            boolean first = quiet && (began || !member.open());
            lookAt(member.risen() ? now : first ? now.plus(receiver.groupWait()) : afterInterval(now));
        } else {
            boolean over = members.values().stream().noneMatch(Member::firing);
            lookAt(over ? now : afterInterval(now));
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
    List<Posting> flush(Function<Alert, Optional<Muted>> muting, Instant now) {
        Map<Member, Muted> muted = new LinkedHashMap<>();
        for (Member member : members.values()) {
            muting.apply(member.alert()).ifPresent(why -> muted.put(member, why));
        }
        List<Posting> postings = new ArrayList<>();
        for (String channel : receiver.channels()) {
            notice(channel, muted, now).ifPresent(notice -> {
                postings.add(new Posting(channel, notice));
                sentAt.put(channel, now);
            });
        }
        lookedAt = now;
        those(member -> member.forgettable(holdBack, now))
                .forEach(member -> remove(member.alert().fingerprint()));
        next = nextLook(now);
        return postings;
    }

    private Optional<Notice> notice(String channel, Map<Member, Muted> muted, Instant now) {
        Predicate<Member> isNews = member -> !muted.containsKey(member) && member.isNews(channel, holdBack, now);
        List<Member> news = those(isNews);
        List<Member> known = those(isNews.negate().and(member -> member.firing() && member.open(channel)));
        List<Member> ended =
                those(member -> !member.firing() && member.open(channel) && end(muted.get(member)) != End.HELD);
        List<Member> endsToTell = ended.stream()
                .filter(member -> receiver.tellsEnd() && end(muted.get(member)) == End.TOLD)
                .toList();
        boolean wasOpen = members.values().stream().anyMatch(member -> member.open(channel));
        Reason reason = reason(news, known, endsToTell, wasOpen, repeats(channel, known, muted, now));
        List<Member> told = Stream.of(news, known, endsToTell)
                .flatMap(Collection::stream)
                .filter(member -> !member.firing() || !muted.containsKey(member))
                .toList();
        List<Member> said = reason == Reason.REPEAT ? told : news;
        Stream.concat(ended.stream(), said.stream()).forEach(member -> {
            member.tell(channel, now);
            changed.add(member);
        });
        if (reason == null || told.isEmpty()) {
            return Optional.empty();
        }
        Set<String> unknown = fingerprints(reason == Reason.REPEAT ? told : news);
        List<Alert> alerts = told.stream().map(Member::alert).toList();
        return Optional.of(new Notice(id, receiver.name(), labels, reason, unknown, alerts, 0).with(alerts.stream()));
    }

    private static Set<String> fingerprints(List<Member> some) {
        return some.stream().map(member -> member.alert().fingerprint()).collect(Collectors.toSet());
    }

    private static @Nullable Reason reason(
            List<Member> news, List<Member> known, List<Member> ended, boolean wasOpen, boolean repeat) {
        if (!news.isEmpty()) {
            return wasOpen ? Reason.MORE : Reason.FIRST;
        }
        if (!ended.isEmpty()) {
            return known.isEmpty() ? Reason.ALL_ENDED : Reason.SOME_ENDED;
        }
        return repeat ? Reason.REPEAT : null;
    }

    private boolean repeats(String channel, List<Member> known, Map<Member, Muted> muted, Instant now) {
        Instant last = sentAt.get(channel);
        return last != null
                && !last.plus(receiver.repeatInterval()).isAfter(now)
                && known.stream().anyMatch(member -> !muted.containsKey(member));
    }

    private static End end(@Nullable Muted muted) {
        return muted == null ? End.TOLD : muted.end();
    }

    private List<Member> those(Predicate<Member> wanted) {
        return members.values().stream().filter(wanted).toList();
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
    private @Nullable Instant nextLook(Instant now) {
        List<Instant> times = new ArrayList<>();
        for (Member member : members.values()) {
            if (member.firing() || member.open()) {
                // What mutes it may be over by then.
                times.add(now.plus(receiver.groupInterval()));
                receiver.channels().stream()
                        .map(channel -> member.heldUntil(channel, holdBack))
                        .filter(Objects::nonNull)
                        .forEach(times::add);
            }
            member.told().values().stream()
                    .filter(said -> !member.firing() && !said.firing())
                    .map(said -> said.heldUntil(holdBack))
                    .forEach(times::add);
        }
        if (members.values().stream().anyMatch(Member::open)) {
            sentAt.values().forEach(sent -> times.add(sent.plus(receiver.repeatInterval())));
        }
        return times.stream()
                .filter(time -> time.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** True when it may be forgotten: nothing of it is known, or will be asked for. */
    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The alerts of it that fire. */
    Stream<Alert> firing() {
        return members.values().stream().filter(Member::firing).map(Member::alert);
    }

    /** When it was said of alerts about the integration that they fire, where that is the last word. */
    Stream<Instant> toldAbout(String integration) {
        return members.values().stream()
                .filter(member -> member.alert().integration().equals(integration))
                .flatMap(member -> member.told().values().stream())
                .filter(Told::firing)
                .map(Told::at);
    }

    /** Takes an alert out, without a word. What was said of it, or nothing when it was not here. */
    Map<String, Told> remove(String fingerprint) {
        Member removed = members.remove(fingerprint);
        if (removed == null) {
            return Map.of();
        }
        gone.add(removed);
        return removed.told();
    }

    /** What was said of an alert before it came here. */
    void inherit(String fingerprint, Map<String, Told> told) {
        Member member = members.get(fingerprint);
        if (member != null && !told.isEmpty()) {
            member.inherit(told);
            told.forEach((channel, said) -> sentAt.merge(channel, said.at(), (a, b) -> a.isAfter(b) ? a : b));
            changed.add(member);
        }
    }

    /** Takes up an alert of the last run. What came up since the start counts more. */
    void restore(MemberEntry entry, Instant now) {
        takeUp(entry);
        // It has waited already: what was not told then is told now.
        lookAt(now);
    }

    /** Knows an alert as it is kept. */
    void takeUp(MemberEntry entry) {
        Member member = members.get(entry.key());
        if (member == null) {
            member = new Member(entry.alert());
            members.put(entry.key(), member);
        }
        member.inherit(entry.told());
        for (Told said : entry.told().values()) {
            lookedAt = lookedAt == null || lookedAt.isBefore(said.at()) ? said.at() : lookedAt;
        }
        entry.told().forEach((channel, said) -> sentAt.merge(channel, said.at(), (a, b) -> a.isAfter(b) ? a : b));
    }

    /** What has changed since this was last asked. */
    List<MemberEntry> changes(Instant now) {
        List<MemberEntry> entries = new ArrayList<>();
        gone.forEach(member -> entries.add(entry(member, true, now)));
        changed.stream()
                .filter(member -> members.get(member.alert().fingerprint()) == member)
                .forEach(member -> entries.add(entry(member, false, now)));
        gone.clear();
        changed.clear();
        return entries;
    }

    private MemberEntry entry(Member member, boolean isGone, Instant now) {
        Alert alert = member.alert();
        return new MemberEntry(id, alert.fingerprint(), receiver, labels, alert, member.told(), isGone, now);
    }
}
