package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.KafkaServers;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that the docs give of brokers, on real ones. */
class BrokerPagesTest {
    @TempDir
    private Path folder;

    @Test
    void kafka() throws Exception {
        try (KafkaServers kafka = new KafkaServers(folder.resolve("kafka")).start(1);
                Admin admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1)))
                    .all()
                    .get();
            kafka.send("orders", Stream.of(Instant.now().minusSeconds(3600)));
            committed(admin, 1);
            Pages page = new Pages(folder.resolve("page"))
                    .of(
                            "kafka",
                            Map.of(
                                    "kafka-1.example.org:9092, kafka-2.example.org:9092",
                                    kafka.login(),
                                    "{{env:KAFKA_PASSWORD}}",
                                    "right"));
            Outcome well = page.check("order-stream");
            assertThat(well.message()).isNull();
            assertThat(well.status()).isEqualTo(Status.HEALTHY);
            assertThat(well.metrics()).extracting(Metric::name).contains("kafka_lag", "kafka_brokers");

            committed(admin, 0);
            Outcome waiting = page.check("order-stream");
            assertThat(waiting.status()).isEqualTo(Status.DEGRADED);
            assertThat(waiting.message()).startsWith("Orders wait for 36");
        }
    }

    private static void committed(Admin admin, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        "billing", Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
