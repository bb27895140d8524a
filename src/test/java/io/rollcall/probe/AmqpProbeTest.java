package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.AmqpServer;
import io.rollcall.Certificates;
import io.rollcall.HandSetClock;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmqpProbeTest {
    private static final Watched WATCHED = new Watched();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    private static Path folder;

    private static AmqpServer broker;
    private static Path authority;

    private final AmqpProbe probe = new AmqpProbe(WATCHED.dog(), new TlsContexts(), Clock.systemUTC(), new Judgement());

    @BeforeAll
    static void start() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.valid(90).close();
        authority = certificates.authority();
        broker = new AmqpServer(certificates.ownKeys());
        for (String queue : List.of("orders", "mails", "trip", "left", "shared")) {
            broker.queue(queue);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        WATCHED.close();
    }

    @Test
    void a_login_alone_is_enough() throws Exception {
        CheckResult result = run(Map.of());
        assertThat(result.message()).isNull();
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(Found.subCheck(result, "backlog").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void messages_that_wait_are_counted_and_stay() throws Exception {
        assertThat(Found.metrics(run(Map.of("queues", "orders, mails"))))
                .containsEntry("amqp_queue_size{queue=orders}", 0.0)
                .containsEntry("amqp_queue_size{queue=mails}", 0.0);

        send("orders", 1001, "x".repeat(300));
        CheckResult result = run(Map.of("queues", "orders, mails"));
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.message()).isEqualTo("Queue orders has 1001 messages");
        assertThat(Found.metrics(result))
                .containsEntry("amqp_queue_size{queue=orders}", 1001.0)
                .containsEntry("amqp_queue_size{queue=mails}", 0.0);
        assertThat(broker.size("orders")).isEqualTo(1001);

        send("mails", 3, "x".repeat(200_000));
        await().untilAsserted(() -> assertThat(Found.metrics(run(Map.of("queues", "mails"))))
                .containsEntry("amqp_queue_size{queue=mails}", 3.0));

        CheckResult limited = run(Map.of("queues", "orders", "limit", "500"));
        assertThat(Found.metrics(limited)).containsEntry("amqp_queue_size{queue=orders}", 500.0);
        assertThat(limited.details()).containsEntry("counted_to_limit", List.of("orders"));
        assertThat(broker.size("orders")).isEqualTo(1001);
    }

    @Test
    void a_queue_that_is_not_there_is_told_apart_from_an_empty_one() throws Exception {
        CheckResult result = run(Map.of("queues", "nothing"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).startsWith("Queue nothing cannot be read: ");
        assertThat(result.metrics()).isEmpty();
    }

    @Test
    void no_message_is_asked_for_where_looking_would_take_it_away() throws Exception {
        try (GreedyBroker greedy = new GreedyBroker()) {
            CheckResult result = run(Map.of(
                    "url", "amqp://127.0.0.1:" + greedy.port(), "username", "", "password", "", "queues", "orders"));
            assertThat(result.message())
                    .isEqualTo("Queue orders cannot be browsed: the broker would hand its messages over");
            assertThat(result.failed()).isTrue();
            assertThat(greedy.links()).isEqualTo(1);
            assertThat(greedy.asked()).isZero();
        }
    }

    @Test
    void a_login_is_refused_or_may_not() throws Exception {
        CheckResult wrong = run(Map.of("username", "monitor", "password", "wr0ng"));
        assertThat(wrong.failed()).isTrue();
        assertThat(wrong.message()).isEqualTo("Login refused");

        CheckResult guest = run(Map.of("username", "guest", "queues", "orders"));
        assertThat(guest.failed()).isTrue();
        assertThat(guest.message()).isEqualTo("Queue orders cannot be read: the login may not");

        assertThat(run(Map.of("username", "", "password", "")).message()).isEqualTo("Login refused");
    }

    @Test
    void a_message_makes_its_round_trip_and_leaves_nothing() throws Exception {
        CheckResult result = run(Map.of("roundtrip-queue", "trip"));
        assertThat(result.message()).isNull();
        assertThat(Found.metrics(result).get("amqp_roundtrip")).isBetween(0.0, 30.0);
        await().untilAsserted(() -> assertThat(broker.size("trip")).isZero());
    }

    @Test
    void leftovers_are_taken_away_and_messages_of_others_are_not() throws Exception {
        // The trips of an hour ago, whose messages are still there.
        HandSetClock past = new HandSetClock(Instant.now().minus(Duration.ofHours(1)));
        message("left", "Rollcall round trip thing 1", past.millis());
        message("left", "Rollcall round trip thing 2", System.currentTimeMillis());
        message("left", "Rollcall round trip other 3", past.millis());
        message("left", null, 0);
        await().untilAsserted(() -> assertThat(broker.size("left")).isEqualTo(4));

        for (int i = 0; i < 2; i++) {
            assertThat(run(Map.of("roundtrip-queue", "left")).message()).isNull();
            await().untilAsserted(() -> assertThat(broker.size("left")).isEqualTo(3));
        }
    }

    @Test
    void a_message_that_somebody_else_takes_is_missed() throws Exception {
        try (AmqpConversation thief = conversation()) {
            thief.receiver("shared", false).flow(100);
            thief.await(() -> true);
            Check check = check(TIMEOUT, Map.of("roundtrip-queue", "shared"));
            assertThatThrownBy(() -> probe.run(check)).satisfies(thrown -> assertThat(FailureText.of(check, thrown))
                    .isEqualTo("No answer within 5000 ms"));
        }
    }

    @Test
    void tls_is_verified() throws Exception {
        String url = "amqps://localhost:" + broker.tlsPort();
        Check untrusting = check(Map.of("url", url));
        assertThatThrownBy(() -> probe.run(untrusting))
                .satisfies(
                        thrown -> assertThat(FailureText.of(untrusting, thrown)).isEqualTo("Certificate not trusted"));
        Map<String, String> trusting = Map.of("url", url, "ca-certificate", authority.toString());
        assertThat(run(trusting).message()).isNull();

        Check wrongHost =
                check(Map.of("url", url.replace("localhost", "127.0.0.1"), "ca-certificate", authority.toString()));
        assertThatThrownBy(() -> probe.run(wrongHost)).satisfies(thrown -> assertThat(FailureText.of(wrongHost, thrown))
                .isEqualTo("Host name does not match the certificate"));
    }

    @Test
    void a_broker_that_goes_is_told_and_found_again() throws Exception {
        try (AmqpServer other = new AmqpServer(null)) {
            String url = "amqp://127.0.0.1:" + other.port();
            assertThat(run(Map.of("url", url)).message()).isNull();
            other.stop();
            Check check = check(Map.of("url", url));
            assertThatThrownBy(() -> probe.run(check))
                    .satisfies(thrown -> assertThat(FailureText.of(check, thrown))
                            .isEqualTo("Connection refused by 127.0.0.1:" + other.port()))
                    .satisfies(thrown -> assertThat(new Retries(3, Duration.ZERO).again(check, (Exception) thrown))
                            .isTrue());
            other.start();
            assertThat(run(Map.of("url", url)).message()).isNull();
        }
    }

    @Test
    void a_port_that_hangs_or_trickles_is_left_in_time() throws Exception {
        for (RudeServer server :
                List.of(RudeServer.hanging(), RudeServer.trickling(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0}))) {
            try (server) {
                Check check = check(TIMEOUT, Map.of("url", "amqp://127.0.0.1:" + server.port()));
                long begin = System.nanoTime();
                assertThatThrownBy(() -> probe.run(check)).satisfies(thrown -> assertThat(FailureText.of(check, thrown))
                        .isEqualTo("No answer within 5000 ms"));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.plusSeconds(30));
                assertThat(WATCHED.pending()).isZero();
            }
        }
    }

    private static void send(String queue, int messages, String body) throws Exception {
        try (AmqpConversation conversation = conversation()) {
            Sender sender = conversation.sender(queue);
            for (int i = 0; i < messages; i++) {
                Message message = Message.Factory.create();
                message.setBody(new AmqpValue(body));
                put(conversation, sender, message, i);
            }
        }
    }

    private static void message(String queue, String subject, long created) throws Exception {
        try (AmqpConversation conversation = conversation()) {
            Message message = Message.Factory.create();
            message.setSubject(subject);
            message.setCreationTime(created);
            message.setBody(new AmqpValue("x"));
            put(conversation, conversation.sender(queue), message, 0);
        }
    }

    private static void put(AmqpConversation conversation, Sender sender, Message message, int number)
            throws Exception {
        byte[] bytes = new byte[1 << 18];
        int length = message.encode(bytes, 0, bytes.length);
        conversation.await(() -> sender.getCredit() > 0);
        var delivery = sender.delivery(String.valueOf(number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sender.send(bytes, 0, length);
        sender.advance();
        conversation.await(() -> delivery.getRemoteState() != null);
        delivery.settle();
    }

    private static AmqpConversation conversation() throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port());
        return AmqpConversation.begin(socket, "localhost", "monitor", "right");
    }

    private CheckResult run(Map<String, String> more) throws Exception {
        return probe.run(check(more));
    }

    private static Check check(Map<String, String> more) throws Exception {
        return check(Duration.ofSeconds(30), more);
    }

    private static Check check(Duration timeout, Map<String, String> more) throws Exception {
        Map<String, String> parameters = KindDefaults.of(
                "amqp", Map.of("url", "amqp://127.0.0.1:" + broker.port(), "username", "monitor", "password", "right"));
        parameters.putAll(more);
        return Checks.patient("amqp", timeout, parameters);
    }
}
