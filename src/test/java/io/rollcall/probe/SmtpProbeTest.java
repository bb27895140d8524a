package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Metric;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpProbeTest {
    private static final Watched WATCHED = new Watched();
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SmtpProbe probe = new SmtpProbe(
            WATCHED.dog(), (SSLSocketFactory) SSLSocketFactory.getDefault(), "localhost", new Judgement());

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        MAIL.setUser("monitor@example.org", "monitor", "right");
        MAIL.start();
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
        WATCHED.close();
    }

    @Test
    void a_server_that_greets_is_healthy_and_gets_no_mail() throws Exception {
        assertThat(run(Map.of("healthy-when", "not starttls")).status()).isEqualTo(Status.HEALTHY);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_login_is_tried_when_one_is_given() throws Exception {
        assertThat(run(Map.of("username", "monitor", "password", "right")).success())
                .isTrue();
        CheckResult wrong = run(Map.of("username", "monitor", "password", "hunter2"));
        assertThat(wrong.failed()).isTrue();
        assertThat(wrong.message()).startsWith("Login refused: ").doesNotContain("hunter2");
    }

    @Test
    void required_starttls_that_is_not_offered_is_a_failure() throws Exception {
        CheckResult result = run(Map.of("starttls", "required"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).contains("STARTTLS is required");
    }

    @Test
    void an_unknown_starttls_is_named() {
        assertThatThrownBy(() -> run(Map.of("starttls", "maybe"))).hasMessageContaining("starttls must be none");
    }

    @Test
    void a_certificate_that_is_not_trusted_is_told() throws Exception {
        try (StartTlsServer server = new StartTlsServer(folder)) {
            Check check = check(server.port(), Map.of());
            assertThatThrownBy(() -> probe.run(check)).satisfies(refused -> assertThat(FailureText.of(check, refused))
                    .isEqualTo("Certificate not trusted"));
        }
    }

    @Test
    void a_trusted_certificate_for_another_name_is_told() throws Exception {
        try (StartTlsServer server = new StartTlsServer(folder)) {
            Check check = check(server.port(), Map.of("starttls", "required"));
            SmtpProbe trusting = new SmtpProbe(WATCHED.dog(), server.trusting(), "localhost", new Judgement());
            assertThatThrownBy(() -> trusting.run(check))
                    .satisfies(refused -> assertThat(FailureText.of(check, refused))
                            .isEqualTo("Host name does not match the certificate"));
        }
    }

    @Test
    void a_server_with_a_right_certificate_is_healthy() throws Exception {
        try (StartTlsServer server = new StartTlsServer(folder)) {
            Check check = check(
                    server.port(),
                    Map.of(
                            "starttls",
                            "required",
                            "host",
                            "localhost",
                            "healthy-when",
                            "starttls and tls_protocol == \"TLSv1.3\""));
            SmtpProbe trusting = new SmtpProbe(WATCHED.dog(), server.trusting(), "localhost", new Judgement());
            CheckResult result = trusting.run(check);
            assertThat(result.message()).isNull();
            assertThat(result.status()).isEqualTo(Status.HEALTHY);
            assertThat(result.metrics()).extracting(Metric::name).containsExactly("certificate_expiry");
        }
    }

    @Test
    void starttls_none_stays_in_the_clear() throws Exception {
        try (StartTlsServer server = new StartTlsServer(folder)) {
            assertThat(probe.run(check(server.port(), Map.of("starttls", "none")))
                            .success())
                    .isTrue();
        }
    }

    @Test
    void no_server_is_a_connection_error() throws Exception {
        int port = Ports.free();
        Check check = check(port, Map.of());
        assertThatThrownBy(() -> probe.run(check)).isInstanceOfSatisfying(Exception.class, refused -> {
            assertThat(new Retries(3, Duration.ZERO).again(check, refused)).isTrue();
            assertThat(FailureText.of(check, refused)).isEqualTo("Connection refused by 127.0.0.1:" + port);
        });
    }

    private CheckResult run(Map<String, String> more) throws Exception {
        return probe.run(check(MAIL.getSmtp().getPort(), more));
    }

    private static Check check(int port, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.putIfAbsent("host", "127.0.0.1");
        parameters.put("port", String.valueOf(port));
        return Checks.patient("smtp", Duration.ofSeconds(30), parameters);
    }
}
