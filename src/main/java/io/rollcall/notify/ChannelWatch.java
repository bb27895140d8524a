package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.integration.Status;
import io.rollcall.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which channels fail: to a recipient something was given up, or has been tried in vain for five minutes, and nothing has
 * got through since. Each is an alert of the rule {@link #RULE} about the integration {@code channel:<name>}. Thread-safe.
 */
public final class ChannelWatch {
    /** The rule's name, by which the router and silences know it. */
    public static final String RULE = "channel-failing";

    private static final Logger LOG = LoggerFactory.getLogger(ChannelWatch.class);
    private static final String PREFIX = "channel:";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** A recipient who has been told nothing for so long may be one no longer. */
    private static final Duration MEMORY = Duration.ofHours(24);

    private final Clock clock;
    private final Channels channels;
    private final Map<String, Map<String, Trouble>> troubles = new TreeMap<>();
    private final Set<String> delivering = new HashSet<>();
    private final Map<String, Alert> told = new TreeMap<>();

    private record Trouble(
            String recipient, Instant since, Instant last, int failures, boolean givenUp, String reason) {
        boolean failing(Instant now) {
            return givenUp || !since.plus(PATIENCE).isAfter(now);
        }

        String words() {
            return recipient.isEmpty() ? reason : reason + " (" + recipient + ")";
        }
    }

    ChannelWatch(Clock clock, Channels channels) {
        this.clock = clock;
        this.channels = channels;
    }

    synchronized void delivered(Notification notification) {
        delivering.add(notification.channel());
        left(notification);
    }

    /** Nobody waits for what that recipient was not told. */
    synchronized void left(Notification notification) {
        troubles.getOrDefault(notification.channel(), new TreeMap<>()).remove(notification.recipient());
    }

    synchronized void failed(Notification notification, String reason, boolean givenUp) {
        if (channels.policy(notification.channel()).is(ChannelPolicy.Trait.STRANGERS)) {
            return;
        }
        Instant now = clock.instant();
        String recipient = notification.recipient();
        troubles.computeIfAbsent(notification.channel(), channel -> new TreeMap<>())
                .merge(
                        recipient,
                        new Trouble(recipient, now, now, 1, givenUp, reason),
                        (before, newer) -> new Trouble(
                                recipient,
                                before.since(),
                                now,
                                before.failures() + 1,
                                before.givenUp() || givenUp,
                                reason));
    }

    /** The alarms that have begun and those that have ended since this was last asked. */
    public synchronized List<Alert> look() {
        Instant now = clock.instant();
        List<Alert> changes = new ArrayList<>();
        troubles.forEach((channel, some) -> {
            some.values().removeIf(trouble -> trouble.last().plus(MEMORY).isBefore(now));
            Optional<Trouble> worst = some.values().stream()
                    .filter(trouble -> trouble.failing(now))
                    .min(Comparator.comparing(Trouble::since));
            Alert known = told.get(channel);
            if (worst.isPresent() && known == null) {
                Alert alarm = alarm(channel, worst.get(), now);
                LOG.error("Channel fails channel={} reason={}", channel, alarm.message());
                told.put(channel, alarm);
                changes.add(alarm);
            } else if (worst.isEmpty() && known != null) {
                LOG.info("Channel fails no longer channel={}", channel);
                told.remove(channel);
                changes.add(known.ended(now));
            }
        });
        return changes;
    }

    /** Fingerprints of the alarms that fire now. */
    public synchronized Set<String> fingerprints() {
        return told.values().stream().map(Alert::fingerprint).collect(Collectors.toSet());
    }

    /** False for an alarm of the last run about a channel that has not been heard of since: it may still fail. */
    public synchronized boolean knows(Alert alert) {
        String channel = channel(alert);
        return channel.isEmpty() || delivering.contains(channel) || !channels.isOn(channel);
    }

    /** True for an alarm about the channel itself, which it could not deliver. */
    static boolean isAbout(Alert alert, String channel) {
        return channel(alert).equals(channel);
    }

    private static String channel(Alert alert) {
        boolean about = alert.rule().equals(RULE) && alert.integration().startsWith(PREFIX);
        return about ? alert.integration().substring(PREFIX.length()) : "";
    }

    private static Alert alarm(String channel, Trouble trouble, Instant now) {
        String key = PREFIX + channel;
        Severity severity = Severity.CRITICAL;
        return new Alert(
                RULE,
                "a message is given up, or waits for " + Words.length(PATIENCE),
                severity,
                true,
                key,
                "Channel " + channel,
                "channel",
                null,
                Status.DOWN,
                trouble.since(),
                now,
                trouble.failures(),
                null,
                trouble.words(),
                List.of(),
                "./rollcall alert dead shows what was not delivered",
                List.of(),
                Map.of("rule", RULE, "severity", severity.word(), "integration", key, "kind", "channel"),
                Map.of());
    }
}
