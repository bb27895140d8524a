package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.check.Check;
import io.rollcall.check.Checks;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
    private final Watched watched = new Watched();
    private final TcpProbe probe = new TcpProbe(watched.dog(), new Judgement());
    private final Retries retries = new Retries(3, Duration.ofMillis(100));

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void an_open_port_is_healthy() throws Exception {
        try (ServerSocket server = server(50)) {
            Check check = check("127.0.0.1", server.getLocalPort());
            assertThat(probe.run(check).status()).isEqualTo(Status.HEALTHY);
            assertThat(check.tries()).isOne();
            assertThat(watched.pending()).isZero();
        }
    }

    @Test
    void a_closed_port_is_a_connection_error() throws Exception {
        int port;
        try (ServerSocket server = server(50)) {
            port = server.getLocalPort();
        }
        Check check = check("127.0.0.1", port);
        assertThatThrownBy(() -> probe.run(check))
                .isInstanceOfSatisfying(ConnectException.class, refused -> assertThat(retries.again(check, refused))
                        .isTrue());
    }

    @Test
    void a_black_hole_is_left_in_time_and_is_a_connection_error() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket server = server(1)) {
            fill(server, queue);
            Check check = check("127.0.0.1", server.getLocalPort());
            assertThatThrownBy(() -> probe.run(check))
                    .isInstanceOfSatisfying(
                            SocketTimeoutException.class,
                            timeout -> assertThat(retries.again(check, timeout)).isTrue());
            assertThat(check.latency()).isBetween(Duration.ofMillis(300), Duration.ofMillis(800));
        } finally {
            for (Socket waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void an_unknown_host_is_a_connection_error() {
        Check check = check("no-such-host.invalid", 80);
        assertThatThrownBy(() -> probe.run(check))
                .isInstanceOfSatisfying(UnknownHostException.class, unknown -> assertThat(retries.again(check, unknown))
                        .isTrue());
    }

    @Test
    void a_port_that_is_none_is_named() {
        Check check = Checks.of("tcp", Duration.ofSeconds(1), Map.of("host", "127.0.0.1", "port", "http"));
        assertThatThrownBy(() -> probe.run(check)).hasMessage("Parameter port must be a port from 1 to 65535: http");
    }

    private static Check check(String host, int port) {
        return Checks.of("tcp", Duration.ofMillis(300), Map.of("host", host, "port", String.valueOf(port)));
    }

    private static ServerSocket server(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
    }

    /** Connects until the server's queue of unaccepted connections is full: from then on it answers nobody. */
    private static void fill(ServerSocket server, List<Socket> queue) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket waiting = new Socket();
            queue.add(waiting);
            try {
                waiting.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 200);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IllegalStateException("The queue is never full");
    }
}
