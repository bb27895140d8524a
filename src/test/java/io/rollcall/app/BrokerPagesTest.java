package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.AmqpServer;
import io.rollcall.KafkaServers;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

    @Test
    void amqp() throws Exception {
        try (AmqpServer broker = new AmqpServer(null)) {
            broker.queue("orders").queue("mails").queue("rollcall");
            Outcome well = new Pages(folder)
                    .of(
                            "amqp",
                            Map.of(
                                    "round trip: amqp_roundtrip < 1s",
                                    "round trip: amqp_roundtrip < 20s",
                                    "amqps://broker.example.org",
                                    "amqp://127.0.0.1:" + broker.port(),
                                    "{{env:BROKER_PASSWORD}}",
                                    "right"))
                    .check("order-broker");
            assertThat(well.message()).isNull();
            assertThat(well.status()).isEqualTo(Status.HEALTHY);
            assertThat(well.metrics())
                    .extracting(Metric::name)
                    .containsExactlyInAnyOrder("amqp_queue_size", "amqp_queue_size", "amqp_roundtrip");
        }
    }

    /** The answer has the fields that RabbitMQ's HTTP API reference lists for a queue. */
    @Test
    void rabbitmq() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/queues/", exchange -> {
            boolean right = exchange.getRequestURI().getRawPath().equals("/api/queues/%2F/orders")
                    && "Basic bW9uaXRvcjpyaWdodA=="
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] queue =
                    """
                    {"name": "orders", "vhost": "/", "durable": true, "state": "running", "consumers": 0,
                     "messages": 1203, "messages_ready": 1200, "messages_unacknowledged": 3}
                    """
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(right ? 200 : 404, queue.length);
            exchange.getResponseBody().write(queue);
            exchange.close();
        });
        server.start();
        try {
            Outcome result = new Pages(folder)
                    .of(
                            "amqp",
                            Map.of(
                                    "https://rabbit.example.org:15671",
                                    "http://127.0.0.1:" + server.getAddress().getPort(),
                                    "{{env:RABBITMQ_PASSWORD}}",
                                    "right"))
                    .check("rabbitmq-orders");
            assertThat(result.message()).isEqualTo("1200 orders wait; Nobody reads the queue");
            assertThat(result.metrics()).extracting(Metric::value).containsExactlyInAnyOrder(1200.0, 3.0, 0.0);
        } finally {
            server.stop(0);
        }
    }

    private static void committed(Admin admin, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        "billing", Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
