package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.group.Muting.Muted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What somebody answers to: what fires under a topic, and the groups that tell it. Whoever looks after an alert does so in
 * all of them. Guarded by {@link AlertGroups}.
 *
 * @param alerts those that fire
 * @param meant the groups that the answer is about
 * @param homes all groups with any of the alerts, and what escalates each
 * @param postings what follows for others
 */
record Topic(
        List<Alert> alerts,
        Collection<Group> meant,
        Map<Group, Optional<Escalation>> homes,
        Function<Alert, Optional<Muted>> muting,
        Instant now,
        List<Posting> postings) {

    Topic(
            List<Alert> alerts,
            Collection<Group> meant,
            Map<Group, Optional<Escalation>> homes,
            Function<Alert, Optional<Muted>> muting,
            Instant now) {
        this(alerts, meant, homes, muting, now, new ArrayList<>());
    }

    private Set<String> fingerprints() {
        return alerts.stream().map(Alert::fingerprint).collect(Collectors.toSet());
    }

    /** Who looks after them by now; empty when nobody looks after one of them. */
    Set<Acknowledgement> acks() {
        Set<Acknowledgement> acks = new LinkedHashSet<>();
        for (Alert alert : alerts) {
            for (Group group : homes.keySet()) {
                Member member = group.members.get(alert.fingerprint());
                Acknowledgement ack = member == null ? null : member.ack();
                if (ack != null) {
                    acks.add(ack);
                } else if (member != null) {
                    return Set.of();
                }
            }
        }
        return acks;
    }

    boolean anyAcknowledged() {
        return homes.keySet().stream().anyMatch(group -> alerts.stream()
                .map(alert -> group.members.get(alert.fingerprint()))
                .anyMatch(member -> member != null && member.ack() != null));
    }

    void acknowledge(String who, String over) {
        homes.keySet().forEach(group -> postings.addAll(group.acknowledge(fingerprints(), who, over, now)));
    }

    void release(String by) {
        homes.forEach((group, escalation) -> postings.addAll(group.release(fingerprints(), escalation, by, now)));
    }

    /** Takes the next step of each group that is meant, and says of each what was done; nothing where there is none. */
    List<String> escalate(String who, String over) {
        List<String> steps = new ArrayList<>();
        for (Group group : meant) {
            homes.getOrDefault(group, Optional.empty())
                    .flatMap(declared -> group.escalate(muting, declared, who + " over " + over, now))
                    .ifPresent(taken -> {
                        postings.addAll(taken);
                        steps.add(taken.isEmpty() ? "nothing, as its channels are off" : words(taken));
                    });
        }
        return steps;
    }

    private static String words(List<Posting> taken) {
        List<String> to = taken.get(0).to();
        return taken.stream().map(Posting::channel).collect(Collectors.joining(", "))
                + (to == null || to.isEmpty() ? "" : " to " + String.join(", ", to));
    }

    /** True when anything escalates the groups that are meant. */
    boolean isEscalated() {
        return meant.stream()
                .anyMatch(group -> homes.getOrDefault(group, Optional.empty()).isPresent());
    }
}
