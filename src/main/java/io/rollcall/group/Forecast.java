package io.rollcall.group;

import io.rollcall.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When would an alert be told? Plays through what the groups would do with it, without telling anyone. */
public final class Forecast {
    /** How far a group is followed, which is asked again and again while something mutes the alert. */
    private static final int MOST_LOOKS = 50_000;

    private final Collection<MemberEntry> members;
    private final Muting muting;
    private final Duration holdBack;

    /**
     * A forecast that begins with these groups.
     *
     * @param members as they are kept
     */
    public Forecast(Collection<MemberEntry> members, Muting muting, Duration holdBack) {
        this.members = List.copyOf(members);
        this.muting = muting;
        this.holdBack = holdBack;
    }

    /**
     * What one receiver would be told of the alert.
     *
     * @param labels what it shares with the alerts that it is told together with
     * @param together how many others of its group fire
     * @param channels by name
     * @param ack who looks after it, or null
     * @param progress how far its group's escalation has come, or null when it has not begun
     */
    public record Telling(
            Receiver receiver,
            Map<String, String> labels,
            long together,
            Map<String, Outlook> channels,
            @Nullable Acknowledgement ack,
            @Nullable Progress progress) {}

    /**
     * When it is told over a channel.
     *
     * @param toldAt when it was last said that it fires, or null when it never was or its end was said since
     * @param heldUntil until when the alarm is held back because it was told shortly before, or null
     * @param at when it would be told next, or null when nothing would be said as far as can be seen
     */
    public record Outlook(@Nullable Instant toldAt, @Nullable Instant heldUntil, @Nullable Instant at) {}

    /** What would be told of an alert that fires at its time, by receiver. */
    public List<Telling> of(Alert alert, Collection<Receiver> receivers) {
        return receivers.stream()
                .map(receiver -> of(alert, receiver, receivers))
                .toList();
    }

    private Telling of(Alert alert, Receiver receiver, Collection<Receiver> all) {
        Map<String, String> labels = receiver.shared(alert);
        String id = receiver.group(alert);
        Group group = new Group(id, receiver, labels, holdBack);
        members.stream().filter(entry -> entry.group().equals(id)).forEach(group::takeUp);
        long together = group.members
                .firing()
                .filter(other -> !other.fingerprint().equals(alert.fingerprint()))
                .count();
        group.put(alert, alert.at());
        group.inherit(alert.fingerprint(), toldElsewhere(alert, all));
        Map<String, Told> told = told(alert, id, all);
        Map<String, Instant> times = times(group, alert, receiver);
        Map<String, Outlook> channels = new LinkedHashMap<>();
        receiver.channels()
                .forEach(channel -> channels.put(channel, outlook(alert, told.get(channel), times.get(channel))));
        MemberEntry known = members.stream()
                .filter(entry -> entry.group().equals(id))
                .filter(entry ->
                        entry.key().equals(alert.fingerprint()) && entry.alert().firing())
                .findFirst()
                .orElse(null);
        return new Telling(
                receiver,
                labels,
                together,
                channels,
                known == null ? null : known.ack(),
                known == null ? null : known.progress());
    }

    private Outlook outlook(Alert alert, @Nullable Told told, @Nullable Instant at) {
        if (told == null || told.firing()) {
            return new Outlook(told == null ? null : told.at(), null, at);
        }
        Instant until = told.heldUntil(holdBack);
        boolean held = alert.severity().compareTo(told.severity()) <= 0 && until.isAfter(alert.at());
        return new Outlook(null, held ? until : null, at);
    }

    /** By channel, when the group would next tell of the alert. */
    private Map<String, Instant> times(Group group, Alert alert, Receiver receiver) {
        Map<String, Instant> times = new HashMap<>();
        Instant next = group.next();
        for (int i = 0;
                i < MOST_LOOKS
                        && next != null
                        && times.size() < receiver.channels().size();
                i++) {
            Instant now = next.isBefore(alert.at()) ? alert.at() : next;
            group.flush(muting.among(firing(), now), Optional.empty(), now).stream()
                    .filter(posting -> posting.notice().news().contains(alert.fingerprint()))
                    .forEach(posting -> times.putIfAbsent(posting.channel(), now));
            next = group.next();
        }
        return times;
    }

    private List<Alert> firing() {
        return members.stream()
                .map(MemberEntry::alert)
                .filter(Alert::firing)
                .distinct()
                .toList();
    }

    private Map<String, Told> told(Alert alert, String id, Collection<Receiver> all) {
        Map<String, Told> told = new HashMap<>(toldElsewhere(alert, all));
        members.stream()
                .filter(entry -> entry.group().equals(id) && entry.key().equals(alert.fingerprint()))
                .forEach(entry -> told.putAll(entry.told()));
        return told;
    }

    /** What was said of it in groups that it leaves by being routed anew. */
    private Map<String, Told> toldElsewhere(Alert alert, Collection<Receiver> all) {
        List<String> homes = all.stream().map(receiver -> receiver.group(alert)).toList();
        Map<String, Told> told = new HashMap<>();
        members.stream()
                .filter(entry -> entry.key().equals(alert.fingerprint()) && !homes.contains(entry.group()))
                .forEach(entry -> told.putAll(entry.told()));
        return told;
    }
}
