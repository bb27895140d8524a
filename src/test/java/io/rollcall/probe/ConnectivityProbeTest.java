package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.Ports;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.integration.Status;
import io.rollcall.integration.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectivityProbeTest {
    private final Watched watched = new Watched();
    private final ConnectivityProbe probe = new ConnectivityProbe(watched.dog(), new Judgement());

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void one_that_answers_is_enough() throws Exception {
        try (ServerSocket server = server(50)) {
            String open = address(server);
            CheckResult result = check(closed() + ", " + open, Duration.ofSeconds(30));

            assertThat(result.status()).isEqualTo(Status.HEALTHY);
            assertThat(result.details()).containsEntry("reached", open);
        }
        assertThat(watched.pending()).isZero();
    }

    @Test
    void that_none_answers_is_an_answer() throws Exception {
        String one = closed();
        CheckResult result = check(one + ",no-such-host.invalid:1", Duration.ofSeconds(10));

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message())
                .isEqualTo("This machine seems to be offline: it reaches none of " + one + ", no-such-host.invalid:1");
    }

    @Test
    void one_that_swallows_everything_leaves_time_for_the_next() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket hole = server(1);
                ServerSocket server = server(50)) {
            fill(hole, queue);
            CheckResult result = check(address(hole) + "," + address(server), Duration.ofSeconds(2));

            assertThat(result.status()).isEqualTo(Status.HEALTHY);
            assertThat(result.details()).containsEntry("reached", address(server));
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void a_wrong_target_is_named() {
        assertThat(complaint("192.0.2.1:443, [2001:db8::1]:53,gateway:22")).isNull();
        assertThat(complaint("192.0.2.1"))
                .isEqualTo("'192.0.2.1' is no target; write 192.0.2.1:443, several separated by commas");
        assertThat(complaint("192.0.2.1:443,a:70000")).startsWith("'a:70000' is no target");
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

    private CheckResult check(String targets, Duration timeout) throws Exception {
        return probe.run(Checks.patient("connectivity", timeout, Map.of("targets", targets)));
    }

    private static String complaint(String targets) {
        return new Kinds().complaint(new Template("connectivity", Map.of()), "targets", Map.of("targets", targets));
    }

    private static ServerSocket server(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    private static String closed() {
        return "127.0.0.1:" + Ports.free();
    }

    private static String address(ServerSocket server) {
        return "127.0.0.1:" + server.getLocalPort();
    }
}
