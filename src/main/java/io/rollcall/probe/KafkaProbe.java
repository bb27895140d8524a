package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Is a Kafka cluster there, has each partition a leader and all its replicas, and how far are consumer groups behind
 * (requirement 000-08)? Thread-safe.
 */
public final class KafkaProbe {
    static final Kind KIND = new Kind(
            "kafka",
            KafkaAddress.RULES,
            Vocabulary.empty()
                    .with("kafka_brokers", Type.NUMBER)
                    .with("kafka_controller", Type.BOOLEAN)
                    .with("kafka_partitions", Type.NUMBER)
                    .with("kafka_offline_partitions", Type.NUMBER)
                    .with("kafka_under_replicated_partitions", Type.NUMBER)
                    .with("kafka_lag", Type.NUMBER)
                    .with("kafka_partition_lag", Type.NUMBER)
                    .with("kafka_oldest_unread", Type.DURATION)
                    .with("kafka_members", Type.NUMBER)
                    .with("kafka_unread_groups", Type.NUMBER)
                    .with("slowest_group", Type.TEXT)
                    .with("unread_group", Type.TEXT));

    private static final int NAMED = 10;

    private final KafkaClusters clusters;
    private final Clock clock;
    private final Judgement judgement;

    public KafkaProbe(KafkaClusters clusters, Clock clock, Judgement judgement) {
        this.clusters = clusters;
        this.clock = clock;
        this.judgement = judgement;
    }

    /** Asks over the client that all checks of the cluster share. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        Set<String> topics = names(parameters.text("topics", ""));
        Set<String> groups = names(parameters.text("groups", ""));
        return clusters.ask(check, cluster -> {
            Findings findings = new Findings();
            findings.metric("kafka_brokers", "", cluster.brokers().size());
            findings.fact("kafka_controller", cluster.controlled());
            Map<String, TopicDescription> seen = cluster.describe(topics.isEmpty() ? cluster.topics() : topics);
            Set<TopicPartition> led = partitions(seen.values(), findings);
            Set<String> missing = new TreeSet<>(topics);
            missing.removeAll(seen.keySet());
            if (!missing.isEmpty()) {
                return judgement.failed(check, "There is no topic " + String.join(", ", missing), findings);
            }
            String complaint = new KafkaLag(cluster, led, clock).measure(groups, findings);
            return complaint == null ? judgement.judge(check, findings) : judgement.failed(check, complaint, findings);
        });
    }

    /** Counts them, and answers those that have a leader. */
    private static Set<TopicPartition> partitions(Collection<TopicDescription> topics, Findings findings) {
        Set<TopicPartition> led = new HashSet<>();
        Set<String> offline = new TreeSet<>();
        Set<String> lacking = new TreeSet<>();
        int all = 0;
        for (TopicDescription topic : topics) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                TopicPartition name = new TopicPartition(topic.name(), partition.partition());
                all++;
                if (partition.leader() == null || partition.leader().isEmpty()) {
                    offline.add(name.toString());
                } else {
                    led.add(name);
                }
                if (partition.isr().size() < partition.replicas().size()) {
                    lacking.add(name.toString());
                }
            }
        }
        findings.metric("kafka_partitions", "", all)
                .metric("kafka_offline_partitions", "", offline.size())
                .metric("kafka_under_replicated_partitions", "", lacking.size());
        name(findings, "offline_partitions", offline);
        name(findings, "under_replicated_partitions", lacking);
        return led;
    }

    private static void name(Findings findings, String detail, Set<String> partitions) {
        if (!partitions.isEmpty()) {
            findings.detail(detail, partitions.stream().limit(NAMED).toList());
        }
    }

    private static Set<String> names(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
