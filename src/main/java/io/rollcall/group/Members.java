package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.group.Muting.Muted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The alerts of a group, and which of them have changed since that was last asked. Guarded by {@link AlertGroups}. */
final class Members {
    private final Map<String, Member> byFingerprint = new LinkedHashMap<>();
    private final Set<Member> changed = new LinkedHashSet<>();
    private final Set<Member> gone = new LinkedHashSet<>();

    @Nullable
    Member get(String fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** The one about that alert, a new one if need be. */
    Member of(Alert alert) {
        return byFingerprint.computeIfAbsent(alert.fingerprint(), key -> new Member(alert));
    }

    Stream<Member> all() {
        return byFingerprint.values().stream();
    }

    List<Member> those(Predicate<Member> wanted) {
        return all().filter(wanted).toList();
    }

    boolean any(Predicate<Member> wanted) {
        return all().anyMatch(wanted);
    }

    /** True when the group may be forgotten: nothing of it is known, or will be asked for. */
    boolean isEmpty() {
        return byFingerprint.isEmpty();
    }

    /** Over which channels the last word on any is that it fires. */
    Stream<String> openChannels() {
        return all().flatMap(member -> member.openChannels().stream());
    }

    Map<Member, Muted> muted(Function<Alert, Optional<Muted>> muting) {
        Map<Member, Muted> muted = new LinkedHashMap<>();
        all().forEach(member -> muting.apply(member.alert()).ifPresent(why -> muted.put(member, why)));
        return muted;
    }

    void change(Member member) {
        changed.add(member);
    }

    void changeAll() {
        changed.addAll(byFingerprint.values());
    }

    /** Takes an alert out, without a word; null when it was not here. */
    @Nullable
    Member remove(String fingerprint) {
        Member removed = byFingerprint.remove(fingerprint);
        if (removed != null) {
            gone.add(removed);
        }
        return removed;
    }

    /** What has changed since this was last asked, made of each and whether it has gone. */
    List<MemberEntry> changes(BiFunction<Member, Boolean, MemberEntry> entry) {
        List<MemberEntry> entries = new ArrayList<>();
        gone.forEach(member -> entries.add(entry.apply(member, true)));
        changed.stream()
                .filter(member -> byFingerprint.get(member.alert().fingerprint()) == member)
                .forEach(member -> entries.add(entry.apply(member, false)));
        gone.clear();
        changed.clear();
        return entries;
    }

    /** Those that fire. */
    Stream<Alert> firing() {
        return all().filter(Member::firing).map(Member::alert);
    }

    /** When it was said of alerts about the integration that they fire, where that is the last word. */
    Stream<Instant> toldAbout(String integration) {
        return all().filter(member -> member.alert().integration().equals(integration))
                .flatMap(member -> member.told().values().stream())
                .filter(Told::open)
                .map(Told::at);
    }
}
