package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.KafkaServers;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told when brokers go, hang or were never there. */
class KafkaFaultsTest {
    private static final Watched WATCHED = new Watched();
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private static final KafkaClusters CLUSTERS = new KafkaClusters(WATCHED.dog(), new TlsContexts(), TIMER);
    private static final Duration SOON = Duration.ofMillis(1500);

    private final KafkaProbe probe = new KafkaProbe(CLUSTERS, Clock.systemUTC(), new Judgement());

    @AfterAll
    static void stop() {
        CLUSTERS.close();
        TIMER.shutdownNow();
        WATCHED.close();
    }

    @Test
    void a_broker_that_goes_takes_leaders_and_replicas_with_it(@TempDir Path folder) throws Exception {
        try (KafkaServers kafka = new KafkaServers(folder).start(1).start(2);
                Admin admin = kafka.admin()) {
            admin.createTopics(List.of(
                            new NewTopic("copied", Map.of(0, List.of(1, 2))),
                            new NewTopic("lonely", Map.of(0, List.of(2)))))
                    .all()
                    .get();
            await().untilAsserted(() -> assertThat(run(kafka.plain()).message()).isNull());
            assertThat(Found.metrics(run(kafka.plain()))).containsEntry("kafka_brokers", 2.0);

            kafka.stop(2);
            CheckResult lost = await().until(() -> run(kafka.plain()), CheckResult::failed);
            assertThat(lost.message()).isEqualTo("1 of 2 partitions have no leader");
            assertThat(lost.details())
                    .containsEntry("offline_partitions", List.of("lonely-0"))
                    .containsEntry("under_replicated_partitions", List.of("copied-0"));
            assertThat(Found.subCheck(lost, "replicas").informational()).isTrue();

            kafka.start(2);
            await().untilAsserted(() -> assertThat(run(kafka.plain()).message()).isNull());
        }
    }

    @Test
    void a_cluster_that_goes_is_told_at_once_and_found_again(@TempDir Path folder) throws Exception {
        try (KafkaServers kafka = new KafkaServers(folder).start(1)) {
            CLUSTERS.closeUnused(Duration.ZERO);
            assertThat(run(kafka.plain()).message()).isNull();
            kafka.stop(1);
            Check first = check(kafka.plain());
            assertThatThrownBy(() -> probe.run(first))
                    .satisfies(thrown -> assertThat(FailureText.of(first, thrown))
                            .isEqualTo("Connection refused by " + kafka.plain()))
                    .satisfies(thrown -> assertThat(new Retries(3, Duration.ZERO).again(first, (Exception) thrown))
                            .isTrue());
            assertThat(CLUSTERS.size()).isZero();
            long begin = System.nanoTime();
            assertThatThrownBy(() -> run(kafka.plain())).hasMessageContaining("refused");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));

            kafka.start(1);
            await().untilAsserted(() -> assertThat(run(kafka.plain()).message()).isNull());
        }
    }

    @Test
    void one_broker_that_answers_is_enough_to_begin_with(@TempDir Path folder) throws Exception {
        try (KafkaServers kafka = new KafkaServers(folder).start(1)) {
            assertThat(run("127.0.0.1:1, " + kafka.plain()).message()).isNull();
        }
    }

    @Test
    void a_port_that_hangs_or_trickles_is_left_in_time() throws Exception {
        CLUSTERS.closeUnused(Duration.ZERO);
        for (RudeServer server : List.of(RudeServer.hanging(), RudeServer.trickling(new byte[] {0, 0, 1, 0, 0, 0}))) {
            try (server) {
                Check check = check("127.0.0.1:" + server.port(), SOON);
                long begin = System.nanoTime();
                assertThatThrownBy(() -> probe.run(check)).satisfies(thrown -> assertThat(FailureText.of(check, thrown))
                        .isEqualTo("No answer within 1500 ms"));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON.plusSeconds(30));
                assertThat(CLUSTERS.size()).isZero();
            }
        }
    }

    @Test
    void a_name_that_nobody_has_is_told() throws Exception {
        Check check = check("kafka.invalid:9092");
        assertThatThrownBy(() -> probe.run(check)).satisfies(thrown -> assertThat(FailureText.of(check, thrown))
                .isEqualTo("Unknown host kafka.invalid:9092"));
    }

    private CheckResult run(String brokers) throws Exception {
        return probe.run(check(brokers));
    }

    private static Check check(String brokers) throws Exception {
        return check(brokers, Duration.ofSeconds(30));
    }

    private static Check check(String brokers, Duration timeout) throws Exception {
        return Checks.patient("kafka", timeout, KindDefaults.of("kafka", Map.of("brokers", brokers)));
    }
}
