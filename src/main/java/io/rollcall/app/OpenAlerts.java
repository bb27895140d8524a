package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertEntry;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.MemberEntry;
import io.rollcall.incoming.IncomingEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which alerts fire or wait now, and who was told of them, as the database knows. */
public final class OpenAlerts {
    private static final List<String> WORST_FIRST = List.of("critical", "warning", "info");

    private OpenAlerts() {}

    /**
     * One that fires or waits.
     *
     * @param state {@code firing}, {@code pending} while its condition has not held for long enough, {@code ended} when it
     *     was told to fire and its end is not told yet
     * @param severity as a word
     * @param since when its condition began to hold
     * @param message the last error, or null when it is not known
     * @param acknowledged who looks after it, or null
     * @param told over what and when; empty when nobody was told
     * @param name of what it is about, for people
     * @param labels by which it is routed, grouped and silenced
     * @param groups with which others it is told
     * @param muted why it is not told now although it fires; null when it may be, or where no engine is asked
     */
    public record OpenAlert(
            String rule,
            String integration,
            String state,
            String severity,
            String condition,
            Instant since,
            @Nullable String message,
            @Nullable Acknowledgement acknowledged,
            List<Telling> told,
            String name,
            Map<String, String> labels,
            List<Together> groups,
            @Nullable String muted) {}

    /**
     * A group of alerts that are told together.
     *
     * @param id by which people answer all of them
     * @param receiver whom they are told to
     * @param labels what they share
     */
    public record Together(String id, String receiver, Map<String, String> labels) {}

    /**
     * What was last said over a channel.
     *
     * @param receiver whom
     * @param at when
     */
    public record Telling(String receiver, String channel, Instant at) {}

    /**
     * All of them, the worst and the oldest first.
     *
     * @throws io.rollcall.store.StoreException when the data folder cannot be used, or the database is away
     */
    public static List<OpenAlert> list(Settings settings) {
        try (Memory memory = Memory.look(settings)) {
            return of(memory.required().incoming(), memory.alerts(), memory.members(), alert -> Optional.empty());
        }
    }

    /**
     * The same from what is known of each.
     *
     * @param muted why an alert that fires is not told now
     */
    static List<OpenAlert> of(
            List<IncomingEntry> incoming,
            List<AlertEntry> alerts,
            List<MemberEntry> all,
            Function<Alert, Optional<String>> muted) {
        Map<String, List<MemberEntry>> members = all.stream().collect(Collectors.groupingBy(MemberEntry::key));
        return Stream.of(
                        incoming.stream().map(entry -> incoming(entry, members, muted)),
                        alerts.stream()
                                .filter(entry -> !entry.state().equals("resolved"))
                                .map(entry -> open(entry, members, muted)),
                        all.stream()
                                .filter(member -> !member.alert().firing()
                                        && !member.saidToFire().isEmpty())
                                .map(member -> ended(member, members)))
                .flatMap(some -> some)
                .distinct()
                .sorted(Comparator.comparingInt((OpenAlert alert) -> WORST_FIRST.indexOf(alert.severity()))
                        .thenComparing(OpenAlert::since)
                        .thenComparing(OpenAlert::integration))
                .toList();
    }

    private static OpenAlert open(
            AlertEntry entry, Map<String, List<MemberEntry>> members, Function<Alert, Optional<String>> muted) {
        List<MemberEntry> homes = members.getOrDefault(Alert.fingerprintOf(entry.rule(), entry.key()), List.of());
        Alert alert = homes.isEmpty() ? entry.alert() : homes.get(0).alert();
        return new OpenAlert(
                entry.rule(),
                entry.key(),
                entry.state(),
                entry.severity(),
                entry.condition(),
                entry.since(),
                homes.isEmpty() ? null : homes.get(0).alert().message(),
                acknowledged(homes),
                told(homes),
                alert == null ? entry.key() : alert.name(),
                alert == null ? Map.of("rule", entry.rule(), "integration", entry.key()) : alert.labels(),
                groups(homes),
                alert == null || !alert.firing() ? null : muted.apply(alert).orElse(null));
    }

    private static OpenAlert incoming(
            IncomingEntry entry, Map<String, List<MemberEntry>> members, Function<Alert, Optional<String>> muted) {
        Alert alert = entry.alert();
        List<MemberEntry> homes = members.getOrDefault(alert.fingerprint(), List.of());
        return new OpenAlert(
                alert.rule(),
                alert.integration(),
                "firing",
                alert.severity().word(),
                alert.condition(),
                alert.startedAt(),
                alert.annotations().get("summary"),
                acknowledged(homes),
                told(homes),
                alert.name(),
                alert.labels(),
                groups(homes),
                muted.apply(alert).orElse(null));
    }

    private static OpenAlert ended(MemberEntry member, Map<String, List<MemberEntry>> members) {
        Alert alert = member.alert();
        List<MemberEntry> homes = members.getOrDefault(member.key(), List.of());
        return new OpenAlert(
                alert.rule(),
                alert.integration(),
                "ended",
                alert.severity().word(),
                alert.condition(),
                alert.startedAt(),
                alert.message(),
                member.ack(),
                told(homes),
                alert.name(),
                alert.labels(),
                groups(homes),
                null);
    }

    private static List<Together> groups(List<MemberEntry> homes) {
        return homes.stream()
                .map(member -> new Together(member.group(), member.receiver().name(), member.labels()))
                .sorted(Comparator.comparing(Together::id))
                .toList();
    }

    private static @Nullable Acknowledgement acknowledged(List<MemberEntry> homes) {
        return homes.stream()
                .map(MemberEntry::ack)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<Telling> told(List<MemberEntry> homes) {
        return homes.stream()
                .flatMap(member -> member.saidToFire().entrySet().stream()
                        .map(said -> new Telling(member.receiver().name(), said.getKey(), said.getValue())))
                .sorted(Comparator.comparing(Telling::at).thenComparing(Telling::channel))
                .toList();
    }
}
