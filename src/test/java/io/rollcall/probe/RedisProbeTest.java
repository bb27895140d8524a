package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

class RedisProbeTest {
    private static final Watched WATCHED = new Watched();
    private static RedisServer open;
    private static RedisServer closed;
    private final RedisProbe probe =
            new RedisProbe(WATCHED.dog(), (SSLSocketFactory) SSLSocketFactory.getDefault(), new Judgement());

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
    void a_database_that_does_not_exist_is_a_failure() throws Exception {
        assertThat(run("redis://127.0.0.1:" + port(open) + "/99", "").message()).contains("DB index is out of range");
    }

    @Test
    void no_server_is_a_connection_error() throws Exception {
        int port = free();
        Check check = check("redis://:hunter2@127.0.0.1:" + port, "");
        assertThatThrownBy(() -> probe.run(check)).isInstanceOfSatisfying(Exception.class, refused -> {
            assertThat(new Retries(3, Duration.ZERO).again(check, refused)).isTrue();
            assertThat(FailureText.of(check, refused)).isEqualTo("Connection refused by 127.0.0.1:" + port);
        });
    }

    private CheckResult run(String url, String password) throws Exception {
        return probe.run(check(url, password));
    }

    private static Check check(String url, String password) {
        return Checks.of("redis", Duration.ofSeconds(2), Map.of("url", url, "password", password));
    }

    private static RedisServer server(String setting) throws IOException {
        RedisServer server = RedisServer.newRedisServer()
                .port(free())
                .setting("bind 127.0.0.1")
                .setting(setting)
                .build();
        server.start();
        return server;
    }

    private static int port(RedisServer server) {
        return server.ports().get(0);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
