package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.Certificates;
import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Apache's FTP server, and against ports that are none. */
class FtpProbeTest {
    @TempDir
    private Path folder;

    private final Watched watched = new Watched();
    private final FtpProbe probe = new FtpProbe(watched.dog(), new TlsContexts(), Clock.systemUTC(), new Judgement());
    private Path home;

    @BeforeEach
    void start() throws IOException {
        home = folder.resolve("home");
        Files.createDirectories(home.resolve("out/folder.csv"));
        write("out/old.csv", 10, Duration.ofHours(50));
        write("out/new.csv", 2000, Duration.ofHours(3));
        write("out/newer.txt", 1, Duration.ofHours(1));
    }

    private void write(String name, int size, Duration age) throws IOException {
        Path file = Files.write(home.resolve(name), new byte[size]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void files_that_fit_are_counted_and_the_newest_is_described() throws Exception {
        try (FtpHost host = FtpHost.plain(home)) {
            CheckResult result = run(
                    host.port(),
                    Map.of("folder", "out", "file", "*.csv", "healthy-when", "file == 'new.csv' and found"));
            assertThat(result.message()).isNull();
            Map<String, Double> metrics = Found.metrics(result);
            assertThat(metrics).containsEntry("files", 2.0).containsEntry("file_size", 2000.0);
            assertThat(metrics.get("file_age")).isCloseTo(3 * 3600.0, within(120.0));
            assertThat(metrics.get("oldest_file_age")).isCloseTo(50 * 3600.0, within(120.0));
            assertThat(run(host.port(), Map.of()).metrics()).isEmpty();
            assertThat(watched.pending()).isZero();
        }
    }

    @Test
    void a_file_that_is_not_there_is_down_by_the_kinds_own_sub_check() throws Exception {
        try (FtpHost host = FtpHost.plain(home)) {
            Map<String, String> missing = all(host.port(), Map.of("folder", "out", "file", "*.xml"));
            CheckResult result = probe.run(check(9000, KindDefaults.of("ftp", missing)));
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.message()).isEqualTo("No file is there that fits");
        }
    }

    @Test
    void a_wrong_password_and_a_folder_that_is_not_there_are_told() throws Exception {
        try (FtpHost host = FtpHost.plain(home)) {
            CheckResult refused = run(host.port(), Map.of("password", "wrong-password"));
            assertThat(refused.status()).isEqualTo(Status.DOWN);
            assertThat(refused.message()).startsWith("Login refused: 530").doesNotContain("wrong-password");
            assertThat(run(host.port(), Map.of("folder", "nowhere")).message())
                    .startsWith("There is no folder nowhere: 550");
            assertThat(run(host.port(), Map.of("security", "starttls")).message())
                    .startsWith("STARTTLS refused: ");
        }
    }

    @Test
    void tls_from_the_first_byte_and_later_is_verified_and_secures_the_data() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.valid(90).close();
        for (String security : new String[] {"tls", "starttls"}) {
            try (FtpHost host =
                    security.equals("tls") ? FtpHost.secured(home, folder) : FtpHost.startTls(home, folder)) {
                Map<String, String> trusting = new HashMap<>(Map.of(
                        "security",
                        security,
                        "ca-certificate",
                        certificates.authority().toString(),
                        "folder",
                        "out"));
                trusting.put("healthy-when", "tls_protocol contains 'TLS' and certificate_expiry > 80d");
                CheckResult result = run(host.port(), trusting);
                assertThat(result.message()).isNull();
                assertThat(Found.metrics(result)).containsEntry("files", 3.0);

                CheckResult untrusted = run(host.port(), Map.of("security", security));
                assertThat(untrusted.message()).isEqualTo("Unknown issuer: CN=Root");
                trusting.put("server-name", "elsewhere.example");
                assertThat(run(host.port(), trusting).message()).startsWith("Wrong host: ");
            }
        }
    }

    @Test
    void a_certificate_that_signed_itself_is_named() throws Exception {
        new Certificates(folder).selfSigned().close();
        try (FtpHost host = FtpHost.startTls(home, folder)) {
            assertThat(run(host.port(), Map.of("security", "starttls")).message())
                    .isEqualTo("Certificate is self-signed");
        }
    }

    @Test
    void a_server_without_mlsd_is_asked_for_the_time_of_the_newest_file() throws Exception {
        try (OldFtpServer server = new OldFtpServer("20260101000000")) {
            CheckResult result = run(server.port(), Map.of("folder", "/", "file", "*.csv"));
            assertThat(result.message()).isNull();
            Map<String, Double> metrics = Found.metrics(result);
            assertThat(metrics).containsEntry("files", 1.0).containsEntry("file_size", 12.0);
            double age = Duration.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.now())
                    .toSeconds();
            assertThat(metrics.get("file_age")).isCloseTo(age, within(120.0));
        }
    }

    @Test
    void garbage_and_an_abrupt_end_are_told() throws Exception {
        try (OneAnswer ssh = OneAnswer.unasked("SSH-2.0-OpenSSH_9.6\r\n")) {
            assertThat(said(ssh.port())).isEqualTo("The port speaks no FTP");
        }
        try (OneAnswer nothing = OneAnswer.unasked("")) {
            assertThat(said(nothing.port())).startsWith("Connection closed by localhost");
        }
        try (OneAnswer full = OneAnswer.unasked("421 Too many users\r\n")) {
            assertThat(said(full.port())).isEqualTo("The server closes the connection: 421 Too many users");
        }
    }

    @Test
    void a_port_that_says_nothing_is_left_in_time_and_none_at_all_is_tried_again() throws Exception {
        for (String security : new String[] {"tls", "starttls", "none"}) {
            try (RudeServer silent = RudeServer.hanging()) {
                leftInTime(check(400, all(silent.port(), Map.of("security", security))));
            }
        }
        try (RudeServer slow = RudeServer.trickling("220-welcome\r\n".getBytes(StandardCharsets.US_ASCII))) {
            leftInTime(check(1200, all(slow.port(), Map.of())));
        }
        int closed = Ports.free();
        Check check = check(3000, all(closed, Map.of()));
        assertThatThrownBy(() -> probe.run(check)).isInstanceOfSatisfying(Exception.class, refused -> assertThat(
                        new Retries(3, Duration.ZERO).again(check, refused))
                .isTrue());
    }

    private void leftInTime(Check check) {
        assertThatThrownBy(() -> probe.run(check)).isInstanceOf(SocketTimeoutException.class);
        assertThat(check.latency())
                .isLessThan(check.integration().cadence().timeout().plusSeconds(30));
    }

    private String said(int port) {
        Check check = check(20_000, all(port, Map.of()));
        try {
            return String.valueOf(probe.run(check).message());
        } catch (Exception failed) {
            return FailureText.of(check, failed);
        }
    }

    private CheckResult run(int port, Map<String, String> more) throws Exception {
        return probe.run(check(20_000, all(port, more)));
    }

    private static Check check(int timeout, Map<String, String> all) {
        return Checks.patient("ftp", Duration.ofMillis(timeout), all);
    }

    private static Map<String, String> all(int port, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("host", "localhost");
        parameters.put("port", String.valueOf(port));
        parameters.put("username", "monitor");
        parameters.putIfAbsent("password", "right");
        return parameters;
    }
}
