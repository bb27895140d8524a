package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.Certificates;
import io.rollcall.check.Checks;
import io.rollcall.integration.Integration;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strict FTP servers want of the connection for data: that it goes on with the session of the control connection. */
class CheckedTlsTest {
    @TempDir
    private Path folder;

    @Test
    void a_later_connection_goes_on_with_the_session_of_the_first() throws Exception {
        Certificates certificates = new Certificates(folder);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket server = certificates.valid(90)) {
            threads.execute(() -> greetAll(server, threads));
            Map<String, String> parameters =
                    Map.of("ca-certificate", certificates.authority().toString());
            Guard guard = new Guard(Duration.ofSeconds(60));
            Integration integration =
                    Checks.of("ftp", Duration.ofSeconds(60), parameters).integration();
            CheckedTls tls = new CheckedTls(new TlsContexts(), integration, guard, "localhost");
            int port = server.getLocalPort();
            SSLSession first = session(tls, guard.createSocket("localhost", port), 21);
            await().until(() -> System.currentTimeMillis() > first.getCreationTime());
            assertThat(session(tls, guard.createSocket("localhost", port), 21).getCreationTime())
                    .isEqualTo(first.getCreationTime());
            assertThat(session(tls, guard.createSocket("localhost", port), 4711).getCreationTime())
                    .isGreaterThan(first.getCreationTime());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads a byte too: with it comes what the session can be gone on with. */
    private static SSLSession session(CheckedTls tls, Socket plain, int named) throws IOException {
        try (plain;
                SSLSocket secured = tls.over(plain, named)) {
            assertThat(secured.getInputStream().read()).isEqualTo('!');
            return secured.getSession();
        }
    }

    private static void greetAll(ServerSocket server, ExecutorService threads) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> greet(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void greet(Socket client) {
        try (client) {
            client.getOutputStream().write('!');
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // It has seen what it wanted.
        }
    }
}
