package io.rollcall.probe;

import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.ConsumerGroupState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far are consumer groups behind, and does anybody read for them?
 *
 * @param partitions those that count; each has a leader
 */
record KafkaLag(KafkaCluster cluster, Set<TopicPartition> partitions, Clock clock) {
    /** Instead of names: every group there is. */
    private static final String ALL = "*";

    private static final int MOST_GROUPS = 100;

    /** Adds what was found out about these groups. Answers what is wrong with their names, or null. */
    @Nullable
    String measure(Set<String> names, Findings findings) throws Exception {
        if (names.isEmpty()) {
            return null;
        }
        boolean all = names.contains(ALL);
        Map<String, ConsumerGroupDescription> groups = new TreeMap<>(cluster.describeGroups(
                all ? cluster.groups().stream().sorted().limit(MOST_GROUPS).toList() : names));
        groups.values().removeIf(group -> group.state() == ConsumerGroupState.DEAD);
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(groups.keySet());
        if (!all && !missing.isEmpty()) {
            return "There is no consumer group " + String.join(", ", missing);
        }
        Map<String, Map<TopicPartition, Long>> read = cluster.read(groups.keySet());
        read.values().forEach(offsets -> offsets.keySet().retainAll(partitions));
        Map<TopicPartition, Long> ends = ends(read);
        Map<String, Object> details = new LinkedHashMap<>();
        Tally tally = new Tally();
        for (ConsumerGroupDescription group : groups.values()) {
            Behind behind = Behind.of(read.getOrDefault(group.groupId(), Map.of()), ends);
            Map<String, String> label = Map.of("group", group.groupId());
            int members = group.members().size();
            findings.metric(new Metric("kafka_lag", "", behind.total(), label))
                    .metric(new Metric("kafka_partition_lag", "", behind.largest(), label))
                    .metric(new Metric("kafka_members", "", members, label));
            tally.count(group.groupId(), behind.total(), members);
            details.put(group.groupId(), details(group, members, behind));
        }
        tally.report(findings);
        Map<TopicPartition, Long> unread = unread(read, ends);
        if (!unread.isEmpty()) {
            findings.metric("kafka_oldest_unread", "s", new KafkaAge(cluster, clock).oldest(unread));
        }
        findings.detail("groups", details);
        return null;
    }

    private Map<TopicPartition, Long> ends(Map<String, Map<TopicPartition, Long>> read) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        read.values()
                .forEach(offsets -> offsets.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        cluster.offsets(latest).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** The first message of each partition that a group has not read. */
    private static Map<TopicPartition, Long> unread(
            Map<String, Map<TopicPartition, Long>> read, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> unread = new HashMap<>();
        read.values()
                .forEach(offsets -> offsets.forEach((partition, offset) -> {
                    if (offset < ends.getOrDefault(partition, offset)) {
                        unread.merge(partition, offset, Math::min);
                    }
                }));
        return unread;
    }

    private static Map<String, Object> details(ConsumerGroupDescription group, int members, Behind behind) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", group.state().toString());
        details.put("members", members);
        details.put("lag", behind.total());
        if (behind.where() != null) {
            details.put("slowest_partition", behind.where().toString());
        }
        return details;
    }

    /**
     * How many messages one group has not read.
     *
     * @param where the partition with the most of them, or null when there are none
     */
    private record Behind(long total, long largest, @Nullable TopicPartition where) {

        static Behind of(Map<TopicPartition, Long> read, Map<TopicPartition, Long> ends) {
            long total = 0;
            long largest = 0;
            TopicPartition where = null;
            for (Map.Entry<TopicPartition, Long> each : read.entrySet()) {
                long lag = Math.max(ends.getOrDefault(each.getKey(), 0L) - each.getValue(), 0);
                total += lag;
                if (lag > largest) {
                    largest = lag;
                    where = each.getKey();
                }
            }
            return new Behind(total, largest, where);
        }
    }

    /** What is said of all groups together. */
    private static final class Tally {
        private long most = -1;
        private @Nullable String slowest;
        private int unread;
        private @Nullable String example;

        void count(String group, long lag, int members) {
            if (lag > most) {
                most = lag;
                slowest = group;
            }
            if (lag > 0 && members == 0) {
                unread++;
                example = group;
            }
        }

        void report(Findings findings) {
            findings.metric("kafka_unread_groups", "", unread)
                    .fact("slowest_group", slowest)
                    .fact("unread_group", example);
        }
    }
}
