package io.rollcall.group;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.integration.Status;
import io.rollcall.mute.Silences;
import io.rollcall.store.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Groups with a clock set by hand, a journal to restart from, and what was told. */
final class GroupScene {
    static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    static final Duration HOLD_BACK = Duration.ofHours(1);
    static final Receiver TEAM = new Receiver(
            "team",
            List.of("slack"),
            List.of("rule", "severity"),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            true,
            List.of(),
            null);

    /** The team, with whoever else is told when it does not acknowledge. */
    static final Receiver WATCHED = escalated(TEAM);

    final HandSetClock clock = new HandSetClock(START);
    final Escalations escalations = new Escalations();
    final Silences silences = new Silences(entries -> {}, clock, Duration.ofDays(30), Duration.ofHours(1));
    final Map<String, Muting.Muted> muted = new HashMap<>();
    final List<Posting> told = new ArrayList<>();
    private final Map<List<String>, MemberEntry> journal = new LinkedHashMap<>();
    AlertGroups groups = groups();

    private AlertGroups groups() {
        return new AlertGroups(
                (postings, entries) -> {
                    told.addAll(postings);
                    keep(entries);
                },
                this::keep,
                (firing, now) -> alert -> Optional.ofNullable(muted.get(alert.integration())),
                clock,
                new AlertGroups.Manner(HOLD_BACK, escalations, channel -> !channel.equals("fax")));
    }

    static Receiver escalated(Receiver receiver) {
        return new Receiver(
                receiver.name(),
                receiver.channels(),
                receiver.groupBy(),
                receiver.groupWait(),
                receiver.groupInterval(),
                receiver.repeatInterval(),
                receiver.tellsEnd(),
                receiver.to(),
                "critical");
    }

    /** The watched team, told over these channels. */
    static Receiver watched(String... channels) {
        return new Receiver(
                WATCHED.name(),
                List.of(channels),
                WATCHED.groupBy(),
                WATCHED.groupWait(),
                WATCHED.groupInterval(),
                WATCHED.repeatInterval(),
                WATCHED.tellsEnd(),
                WATCHED.to(),
                WATCHED.escalation());
    }

    /** What people may answer. */
    Responses responses() {
        return new AlertResponses(groups, silences, clock);
    }

    /** From now on an alert of the integration fires for the watched team. */
    void fires(String integration, Severity severity) {
        groups.fires(alert(integration, severity, true), List.of(WATCHED));
    }

    void escalation(String steps, int repeat) {
        escalations.take(Map.of("critical", Escalation.parse(steps, repeat)));
    }

    private void keep(List<? extends JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            MemberEntry member = (MemberEntry) entry;
            journal.put(List.of(member.group(), member.key()), member);
        }
    }

    /** As after a kill: nothing but the journal is left. */
    void restart() {
        groups = groups();
        groups.restore(journal.values());
    }

    /** What a restart would take up. */
    List<MemberEntry> members() {
        return journal.values().stream().filter(entry -> !entry.gone()).toList();
    }

    /** How many alerts a restart would take up. */
    long kept() {
        return journal.values().stream().filter(entry -> !entry.gone()).count();
    }

    void fires(String integration) {
        groups.fires(alert(integration, Severity.WARNING, true), List.of(TEAM));
    }

    void ends(String integration) {
        groups.ends(alert(integration, Severity.WARNING, false));
    }

    /** Lets time pass a second at a time, and returns what was told meanwhile as {@code channel REASON +firing -ended}. */
    List<String> after(Duration time) {
        told.clear();
        for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
            clock.advance(Duration.ofSeconds(1));
            groups.flush();
        }
        return told.stream().map(GroupScene::line).toList();
    }

    static String line(Posting posting) {
        List<String> to = posting.to();
        String whom = to == null ? " to those told" : to.isEmpty() ? "" : " to " + String.join(",", to);
        StringBuilder line = new StringBuilder(
                posting.channel() + whom + " " + posting.notice().reason());
        posting.notice().alerts().stream()
                .sorted(java.util.Comparator.comparing(Alert::firing).reversed().thenComparing(Alert::integration))
                .forEach(alert -> line.append(alert.firing() ? " +" : " -").append(alert.integration()));
        return line.toString();
    }

    Alert alert(String integration, Severity severity, boolean firing) {
        Map<String, String> labels = new TreeMap<>(Map.of("rule", "slow", "severity", severity.word()));
        labels.put("integration", integration);
        return new Alert(
                "slow",
                "latency > 1s",
                severity,
                firing,
                integration,
                integration,
                "http",
                null,
                firing ? Status.DEGRADED : Status.HEALTHY,
                START,
                clock.instant(),
                0,
                null,
                null,
                List.of(),
                null,
                List.of(),
                labels,
                Map.of());
    }
}
