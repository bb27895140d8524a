package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.Certificates;
import io.rollcall.Patience;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.SubCheck;
import io.rollcall.integration.Status;
import io.rollcall.probe.NameServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;

/** The examples of the docs pages on http, tls and dns, against servers of this machine. */
class WebExamplesTest {
    @TempDir
    private Path folder;

    @Test
    void the_example_of_http_gets_a_token_and_counts_agents() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth/token", exchange -> answer(exchange, 200, "{\"access_token\": \"abcdef\"}"));
        server.createContext(
                "/v2/agents",
                exchange -> answer(
                        exchange,
                        "Bearer abcdef".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401,
                        "{\"agents\": [{\"status\": \"active\"}, {\"status\": \"active\"}, {\"status\": \"stuck\"}]}"));
        server.start();
        try {
            String local = "http://127.0.0.1:" + server.getAddress().getPort();
            Outcome outcome = check(example("http", "voice")
                    .replace("https://voice.example.org", local)
                    .replace("https://login.example.org", local)
                    .replace("{{env:VOICE_CLIENT_SECRET}}", "s3cret"));

            assertThat(outcome.status()).isEqualTo(Status.DEGRADED);
            assertThat(outcome.message())
                    .contains("none stuck: len(path(body")
                    .doesNotContain("agents:", "certificate");
            assertThat(outcome.metrics()).extracting("name").containsExactly("active_agents", "first_byte");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_example_of_tls_looks_at_a_certificate() throws Exception {
        Certificates certificates = new Certificates(folder);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket server = certificates.valid(20)) {
            thread.execute(() -> greet(server));
            Outcome outcome = check(example("tls", "mail-certificate")
                    .replace("mail.example.org", "localhost")
                    .replace("\"465\"", "\"" + server.getLocalPort() + "\"")
                    .replace(
                            "      - { name: interval",
                            "      - { name: ca-certificate, value: \"" + certificates.authority()
                                    + "\" }\n      - { name: interval"));

            assertThat(outcome.status()).isEqualTo(Status.DEGRADED);
            assertThat(outcome.message()).startsWith("renewal: certificate_expiry (20d) >= 30d");
            assertThat(outcome.subChecks())
                    .extracting(SubCheck::name)
                    .containsExactly("certificate", "renewal", "modern");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void the_example_of_dns_finds_where_mail_goes() throws IOException {
        try (NameServer server = new NameServer()) {
            Name domain = Name.fromString("example.org.");
            server.know(new MXRecord(domain, DClass.IN, 60, 10, Name.fromString("mail.example.org.")));
            Outcome outcome = check(example("dns", "mail-exchanger").replace("192.0.2.53", server.address()));

            assertThat(outcome.status()).isEqualTo(Status.DEGRADED);
            assertThat(outcome.message()).startsWith("Degraded: len(answers) (1) < 2");
        }
    }

    private static String example(String kind, String key) throws IOException {
        String page = Files.readString(Path.of("docs/checks/" + kind + ".md"));
        String yaml = page.substring(
                page.indexOf("```yaml\n- templatedRoute:\n    routeTemplateRef: " + kind + "\n    routeId: " + key)
                        + "```yaml\n".length());
        return yaml.substring(0, yaml.indexOf("```"));
    }

    private Outcome check(String integration) throws IOException {
        Files.writeString(folder.resolve("own.camel.yaml"), Patience.with(integration));
        Properties system = new Properties();
        system.setProperty("rollcall.routes", "routes/checks,routes/engine,routes/channels," + folder);
        system.setProperty("rollcall.data", folder.resolve("data").toString());
        return SingleRun.check(Settings.load(folder, Map.of(), system), List.of())
                .get(0);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void greet(ServerSocket server) {
        try (Socket client = server.accept()) {
            ((SSLSocket) client).startHandshake();
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The client has seen what it wanted.
        }
    }
}
