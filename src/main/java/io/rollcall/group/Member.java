package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One alert of a group, and what was said of it over each channel. Guarded by {@link AlertGroups}. */
final class Member {
    private final Map<String, Told> told = new TreeMap<>();
    private Alert alert;
    private @Nullable Acknowledgement ack;
    /** True when what is known of an acknowledgement is from this run. */
    private boolean ackDecided;

    Member(Alert alert) {
        this.alert = alert;
    }

    Alert alert() {
        return alert;
    }

    /** It is now so. An acknowledgement ends when it has risen or begun anew, but goes on to be known at its end. */
    void become(Alert newer) {
        if (newer.firing()
                && ack != null
                && (!alert.firing() || newer.severity().compareTo(ack.severity()) > 0)) {
            acknowledge(null);
        }
        alert = newer;
    }

    /** Who looks after it, or null. */
    @Nullable
    Acknowledgement ack() {
        return ack;
    }

    /** Somebody looks after it, or with null nobody does any more. */
    void acknowledge(@Nullable Acknowledgement by) {
        ack = by;
        ackDecided = true;
    }

    /** True when it is told to fire, and nobody looks after it. */
    boolean waits() {
        return firing() && open() && ack == null;
    }

    boolean firing() {
        return alert.firing();
    }

    /** True when the last word over the channel is that it fires, to whomever it was said. */
    boolean open(String channel) {
        Told said = told.get(channel);
        return said != null && said.open();
    }

    /** True when only a step of an escalation has said so over the channel. */
    boolean aside(String channel) {
        Told said = told.get(channel);
        return said != null && said.aside();
    }

    /** Over which channels the last word is that it fires. */
    List<String> openChannels() {
        return told.entrySet().stream()
                .filter(said -> said.getValue().open())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** True when the last word over any channel is that it fires. */
    boolean open() {
        return told.values().stream().anyMatch(Told::open);
    }

    /** True when it has risen above what was said over any channel. */
    boolean risen() {
        return told.values().stream().anyMatch(said -> said.firing() && isAbove(said.severity()));
    }

    /** True when it fires and the channel's listeners do not know, or not how bad it is. */
    boolean isNews(String channel, Duration holdBack, Instant now) {
        Told said = told.get(channel);
        if (!firing() || said == null || isAbove(said.severity())) {
            return firing();
        }
        return !said.firing() && !said.heldUntil(holdBack).isAfter(now);
    }

    /** Until when an alarm is held back over the channel; null when it is not. */
    @Nullable
    Instant heldUntil(String channel, Duration holdBack) {
        Told said = told.get(channel);
        if (said == null || !firing() || said.firing() || isAbove(said.severity())) {
            return null;
        }
        return said.heldUntil(holdBack);
    }

    /** When something about it may be told or forgotten that may not be before. */
    Stream<Instant> turns(List<String> channels, Duration holdBack) {
        return firing()
                ? channels.stream().map(channel -> heldUntil(channel, holdBack)).filter(Objects::nonNull)
                : told.values().stream().filter(said -> !said.open()).map(said -> said.heldUntil(holdBack));
    }

    /** It was told over the channel as it is now. */
    void tell(String channel, Instant now) {
        Told said = told.get(channel);
        if (said == null) {
            if (firing()) {
                told.put(channel, new Told(true, alert.severity(), now, now));
            }
            return;
        }
        boolean alarm = firing() && (!said.firing() || isAbove(said.severity()));
        told.put(
                channel,
                new Told(firing(), firing() ? alert.severity() : said.severity(), alarm ? now : said.alarmAt(), now));
    }

    /** A step of an escalation tells others over the channel: for those whom it usually reaches that changes nothing. */
    void tellAside(String channel, Instant now) {
        Told said = told.get(channel);
        told.put(channel, said == null ? Told.onlyAside(alert.severity(), now) : said.alsoAside(now));
    }

    /** True when it has ended, everyone knows, and no hold-back counts from it any more. */
    boolean forgettable(Duration holdBack, Instant now) {
        return !firing()
                && told.values().stream()
                        .noneMatch(
                                said -> said.open() || said.heldUntil(holdBack).isAfter(now));
    }

    private boolean isAbove(Severity severity) {
        return alert.severity().compareTo(severity) > 0;
    }

    Map<String, Told> told() {
        return Map.copyOf(told);
    }

    /** Who looked after it before a restart, or in another group, where that still counts. */
    void inherit(@Nullable Acknowledgement before, boolean fired) {
        if (!ackDecided
                && before != null
                && (fired || !firing())
                && alert.severity().compareTo(before.severity()) <= 0) {
            ack = before;
        }
    }

    /** What was said before a restart, or in another group; what was said since then counts more. */
    void inherit(Map<String, Told> before) {
        before.forEach((channel, said) ->
                told.merge(channel, said, (mine, other) -> mine.at().isBefore(other.at()) ? other : mine));
    }
}
