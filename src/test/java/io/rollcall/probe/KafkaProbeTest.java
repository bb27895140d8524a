package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.Certificates;
import io.rollcall.KafkaServers;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.integration.Status;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProbeTest {
    private static final Watched WATCHED = new Watched();
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private static final KafkaClusters CLUSTERS = new KafkaClusters(WATCHED.dog(), new TlsContexts(), TIMER);

    @TempDir
    private static Path folder;

    private static KafkaServers kafka;
    private static Path authority;
    private static Admin admin;

    private final KafkaProbe probe = new KafkaProbe(CLUSTERS, Clock.systemUTC(), new Judgement());

    @BeforeAll
    static void start() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.valid(90).close();
        authority = certificates.authority();
        kafka = new KafkaServers(folder).keys(certificates.ownKeys()).start(1);
        admin = kafka.admin();
        admin.createTopics(List.of(
                        new NewTopic("orders", 2, (short) 1),
                        new NewTopic("mails", 1, (short) 1),
                        new NewTopic("archive", 1, (short) 1)))
                .all()
                .get();
    }

    @AfterAll
    static void stop() {
        admin.close();
        CLUSTERS.close();
        kafka.close();
        TIMER.shutdownNow();
        WATCHED.close();
    }

    @Test
    void a_cluster_that_is_well_says_how_many_brokers_and_partitions_it_has() throws Exception {
        CheckResult result = run(Map.of("topics", "orders, mails"));
        assertThat(result.message()).isNull();
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(Found.metrics(result))
                .containsEntry("kafka_brokers", 1.0)
                .containsEntry("kafka_partitions", 3.0)
                .containsEntry("kafka_offline_partitions", 0.0);
        assertThat(Found.subCheck(result, "controller").status()).isEqualTo(Status.HEALTHY);
        assertThat(Found.subCheck(result, "lag").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_group_that_is_behind_is_told_with_its_partition() throws Exception {
        kafka.send("mails", 1500);
        committed("mailer", "mails", 100);
        CheckResult result = run(Map.of("groups", "mailer"));
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.message())
                .isEqualTo("Group mailer is 1400 messages behind; Nobody reads what waits for group mailer");
        assertThat(Found.metrics(result))
                .containsEntry("kafka_lag{group=mailer}", 1400.0)
                .containsEntry("kafka_partition_lag{group=mailer}", 1400.0)
                .containsEntry("kafka_members{group=mailer}", 0.0)
                .containsEntry("kafka_unread_groups", 1.0);
        assertThat(result.details().get("groups").toString()).contains("Empty", "slowest_partition=mails-0");

        committed("mailer", "mails", 1500);
        assertThat(run(Map.of("groups", "mailer")).message()).isNull();
        assertThat(Found.metrics(run(Map.of("groups", "*")))).containsKey("kafka_lag{group=mailer}");
        committed("mailer", "mails", 0);
        assertThat(Found.metrics(run(Map.of("groups", "mailer", "topics", "orders"))))
                .containsEntry("kafka_lag{group=mailer}", 0.0);
    }

    @Test
    void the_age_of_the_oldest_unread_message_is_found_without_reading_it() throws Exception {
        Instant now = Instant.now();
        kafka.send("archive", IntStream.rangeClosed(-3000, 0).mapToObj(minute -> now.plusSeconds(60L * minute)));
        committed("archiver", "archive", 3001);
        assertThat(Found.metrics(run(Map.of("groups", "archiver")))).doesNotContainKey("kafka_oldest_unread");

        for (int minutes : List.of(0, 1, 10, 700, 3000)) {
            committed("archiver", "archive", 3000 - minutes);
            double age = Found.metrics(run(Map.of("groups", "archiver"))).get("kafka_oldest_unread");
            assertThat(age).isBetween(60.0 * minutes, 60.0 * minutes * 1.1 + 100);
        }
        committed("archiver", "archive", 0);
        committed("second", "archive", 2990);
        assertThat(run(Map.of("groups", "archiver,second", "sub-checks", "waiting: kafka_oldest_unread < 30m"))
                        .message())
                .startsWith("waiting: kafka_oldest_unread (2.1d");
    }

    @Test
    void a_group_with_a_reader_has_a_member() throws Exception {
        StringDeserializer text = new StringDeserializer();
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.plain(), "group.id", "billing", "auto.offset.reset", "earliest"),
                text,
                text)) {
            reader.subscribe(List.of("orders"));
            while (reader.assignment().isEmpty()) {
                reader.poll(Duration.ofMillis(100));
            }
            reader.commitSync();
            CheckResult result = run(Map.of("groups", "billing"));
            assertThat(result.message()).isNull();
            assertThat(Found.metrics(result))
                    .containsEntry("kafka_members{group=billing}", 1.0)
                    .containsEntry("kafka_lag{group=billing}", 0.0);
            assertThat(result.details().get("groups").toString()).contains("Stable");
        }
    }

    @Test
    void a_topic_or_group_that_does_not_exist_is_a_failure() throws Exception {
        CheckResult topic = run(Map.of("topics", "orders,nothing"));
        assertThat(topic.failed()).isTrue();
        assertThat(topic.message()).isEqualTo("There is no topic nothing");
        assertThat(Found.metrics(topic)).containsEntry("kafka_brokers", 1.0);

        CheckResult group = run(Map.of("groups", "nobody"));
        assertThat(group.failed()).isTrue();
        assertThat(group.message()).isEqualTo("There is no consumer group nobody");
    }

    @Test
    void a_login_is_right_or_refused() throws Exception {
        for (String mechanism : List.of("PLAIN", "SCRAM-SHA-256")) {
            Map<String, String> right = Map.of(
                    "brokers", kafka.login(), "username", "monitor", "password", "right", "mechanism", mechanism);
            assertThat(run(right).message()).isNull();

            CheckResult wrong = run(Map.of(
                    "brokers", kafka.login(), "username", "monitor", "password", "wr0ng", "mechanism", mechanism));
            assertThat(wrong.failed()).isTrue();
            assertThat(wrong.message()).startsWith("Login refused: ").doesNotContain("wr0ng");
        }
        assertThat(run(Map.of("brokers", kafka.login(), "username", "odd", "password", "a\"b\\c;"))
                        .message())
                .isNull();
        assertThat(run(Map.of(
                                "brokers",
                                kafka.login(),
                                "username",
                                "monitor",
                                "password",
                                "right",
                                "mechanism",
                                "SCRAM-SHA-512"))
                        .message())
                .contains("SCRAM-SHA-512");
    }

    @Test
    void tls_is_verified() throws Exception {
        Map<String, String> secured = Map.of("brokers", kafka.tls(), "security", "tls");
        Check untrusting = check(secured);
        assertThatThrownBy(() -> probe.run(untrusting))
                .satisfies(
                        thrown -> assertThat(FailureText.of(untrusting, thrown)).isEqualTo("Certificate not trusted"));

        Map<String, String> trusting =
                Map.of("brokers", kafka.tls(), "security", "tls", "ca-certificate", authority.toString());
        assertThat(run(trusting).message()).isNull();

        Check wrongHost = check(Map.of(
                "brokers",
                kafka.tls().replace("localhost", "127.0.0.1"),
                "security",
                "tls",
                "ca-certificate",
                authority.toString()));
        assertThatThrownBy(() -> probe.run(wrongHost)).satisfies(thrown -> assertThat(FailureText.of(wrongHost, thrown))
                .isEqualTo("Host name does not match the certificate"));
    }

    @Test
    void all_checks_of_a_cluster_share_a_client_that_closes_when_idle() throws Exception {
        CLUSTERS.closeUnused(Duration.ZERO);
        assertThat(CLUSTERS.size()).isZero();
        run(Map.of("topics", "orders"));
        run(Map.of("topics", "mails"));
        assertThat(CLUSTERS.size()).isEqualTo(1);
        CLUSTERS.closeUnused(Duration.ofMinutes(1));
        assertThat(CLUSTERS.size()).isEqualTo(1);
        CLUSTERS.closeUnused(Duration.ZERO);
        assertThat(CLUSTERS.size()).isZero();
        assertThat(run(Map.of("topics", "orders")).status()).isEqualTo(Status.HEALTHY);
    }

    private static void committed(String group, String topic, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private CheckResult run(Map<String, String> more) throws Exception {
        return probe.run(check(more));
    }

    private static Check check(Map<String, String> more) throws Exception {
        Map<String, String> parameters = KindDefaults.of("kafka", Map.of("brokers", kafka.plain()));
        parameters.putAll(more);
        return Checks.patient("kafka", Duration.ofSeconds(30), parameters);
    }
}
