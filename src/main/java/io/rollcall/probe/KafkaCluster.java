package io.rollcall.probe;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListConsumerGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * What one try asks of a Kafka cluster, within its time. Each method throws what the cluster answered with, an
 * {@code ApiException}, or a timeout.
 *
 * @param end of the try, in nanoseconds of {@link System#nanoTime()}
 */
record KafkaCluster(Admin admin, long end) {

    Collection<Node> brokers() throws Exception {
        return get(admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis()))
                .nodes());
    }

    /** Whether the controllers have a leader; null when the login may not know, or ZooKeeper is still in use. */
    @Nullable
    Boolean controlled() throws Exception {
        // So that without one there is time for the rest.
        DescribeMetadataQuorumOptions half = new DescribeMetadataQuorumOptions().timeoutMs(millis() / 2);
        try {
            return get(admin.describeMetadataQuorum(half).quorumInfo()).leaderId() >= 0;
        } catch (UnsupportedVersionException | AuthorizationException unseen) {
            return null;
        } catch (org.apache.kafka.common.errors.TimeoutException none) {
            return false;
        }
    }

    /** The names of all topics that the login may see, Kafka's own included. */
    Set<String> topics() throws Exception {
        return get(admin.listTopics(new ListTopicsOptions().timeoutMs(millis()).listInternal(true))
                .names());
    }

    /** Those topics, without any that does not exist. */
    Map<String, TopicDescription> describe(Collection<String> topics) throws Exception {
        Map<String, TopicDescription> found = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> each : admin.describeTopics(
                        topics, new DescribeTopicsOptions().timeoutMs(millis()))
                .topicNameValues()
                .entrySet()) {
            try {
                found.put(each.getKey(), get(each.getValue()));
            } catch (UnknownTopicOrPartitionException missing) {
                continue;
            }
        }
        return found;
    }

    Set<String> groups() throws Exception {
        Set<String> names = new HashSet<>();
        for (ConsumerGroupListing each :
                get(admin.listConsumerGroups(new ListConsumerGroupsOptions().timeoutMs(millis()))
                        .valid())) {
            names.add(each.groupId());
        }
        return names;
    }

    /** Those groups; one that does not exist is missing or {@code DEAD}, by the cluster's version. */
    Map<String, ConsumerGroupDescription> describeGroups(Collection<String> groups) throws Exception {
        Map<String, ConsumerGroupDescription> found = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<ConsumerGroupDescription>> each : admin.describeConsumerGroups(
                        groups, new DescribeConsumerGroupsOptions().timeoutMs(millis()))
                .describedGroups()
                .entrySet()) {
            try {
                found.put(each.getKey(), get(each.getValue()));
            } catch (GroupIdNotFoundException missing) {
                continue;
            }
        }
        return found;
    }

    /** How far each group has read: the offset of the next message it wants, of the partitions it has read from. */
    Map<String, Map<TopicPartition, Long>> read(Collection<String> groups) throws Exception {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
        groups.forEach(group -> wanted.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> read = new HashMap<>();
        for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group : get(admin.listConsumerGroupOffsets(
                                wanted, new ListConsumerGroupOffsetsOptions().timeoutMs(millis()))
                        .all())
                .entrySet()) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            group.getValue().forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            read.put(group.getKey(), offsets);
        }
        return read;
    }

    /** What stands at those places; each partition must have a leader. */
    Map<TopicPartition, ListOffsetsResultInfo> offsets(Map<TopicPartition, OffsetSpec> places) throws Exception {
        return places.isEmpty()
                ? Map.of()
                : get(admin.listOffsets(places, new ListOffsetsOptions().timeoutMs(millis()))
                        .all());
    }

    private long left() {
        return Math.max(end - System.nanoTime(), 1_000_000);
    }

    private int millis() {
        return Math.toIntExact(Math.min(left() / 1_000_000, Integer.MAX_VALUE));
    }

    private <T> T get(KafkaFuture<T> answer) throws Exception {
        try {
            return answer.get(left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } catch (TimeoutException late) {
            answer.cancel(false);
            throw late;
        }
    }
}
