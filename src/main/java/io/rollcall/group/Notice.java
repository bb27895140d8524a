package io.rollcall.group;

import io.rollcall.alert.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one message tells: the alerts of a group that fire and those that have ended since the message before.
 *
 * @param topic what the message is about, the same for all messages about it: an end belongs to the alarm of its topic
 * @param receiver name of the receiver
 * @param labels the labels that all alerts of the group share
 * @param reason why now
 * @param news fingerprints of those that are told for the first time, or as more severe than before
 * @param alerts those that fire first, the most severe first; never empty
 * @param more how many further alerts there are that no message has room for
 * @param acks who looks after which of them, by fingerprint
 * @param remarks what else is to be said, in whole sentences without a full stop
 */
public record Notice(
        String topic,
        String receiver,
        Map<String, String> labels,
        Reason reason,
        Set<String> news,
        List<Alert> alerts,
        int more,
        Map<String, Acknowledgement> acks,
        List<String> remarks) {
    /** More would make a message nobody reads. */
    private static final int MOST = 100;

    private static final Comparator<Alert> ORDER = Comparator.comparing(Alert::firing)
            .thenComparing(Alert::severity)
            .reversed()
            .thenComparing(Alert::startedAt)
            .thenComparing(Alert::fingerprint);

    public Notice {
        labels = Map.copyOf(labels);
        news = Set.copyOf(news);
        alerts = List.copyOf(alerts);
        // One that was kept before there were any has none.
        acks = acks == null ? Map.of() : Map.copyOf(acks);
        remarks = remarks == null ? List.of() : List.copyOf(remarks);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("a notice is about at least one alert");
        }
    }

    /** The same with these alerts, in their order, cut to what fits. */
    public Notice with(Stream<Alert> others) {
        List<Alert> all = others.sorted(ORDER).toList();
        int cut = Math.max(0, all.size() - MOST);
        return new Notice(
                topic, receiver, labels, reason, news, all.subList(0, all.size() - cut), more + cut, acks, remarks);
    }

    /** One about a single alert, under its own topic. */
    public Notice only(Alert alert) {
        Reason why = alert.firing() ? reason : Reason.ALL_ENDED;
        Map<String, Acknowledgement> own =
                ack(alert).map(by -> Map.of(alert.fingerprint(), by)).orElse(Map.of());
        return new Notice(alert.fingerprint(), receiver, labels, why, news, List.of(alert), 0, own, remarks);
    }

    /** The same about these of its alerts only, and those it has no room for. */
    public Notice about(List<Alert> some) {
        return new Notice(topic, receiver, labels, reason, news, some, more, acks, remarks);
    }

    /** The same, saying this too. */
    public Notice remarking(List<String> further) {
        List<String> all = Stream.concat(remarks.stream(), further.stream()).toList();
        return new Notice(topic, receiver, labels, reason, news, alerts, more, acks, all);
    }

    /** Who looks after one of its alerts, if anybody does. */
    public Optional<Acknowledgement> ack(Alert alert) {
        return Optional.ofNullable(acks.get(alert.fingerprint()));
    }

    /** The alert that decides how bad it is. */
    public Alert lead() {
        return alerts.get(0);
    }

    /** True when anything fires. */
    public boolean firing() {
        return lead().firing();
    }

    /** This one, also telling what an older one told that was never sent, and this one does not mention. */
    public Notice including(Notice unsent) {
        Set<String> mentioned = alerts.stream().map(Alert::fingerprint).collect(Collectors.toSet());
        List<Alert> both = new ArrayList<>(alerts);
        unsent.alerts.stream()
                .filter(alert -> !alert.firing() && !mentioned.contains(alert.fingerprint()))
                .forEach(both::add);
        Reason why = unsent.reason == Reason.FIRST && firing() ? Reason.FIRST : reason;
        Set<String> unknown = new HashSet<>(news);
        unknown.addAll(unsent.news);
        return new Notice(topic, receiver, labels, why, unknown, alerts, more, acks, remarks).with(both.stream());
    }

    /** One notice in place of several about different topics; it has the topic of the first. */
    public static Notice together(List<Notice> several) {
        Notice first = several.get(0);
        Map<String, Alert> latest = new LinkedHashMap<>();
        several.stream()
                .flatMap(notice -> notice.alerts.stream())
                .sorted(Comparator.comparing(Alert::at))
                .forEach(alert -> latest.put(alert.fingerprint(), alert));
        Set<String> news =
                several.stream().flatMap(notice -> notice.news.stream()).collect(Collectors.toSet());
        Reason why = several.stream()
                .filter(Notice::firing)
                .map(Notice::reason)
                .min(Comparator.naturalOrder())
                .orElse(Reason.ALL_ENDED);
        int more = several.stream().mapToInt(Notice::more).sum();
        Map<String, Acknowledgement> acks = new HashMap<>();
        several.forEach(notice -> acks.putAll(notice.acks));
        List<String> remarks = several.stream()
                .flatMap(notice -> notice.remarks.stream())
                .distinct()
                .toList();
        return new Notice(first.topic, first.receiver, Map.of(), why, news, first.alerts, more, acks, remarks)
                .with(latest.values().stream());
    }
}
