package io.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final Retries retries = new Retries(3, Duration.ofMillis(100));
    private final Check check = Checks.of("tcp", Duration.ofSeconds(5), Map.of());

    @Test
    void a_connection_that_failed_is_tried_again() {
        assertThat(Stream.of(
                        new ConnectException("Connection refused"),
                        new UnknownHostException("x"),
                        new NoRouteToHostException("x"),
                        new SocketTimeoutException("Connect timed out"),
                        new HttpConnectTimeoutException("HTTP connect timed out"),
                        new SocketException("Connection reset"),
                        new ConnectionFailed(new IOException("login never came")),
                        new IllegalStateException(new IOException(new ConnectException("Connection refused")))))
                .allMatch(cause -> retries.again(check, cause));
    }

    @Test
    void a_connection_that_was_made_is_not() {
        assertThat(Stream.of(
                        new SocketTimeoutException("Read timed out"),
                        new HttpTimeoutException("request timed out"),
                        new SocketException("Socket closed"),
                        new IOException("unexpected answer"),
                        new IllegalStateException()))
                .noneMatch(cause -> retries.again(check, cause));
    }

    @Test
    void not_more_often_than_told_nor_beyond_the_deadline() {
        ConnectException refused = new ConnectException("Connection refused");
        check.beginNextTry();
        assertThat(retries.again(check, refused)).isTrue();
        check.beginNextTry();
        assertThat(retries.again(check, refused)).isFalse();

        Duration brief = Duration.ofMillis(90);
        Check late = new Check(Checks.integration("tcp", brief, brief, Map.of()), check.startedAt());
        assertThat(retries.again(late, refused)).isFalse();
    }
}
