package io.rollcall.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.check.Check;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No server holds the thread of a check beyond the try's time. */
class RudeServersTest {
    private static final Watched WATCHED = new Watched();
    private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private static final RedisProbe REDIS = new RedisProbe(new RedisServers(WATCHED.dog(), TLS), new Judgement());
    private static final SmtpProbe SMTP = new SmtpProbe(WATCHED.dog(), TLS, "localhost", new Judgement());
    private static final SqlDatabases DATABASES = new SqlDatabases(WATCHED.dog());
    private static final SqlProbe SQL = new SqlProbe(DATABASES, new Judgement());
    private static final ImapProbe IMAP = new ImapProbe(WATCHED.dog(), TLS, "localhost", new Judgement());
    private static final Duration TIMEOUT = Duration.ofMillis(1200);

    @AfterAll
    static void stop() {
        DATABASES.close();
        WATCHED.close();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("redis", (Run) REDIS::run, "redis://", "+PONGPONGPONG"),
                Arguments.of("rediss", (Run) REDIS::run, "rediss://", "\26\3\3\1\0aaaa"),
                Arguments.of("smtp", (Run) SMTP::run, "", "220-welcome to this"),
                Arguments.of("imap", (Run) check -> IMAP.run(with(check, "none")), "", "* OK welcome"),
                Arguments.of("imaps", (Run) check -> IMAP.run(with(check, "tls")), "", "\26\3\3\1\0aaaa"),
                Arguments.of("postgres", (Run) SQL::run, "postgres://u:p@", "NR\0\0\0\360aaaaaa"),
                Arguments.of("mariadb", (Run) SQL::run, "mysql://u:p@", "\360\0\0\0\naaaaaaa"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_server_that_says_nothing_is_left_in_time(String kind, Run probe, String scheme, String words)
            throws Exception {
        try (RudeServer server = RudeServer.hanging()) {
            leavesInTime(probe, scheme, server);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_server_that_trickles_is_left_in_time(String kind, Run probe, String scheme, String words) throws Exception {
        try (RudeServer server = RudeServer.trickling(words.getBytes(ISO_8859_1))) {
            leavesInTime(probe, scheme, server);
        }
    }

    private static Check with(Check check, String security) {
        Map<String, String> parameters = new HashMap<>(check.integration().parameters());
        parameters.putAll(Map.of("security", security, "username", "u", "password", "p"));
        return Checks.of("imap", TIMEOUT, parameters);
    }

    private static void leavesInTime(Run probe, String scheme, RudeServer server) {
        Check check = Checks.of(
                "any",
                TIMEOUT,
                Map.of(
                        "url",
                        scheme + "127.0.0.1:" + server.port() + (scheme.startsWith("redis") ? "" : "/db"),
                        "host",
                        "127.0.0.1",
                        "port",
                        String.valueOf(server.port())));
        long begin = System.nanoTime();
        assertThatThrownBy(() -> probe.run(check))
                .isInstanceOf(Exception.class)
                .satisfies(thrown -> assertThat(FailureText.of(check, thrown)).isEqualTo("No answer within 1200 ms"))
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, t -> t != null, Throwable::getCause))
                        .hasAtLeastOneElementOfType(SocketTimeoutException.class));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(TIMEOUT, TIMEOUT.plusSeconds(30));
        assertThat(WATCHED.pending()).isZero();
    }

    interface Run {
        Object run(Check check) throws Exception;
    }
}
