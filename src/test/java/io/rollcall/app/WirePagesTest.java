package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.rollcall.Certificates;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import io.rollcall.probe.Directory;
import io.rollcall.probe.FtpHost;
import io.rollcall.probe.GrpcServer;
import io.rollcall.probe.SshHost;
import io.rollcall.probe.WebSocketServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that the docs give of WebSockets, gRPC, directories and file servers, on real ones. */
class WirePagesTest {
    @TempDir
    private Path folder;

    @Test
    void websocket() throws Exception {
        try (WebSocketServer server = WebSocketServer.plain(socket -> socket.textMessageHandler(
                text -> socket.writeTextMessage("{\"symbol\": \"EURUSD\", \"price\": 1.08}")))) {
            Map<String, String> instead = Map.of(
                    "wss://feed.example.org/v1/prices",
                    "ws://localhost:" + server.port() + "/feed",
                    "{{env:FEED_TOKEN}}",
                    "right",
                    "certificate: certificate_expiry > 21d",
                    "",
                    "500ms",
                    "9s");
            Outcome result = new Pages(folder).of("websocket", instead).check("prices");
            assertThat(result.message()).isNull();
            assertThat(result.status()).isEqualTo(Status.HEALTHY);
            assertThat(result.subChecks()).extracting("name").containsExactly("price", "first price");
            assertThat(result.metrics())
                    .extracting(Metric::name)
                    .containsExactlyInAnyOrder("open_time", "answer_time", "ping_time");
        }
    }

    @Test
    void grpc() throws Exception {
        try (GrpcServer server = GrpcServer.plain()) {
            Map<String, String> instead = Map.of(
                    "orders.example.org",
                    "localhost",
                    "\"443\"",
                    "\"" + server.port() + "\"",
                    "{{env:ORDERS_TOKEN}}",
                    "right",
                    "ca-certificate, value: certs/own-authority.pem",
                    "security, value: none",
                    "200ms",
                    "1m");
            server.says("shop.Orders", ServingStatus.SERVING);
            assertThat(new Pages(folder).of("grpc", instead).check("orders").message())
                    .isNull();
            server.says("shop.Orders", ServingStatus.NOT_SERVING);
            assertThat(new Pages(folder).of("grpc", instead).check("orders").message())
                    .isEqualTo("Service shop.Orders says NOT_SERVING");
        }
    }

    @Test
    void ldap() throws Exception {
        Certificates certificates = new Certificates(Files.createDirectory(folder.resolve("keys")));
        certificates.valid(90).close();
        try (Directory directory = Directory.startTls(folder.resolve("keys"))) {
            Map<String, String> instead = Map.of(
                    "host, value: ldap.example.org }",
                    "host, value: localhost }\n      - { name: port, value: \"" + directory.port()
                            + "\" }\n      - { name: ca-certificate, value: " + certificates.authority() + " }",
                    "{{env:LDAP_PASSWORD}}",
                    "right",
                    "search_time < 200ms",
                    "search_time < 9s");
            Outcome result =
                    new Pages(folder.resolve("own")).of("ldap", instead).check("directory");
            assertThat(result.message()).isNull();
            assertThat(result.subChecks())
                    .extracting("name")
                    .containsExactly("jane", "her mail", "search", "certificate");
        }
    }

    @Test
    void sftp() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/outgoing")).getParent();
        Files.write(home.resolve("outgoing/export-1.csv"), new byte[2000]);
        try (SshHost host = new SshHost(home)) {
            Map<String, String> instead = Map.of(
                    "host, value: files.example.org }",
                    "host, value: localhost }\n      - { name: port, value: \"" + host.port() + "\" }",
                    "username, value: rollcall",
                    "username, value: monitor",
                    "{{env:SFTP_PASSWORD}}",
                    "right",
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHz9Yk0yL1cUqP0Qp6qkq0d8mJ0wU4nJ1b9m3V2xTtQe",
                    host.hostKey());
            Pages page = new Pages(folder.resolve("own")).of("sftp", instead);
            Outcome result = page.check("nightly-export");
            assertThat(result.message()).isNull();
            assertThat(result.metrics())
                    .extracting(Metric::name)
                    .contains("files", "file_age", "file_size", "oldest_file_age");
            Files.delete(home.resolve("outgoing/export-1.csv"));
            assertThat(page.check("nightly-export").message()).startsWith("No export is there");
        }
    }

    @Test
    void ftp() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/prices")).getParent();
        Files.write(home.resolve("prices/today.csv"), new byte[2000]);
        Certificates certificates = new Certificates(Files.createDirectory(folder.resolve("keys")));
        certificates.valid(90).close();
        try (FtpHost host = FtpHost.startTls(home, folder.resolve("keys"))) {
            Map<String, String> instead = Map.of(
                    "host, value: ftp.example.org }",
                    "host, value: localhost }\n      - { name: port, value: \"" + host.port()
                            + "\" }\n      - { name: ca-certificate, value: " + certificates.authority() + " }",
                    "username, value: rollcall",
                    "username, value: monitor",
                    "{{env:FTP_PASSWORD}}",
                    "right");
            Outcome result = new Pages(folder.resolve("own")).of("ftp", instead).check("price-lists");
            assertThat(result.message()).isNull();
            assertThat(result.subChecks())
                    .extracting("name")
                    .containsExactly("arrived", "fresh", "fetched", "certificate");
        }
    }
}
