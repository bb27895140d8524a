package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Apache's SSH server, and against ports that are none. */
class SftpProbeTest {
    @TempDir
    private Path home;

    private final Watched watched = new Watched();
    private final SftpProbe probe = new SftpProbe(watched.dog(), Clock.systemUTC(), new Judgement());
    private SshHost host;

    @BeforeEach
    void start() throws Exception {
        host = new SshHost(home);
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
    void stop() throws Exception {
        host.close();
        watched.close();
    }

    @Test
    void files_that_fit_are_counted_and_the_newest_is_described() throws Exception {
        CheckResult result =
                run(Map.of("folder", "out", "file", "*.csv", "healthy-when", "file == 'new.csv' and found"));
        assertThat(result.message()).isNull();
        Map<String, Double> metrics = Found.metrics(result);
        assertThat(metrics).containsEntry("files", 2.0).containsEntry("file_size", 2000.0);
        assertThat(metrics.get("file_age")).isCloseTo(3 * 3600.0, within(120.0));
        assertThat(metrics.get("oldest_file_age")).isCloseTo(50 * 3600.0, within(120.0));
        assertThat(watched.pending()).isZero();
    }

    @Test
    void a_login_is_enough_and_all_files_are_counted_without_a_pattern() throws Exception {
        assertThat(run(Map.of()).metrics()).isEmpty();
        assertThat(Found.metrics(run(Map.of("folder", "/out")))).containsEntry("files", 3.0);
    }

    @Test
    void a_file_that_is_not_there_is_down_by_the_kinds_own_sub_check() throws Exception {
        Map<String, String> missing = KindDefaults.of("sftp", all(Map.of("folder", "out", "file", "*.xml")));
        CheckResult result = probe.run(check(host.port(), 9000, missing));
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isEqualTo("No file is there that fits");
        Map<String, String> any = KindDefaults.of("sftp", all(Map.of("folder", "out/folder.csv")));
        assertThat(probe.run(check(host.port(), 9000, any)).message()).isNull();
    }

    @Test
    void a_folder_that_is_not_there_is_told() throws Exception {
        assertThat(run(Map.of("folder", "nowhere")).message()).startsWith("Folder nowhere cannot be listed: ");
    }

    @Test
    void a_wrong_password_is_told_without_it() throws Exception {
        CheckResult refused = run(Map.of("password", "wrong-password"));
        assertThat(refused.status()).isEqualTo(Status.DOWN);
        assertThat(refused.message()).startsWith("Login refused: ").doesNotContain("wrong-password");
    }

    @Test
    void a_private_key_opens_too() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        byte[] secret = keys.generateKeyPair().getPrivate().getEncoded();
        Path file = Files.writeString(
                home.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret)
                        + "\n-----END PRIVATE KEY-----\n");
        assertThat(run(Map.of("password", "", "private-key", file.toString())).message())
                .isNull();
        assertThatThrownBy(
                        () -> run(Map.of("private-key", home.resolve("absent").toString())))
                .hasMessage("There is no file " + home.resolve("absent"));
    }

    @Test
    void a_host_key_that_is_given_must_be_the_servers() throws Exception {
        CheckResult known = run(Map.of("host-key", host.hostKey(), "healthy-when", "host_key contains 'SHA256:'"));
        assertThat(known.message()).isNull();
        try (SshHost other = new SshHost(home)) {
            CheckResult stranger = run(Map.of("host-key", other.hostKey()));
            assertThat(stranger.status()).isEqualTo(Status.DOWN);
            assertThat(stranger.message())
                    .startsWith(
                            "The host key is not the one that is known: the server shows ecdsa-sha2-nistp256 SHA256:");
        }
    }

    @Test
    void a_host_must_stand_in_a_file_of_known_hosts_that_is_given() throws Exception {
        Path file = home.resolve("known_hosts");
        Files.writeString(file, "[localhost]:" + host.port() + " " + host.hostKey() + "\n");
        assertThat(run(Map.of("known-hosts", file.toString())).message()).isNull();
        Files.writeString(file, "elsewhere.example " + host.hostKey() + "\n");
        assertThat(run(Map.of("known-hosts", file.toString())).message()).startsWith("The host key is not the one");
        Files.delete(file);
        assertThatThrownBy(() -> run(Map.of("known-hosts", file.toString()))).hasMessage("There is no file " + file);
    }

    @Test
    void garbage_and_an_abrupt_end_are_told() throws Exception {
        try (OneAnswer web = new OneAnswer("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(said(web.port())).matches("The port speaks no SSH|Connection closed by localhost.*");
        }
        try (OneAnswer nothing = new OneAnswer("")) {
            assertThat(said(nothing.port())).startsWith("Connection closed by localhost");
        }
    }

    @Test
    void a_port_that_says_nothing_is_left_in_time_and_none_at_all_is_tried_again() throws Exception {
        try (RudeServer silent = RudeServer.hanging()) {
            leftInTime(check(silent.port(), 400, all(Map.of())));
        }
        try (RudeServer slow = RudeServer.trickling("SSH-2.0-slow\r\n".getBytes(StandardCharsets.US_ASCII))) {
            leftInTime(check(slow.port(), 1200, all(Map.of())));
        }
        int closed = Ports.free();
        Check check = check(closed, 3000, all(Map.of()));
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
        Check check = check(port, 20_000, all(Map.of()));
        try {
            return String.valueOf(probe.run(check).message());
        } catch (Exception failed) {
            return FailureText.of(check, failed);
        }
    }

    private CheckResult run(Map<String, String> more) throws Exception {
        return probe.run(check(host.port(), 20_000, all(more)));
    }

    private static Check check(int port, int timeout, Map<String, String> all) {
        Map<String, String> parameters = new HashMap<>(all);
        parameters.put("port", String.valueOf(port));
        return Checks.patient("sftp", Duration.ofMillis(timeout), parameters);
    }

    private static Map<String, String> all(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("host", "localhost");
        parameters.put("username", "monitor");
        parameters.putIfAbsent("password", "right");
        return parameters;
    }
}
