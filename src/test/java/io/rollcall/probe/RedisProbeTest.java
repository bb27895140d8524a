package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

class RedisProbeTest {
    private static final Watched WATCHED = new Watched();
    private static RedisServer open;
    private static RedisServer closed;
    private final RedisServers servers =
            new RedisServers(WATCHED.dog(), (SSLSocketFactory) SSLSocketFactory.getDefault());
    private final RedisProbe probe = new RedisProbe(servers, new Judgement());

    @BeforeAll
    static void start() throws IOException {
        open = server("save \"\"");
        closed = server("requirepass s3cret/word");
    }

    @AfterAll
    static void stop() throws IOException {
        open.stop();
        closed.stop();
        WATCHED.close();
    }

    @Test
    void a_server_that_answers_is_healthy() throws Exception {
        assertThat(run("redis://127.0.0.1:" + port(open), "").status()).isEqualTo(Status.HEALTHY);
        assertThat(run("redis://localhost:" + port(open) + "/3", "").status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void the_password_is_taken_from_the_url_or_beside_it() throws Exception {
        String address = "127.0.0.1:" + port(closed);
        assertThat(run("redis://:s3cret%2Fword@" + address, "").success()).isTrue();
        assertThat(run("redis://default:s3cret%2Fword@" + address + "/0", "").success())
                .isTrue();
        assertThat(run("redis://" + address, "s3cret/word").success()).isTrue();
    }

    @Test
    void a_wrong_password_is_a_failure_that_does_not_show_it() throws Exception {
        CheckResult result = run("redis://:hunter2@127.0.0.1:" + port(closed), "");
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).startsWith("WRONGPASS").doesNotContain("hunter2");
        assertThat(run("redis://127.0.0.1:" + port(closed), "").message()).startsWith("NOAUTH");
    }

    @Test
    void it_says_how_the_server_does() throws Exception {
        try (Jedis redis = new Jedis("127.0.0.1", port(open))) {
            redis.set("known", "x");
            redis.get("known");
            redis.get("unknown");
        }
        CheckResult result = judged(port(open), Map.of());
        assertThat(result.message()).isNull();
        assertThat(Found.metrics(result))
                .containsEntry("evicted_keys", 0.0)
                .containsKeys("memory", "connected_clients", "operations_per_second", "hit_rate")
                .doesNotContainKeys("memory_used", "replication_lag");
        assertThat(Found.metrics(result).get("hit_rate")).isBetween(1.0, 99.0);
        assertThat(judged(port(open), Map.of("sub-checks", "role: role == \"replica\""))
                        .message())
                .isEqualTo("role: role (master) == \"replica\"");
    }

    @Test
    void memory_is_measured_against_its_limit() throws Exception {
        try (Jedis redis = new Jedis("127.0.0.1", port(closed))) {
            redis.auth("s3cret/word");
            redis.configSet("maxmemory", "1500000000");
            Map<String, String> login = Map.of("password", "s3cret/word");
            assertThat(judged(port(closed), login).status()).isEqualTo(Status.HEALTHY);
            redis.configSet("maxmemory", "100");
            CheckResult full = judged(port(closed), login);
            assertThat(full.status()).isEqualTo(Status.DEGRADED);
            assertThat(full.message()).endsWith("% of the memory is used");
            redis.configSet("maxmemory", "0");
        }
    }

    @Test
    void a_login_that_may_not_ask_for_measures_is_healthy_without() throws Exception {
        try (Jedis redis = new Jedis("127.0.0.1", port(open))) {
            redis.aclSetUser("pinger", "on", ">pass", "+ping", "+select", "+auth");
        }
        CheckResult result = run("redis://pinger:pass@127.0.0.1:" + port(open), "");
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(result.metrics()).isEmpty();
    }

    @Test
    void replication_is_measured_on_both_sides() throws Exception {
        RedisServer replica = server("replicaof 127.0.0.1 " + port(open));
        try {
            await().untilAsserted(() ->
                    assertThat(Found.metrics(judged(port(open), Map.of()))).containsKey("replication_lag"));
            await().untilAsserted(() -> {
                CheckResult synced = judged(port(replica), Map.of());
                assertThat(synced.message()).isNull();
                assertThat(Found.metrics(synced)).containsKey("replication_lag");
            });
            try (Jedis redis = new Jedis("127.0.0.1", port(replica))) {
                redis.replicaof("127.0.0.1", Ports.free());
            }
            await().untilAsserted(
                            () -> assertThat(judged(port(replica), Map.of()).message())
                                    .isEqualTo("It is a replica and does not replicate"));
        } finally {
            replica.stop();
        }
    }

    @Test
    void a_database_that_does_not_exist_is_a_failure() throws Exception {
        assertThat(run("redis://127.0.0.1:" + port(open) + "/99", "").message()).contains("DB index is out of range");
    }

    @Test
    void no_server_is_a_connection_error() throws Exception {
        int port = Ports.free();
        Check check = check("redis://:hunter2@127.0.0.1:" + port, "");
        assertThatThrownBy(() -> probe.run(check)).isInstanceOfSatisfying(Exception.class, refused -> {
            assertThat(new Retries(3, Duration.ZERO).again(check, refused)).isTrue();
            assertThat(FailureText.of(check, refused)).isEqualTo("Connection refused by 127.0.0.1:" + port);
        });
    }

    private CheckResult judged(int port, Map<String, String> more) throws Exception {
        Map<String, String> parameters = KindDefaults.of("redis", Map.of("url", "redis://127.0.0.1:" + port));
        parameters.putAll(more);
        return probe.run(Checks.patient("redis", Duration.ofSeconds(30), parameters));
    }

    private CheckResult run(String url, String password) throws Exception {
        return probe.run(check(url, password));
    }

    private static Check check(String url, String password) {
        return Checks.patient("redis", Duration.ofSeconds(30), Map.of("url", url, "password", password));
    }

    private static RedisServer server(String setting) throws IOException {
        RedisServer server = RedisServer.newRedisServer()
                .port(Ports.free())
                .setting("bind 127.0.0.1")
                .setting(setting)
                .build();
        server.start();
        return server;
    }

    private static int port(RedisServer server) {
        return server.ports().get(0);
    }
}
