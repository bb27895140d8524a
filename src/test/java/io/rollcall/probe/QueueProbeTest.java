package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.Ports;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

class QueueProbeTest {
    private static final Watched WATCHED = new Watched();
    private static RedisServer server;
    private static int port;
    private final RedisServers servers =
            new RedisServers(WATCHED.dog(), (SSLSocketFactory) SSLSocketFactory.getDefault());
    private final QueueProbe probe = new QueueProbe(servers, new Judgement());

    @BeforeAll
    static void start() throws IOException {
        port = Ports.free();
        server = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
        WATCHED.close();
    }

    @BeforeEach
    void empty() {
        try (Jedis redis = redis()) {
            redis.flushAll();
        }
    }

    @Test
    void queues_that_nobody_has_used_yet_are_empty() throws Exception {
        CheckResult result = run(Map.of());
        assertThat(result.message()).isNull();
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(Found.metrics(result))
                .hasSize(15)
                .containsEntry("queue_size{queue=default}", 0.0)
                .containsEntry("queue_processing{queue=emails}", 0.0)
                .containsEntry("queue_failed{queue=webhooks}", 0.0);
    }

    @Test
    void a_backlog_names_the_fullest_queue() throws Exception {
        fill("queues:high", 5);
        fill("queues:high:processing", 2);
        fill("queues:webhooks", 1000);
        assertThat(run(Map.of()).status()).isEqualTo(Status.HEALTHY);

        fill("queues:webhooks", 1);
        CheckResult result = run(Map.of());
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.message()).isEqualTo("Queue webhooks has 1001 jobs pending");
        assertThat(Found.subCheck(result, "backlog").value()).isEqualTo("1001");
        assertThat(Found.metrics(result))
                .containsEntry("queue_size{queue=webhooks}", 1001.0)
                .containsEntry("queue_size{queue=high}", 5.0)
                .containsEntry("queue_processing{queue=high}", 2.0);
    }

    @Test
    void failed_jobs_are_shown_but_decide_nothing() throws Exception {
        try (Jedis redis = redis()) {
            redis.set("queues:emails:failed", "3");
            redis.set("queues:low:failed", "many");
        }
        CheckResult result = run(Map.of());
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(Found.metrics(result))
                .containsEntry("queue_failed{queue=emails}", 3.0)
                .doesNotContainKey("queue_failed{queue=low}");
        assertThat(Found.subCheck(result, "failed").value()).isEqualTo("3");
    }

    @Test
    void queues_and_their_prefix_are_free_to_choose() throws Exception {
        fill("shop:q:mail", 7);
        Map<String, String> own = Map.of("queues", "mail, other", "prefix", "shop:q:");
        assertThat(Found.metrics(run(own)))
                .containsEntry("queue_size{queue=mail}", 7.0)
                .containsEntry("queue_size{queue=other}", 0.0);
    }

    @Test
    void a_key_that_is_no_list_is_a_failure() throws Exception {
        try (Jedis redis = redis()) {
            redis.set("queues:low", "x");
        }
        CheckResult result = run(Map.of());
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).startsWith("WRONGTYPE");
    }

    private static void fill(String key, int jobs) {
        try (Jedis redis = redis()) {
            for (int i = 0; i < jobs; i++) {
                redis.rpush(key, "job");
            }
        }
    }

    private static Jedis redis() {
        return new Jedis("127.0.0.1", port);
    }

    private CheckResult run(Map<String, String> more) throws Exception {
        Map<String, String> parameters = KindDefaults.of("queue", Map.of("url", "redis://127.0.0.1:" + port));
        parameters.putAll(more);
        return probe.run(Checks.patient("queue", Duration.ofSeconds(30), parameters));
    }
}
