package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One alert of a group, and what was said of it over each channel. Guarded by {@link AlertGroups}. */
final class Member {
    private final Map<String, Told> told = new TreeMap<>();
    private Alert alert;

    Member(Alert alert) {
        this.alert = alert;
    }

    Alert alert() {
        return alert;
    }

    void become(Alert newer) {
        alert = newer;
    }

    boolean firing() {
        return alert.firing();
    }

    /** True when the last word over the channel is that it fires. */
    boolean open(String channel) {
        Told said = told.get(channel);
        return said != null && said.firing();
    }

    /** True when the last word over any channel is that it fires. */
    boolean open() {
        return told.values().stream().anyMatch(Told::firing);
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

    /** True when it has ended, everyone knows, and no hold-back counts from it any more. */
    boolean forgettable(Duration holdBack, Instant now) {
        return !firing()
                && told.values().stream()
                        .noneMatch(said ->
                                said.firing() || said.heldUntil(holdBack).isAfter(now));
    }

    private boolean isAbove(Severity severity) {
        return alert.severity().compareTo(severity) > 0;
    }

    Map<String, Told> told() {
        return Map.copyOf(told);
    }

    /** What was said before a restart, or in another group; what was said since then counts more. */
    void inherit(Map<String, Told> before) {
        before.forEach((channel, said) ->
                told.merge(channel, said, (mine, other) -> mine.at().isBefore(other.at()) ? other : mine));
    }
}
