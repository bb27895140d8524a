package io.rollcall.group;

import io.rollcall.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of the alerts that are routed to it, over what, and how they are gathered (requirement 001-21).
 *
 * @param name unique over all receivers
 * @param channels over which everything is told
 * @param groupBy names of the labels whose values decide which alerts are told together; empty means all
 * @param groupWait how long the first message waits for further alerts
 * @param groupInterval the least time between two messages about what was added or has ended in part
 * @param repeatInterval after how long it is told again that something still fires
 * @param tellsEnd whether it is told when an alert has ended
 * @param to persons, schedules or addresses; empty for those whom the channels reach by themselves
 * @param escalation the escalation that tells others when nobody acknowledges, or null
 */
public record Receiver(
        String name,
        List<String> channels,
        List<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        boolean tellsEnd,
        List<String> to,
        @Nullable String escalation) {
    /** Stands in {@link #groupBy} for every label: each alert is told by itself. */
    public static final String EACH = "...";

    public Receiver {
        channels = List.copyOf(channels);
        groupBy = List.copyOf(groupBy);
        // One that was kept before there were any has none.
        to = to == null ? List.of() : List.copyOf(to);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a receiver needs at least one channel");
        }
        if (groupWait.isNegative() || groupInterval.toMillis() < 1 || repeatInterval.toMillis() < 1) {
            throw new IllegalArgumentException("the times of a receiver must be positive");
        }
    }

    /** The labels whose values decide which alerts are told together with this one. */
    Map<String, String> shared(Alert alert) {
        Map<String, String> labels = new TreeMap<>(alert.labels());
        if (!groupBy.contains(EACH)) {
            labels.keySet().retainAll(groupBy);
        }
        return labels;
    }

    /** Identifies the group that an alert joins. Where email goes is part of whom it is told to. */
    String group(Alert alert) {
        return name + shared(alert) + (alert.emails().isEmpty() ? "" : alert.emails());
    }

    /** The same over those of its channels alone; empty when there is none. */
    public Optional<Receiver> over(Predicate<String> wanted) {
        List<String> some = channels.stream().filter(wanted).toList();
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(new Receiver(
                        name, some, groupBy, groupWait, groupInterval, repeatInterval, tellsEnd, to, escalation));
    }
}
