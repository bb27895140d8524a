package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.Certificates;
import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real directory in memory, and against ports that are none. */
class LdapProbeTest {
    @TempDir
    private Path folder;

    private final Watched watched = new Watched();
    private final LdapProbe probe = new LdapProbe(watched.dog(), new TlsContexts(), new Judgement());

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void a_login_is_enough_and_may_be_anonymous() throws Exception {
        try (Directory directory = Directory.plain()) {
            CheckResult anonymous = run(directory.port(), Map.of("bind-dn", "", "password", ""));
            assertThat(anonymous.message()).isNull();
            assertThat(anonymous.metrics()).isEmpty();
            assertThat(run(directory.port(), Map.of()).message()).isNull();
            assertThat(watched.pending()).isZero();
        }
    }

    @Test
    void a_wrong_password_is_told_without_it() throws Exception {
        try (Directory directory = Directory.plain()) {
            CheckResult refused = run(directory.port(), Map.of("password", "wrong-password"));
            assertThat(refused.status()).isEqualTo(Status.DOWN);
            assertThat(refused.message()).startsWith("Login refused: ").doesNotContain("wrong-password");
        }
    }

    @Test
    void what_a_search_finds_can_be_a_condition() throws Exception {
        try (Directory directory = Directory.plain()) {
            CheckResult result = run(
                    directory.port(),
                    Map.of(
                            "base", "ou=people,dc=example,dc=org",
                            "filter", "(uid=jane)",
                            "attributes", "mail, employeeNumber,telephoneNumber,absent",
                            "healthy-when",
                                    "entries == 1 and entry.mail == 'jane@example.org' and entry.employeeNumber > 41"
                                            + " and len(entry.telephoneNumber) == 2 and not has(entry.absent)"));
            assertThat(result.message()).isNull();
            assertThat(Found.metrics(result)).containsEntry("entries", 1.0).containsKey("search_time");
            assertThat(result.details()).containsEntry("dn", "uid=jane,ou=people,dc=example,dc=org");
        }
    }

    @Test
    void entries_are_counted_up_to_what_the_directory_gives() throws Exception {
        try (Directory directory = Directory.plain()) {
            CheckResult result = run(directory.port(), Map.of("base", "dc=example,dc=org"));
            assertThat(Found.metrics(result)).containsEntry("entries", 3.0);
            assertThat(result.details()).containsEntry("entriesCut", true);

            Map<String, String> one = Map.of("base", "dc=example,dc=org", "scope", "one");
            assertThat(Found.metrics(run(directory.port(), one))).containsEntry("entries", 1.0);
            Map<String, String> root = Map.of(
                    "scope", "base", "attributes", "namingContexts", "healthy-when", "has(entry.namingContexts)");
            assertThat(run(directory.port(), root).message()).isNull();
        }
    }

    @Test
    void a_search_that_finds_nothing_is_down_by_the_kinds_own_sub_check() throws Exception {
        try (Directory directory = Directory.plain()) {
            Map<String, String> nobody = Map.of("base", "dc=example,dc=org", "filter", "(uid=nobody)");
            CheckResult result = probe.run(check(directory.port(), 9000, KindDefaults.of("ldap", all(nobody))));
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.message()).isEqualTo("The search finds nothing");
        }
    }

    @Test
    void a_base_that_is_not_there_is_told() throws Exception {
        try (Directory directory = Directory.plain()) {
            CheckResult result = run(directory.port(), Map.of("base", "ou=nowhere,dc=example,dc=org"));
            assertThat(result.message()).startsWith("The directory has no such base: ");
        }
    }

    @Test
    void tls_from_the_first_byte_and_later_is_verified_and_described() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.valid(90).close();
        String authority = certificates.authority().toString();
        for (String security : new String[] {"tls", "starttls"}) {
            try (Directory directory =
                    security.equals("tls") ? Directory.secured(folder) : Directory.startTls(folder)) {
                Map<String, String> trusting = new HashMap<>(Map.of("security", security, "ca-certificate", authority));
                trusting.put("healthy-when", "tls_protocol contains 'TLS' and certificate_expiry > 80d");
                assertThat(run(directory.port(), trusting).message()).isNull();

                CheckResult untrusted = run(directory.port(), Map.of("security", security));
                assertThat(untrusted.message()).isEqualTo("Unknown issuer: CN=Root");
                assertThat(Found.metrics(untrusted)).containsOnlyKeys("certificate_expiry");

                trusting.put("server-name", "elsewhere.example");
                assertThat(run(directory.port(), trusting).message()).startsWith("Wrong host: ");
            }
        }
    }

    @Test
    void a_certificate_that_signed_itself_is_named_and_starttls_that_is_refused_is_told() throws Exception {
        new Certificates(folder).selfSigned().close();
        try (Directory directory = Directory.secured(folder)) {
            assertThat(run(directory.port(), Map.of("security", "tls")).message())
                    .isEqualTo("Certificate is self-signed");
        }
        try (Directory directory = Directory.plain()) {
            CheckResult result = run(directory.port(), Map.of("security", "starttls"));
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.message()).contains("STARTTLS");
        }
    }

    @Test
    void garbage_and_an_abrupt_end_are_told() throws Exception {
        try (OneAnswer web = new OneAnswer("HTTP/1.1 400 Bad Request\r\n" + "X-Filler: 1\r\n".repeat(20))) {
            assertThat(said(web.port())).isEqualTo("The port speaks no LDAP");
        }
        try (OneAnswer nothing = new OneAnswer("")) {
            assertThat(said(nothing.port())).startsWith("Connection closed by localhost");
        }
    }

    @Test
    void a_port_that_says_nothing_is_left_in_time_and_none_at_all_is_tried_again() throws Exception {
        for (String security : new String[] {"tls", "starttls", "none"}) {
            try (RudeServer silent = RudeServer.hanging()) {
                leftInTime(check(silent.port(), 400, Map.of("security", security)));
            }
        }
        try (RudeServer slow = RudeServer.trickling(new byte[] {0x30, 0x50, 2, 1, 1, 0x61, 7, 10})) {
            leftInTime(check(slow.port(), 1200, Map.of()));
        }
        int closed = Ports.free();
        Check check = check(closed, 3000, Map.of());
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
        Check check = check(port, 20_000, Map.of());
        try {
            return String.valueOf(probe.run(check).message());
        } catch (Exception failed) {
            return FailureText.of(check, failed);
        }
    }

    private CheckResult run(int port, Map<String, String> more) throws Exception {
        return probe.run(check(port, 10_000, more));
    }

    private static Check check(int port, int timeout, Map<String, String> more) {
        Map<String, String> parameters = all(more);
        parameters.put("port", String.valueOf(port));
        return Checks.patient("ldap", Duration.ofMillis(timeout), parameters);
    }

    private static Map<String, String> all(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("host", "localhost");
        parameters.putIfAbsent("security", "none");
        parameters.putIfAbsent("bind-dn", "cn=monitor,dc=example,dc=org");
        parameters.putIfAbsent("password", "right");
        return parameters;
    }
}
