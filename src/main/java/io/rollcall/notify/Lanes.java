package io.rollcall.notify;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The lanes of all channels, topics and recipients. Guarded by the outbox. */
final class Lanes {
    private final Map<Topic, Map<String, Lane>> topics = new HashMap<>();

    private record Topic(String channel, String name) {}

    Lane of(Notification notification) {
        Topic topic = new Topic(notification.channel(), notification.notice().topic());
        return topics.computeIfAbsent(topic, key -> new TreeMap<>())
                .computeIfAbsent(notification.recipient(), recipient -> new Lane());
    }

    Stream<Lane> all() {
        return topics.values().stream().flatMap(lanes -> lanes.values().stream());
    }

    /** Those whose time has come, the most severe first. */
    List<Queued> due(Instant now) {
        return all().flatMap(lane -> lane.due(now).stream())
                .sorted(Comparator.comparing(Queued::severity).reversed().thenComparing(queued -> queued.notification()
                        .createdAt()))
                .toList();
    }

    /** True when something was told about it, or is about to be, that an end would end. */
    boolean isOpen(String channel, String topic) {
        return topics.getOrDefault(new Topic(channel, topic), Map.of()).values().stream()
                .anyMatch(Lane::isOpen);
    }

    /** Everyone who may have been told about it. */
    List<String> recipients(String channel, String topic) {
        return List.copyOf(
                topics.getOrDefault(new Topic(channel, topic), Map.of()).keySet());
    }

    /** Those who were told that it fires and not that it has ended, or are about to be. */
    List<String> open(String channel, String topic) {
        return topics.getOrDefault(new Topic(channel, topic), Map.of()).entrySet().stream()
                .filter(lane -> lane.getValue().isOpen())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the channel has told about, or is to, and is not over. */
    List<String> topics(String channel) {
        return topics.keySet().stream()
                .filter(topic -> topic.channel().equals(channel))
                .map(Topic::name)
                .toList();
    }

    void forget() {
        topics.values().forEach(lanes -> lanes.values().removeIf(Lane::forgettable));
        topics.values().removeIf(Map::isEmpty);
    }
}
