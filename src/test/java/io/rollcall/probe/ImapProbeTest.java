package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.rollcall.Ports;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Metric;
import io.rollcall.check.Retries;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImapProbeTest {
    private static final Watched WATCHED = new Watched();
    private static final SSLSocketFactory USUAL = (SSLSocketFactory) SSLSocketFactory.getDefault();

    private static MailHost host;

    @BeforeAll
    static void start() throws Exception {
        host = new MailHost();
        GreenMailUtil.sendTextEmail(
                MailHost.ADDRESS,
                "a@example.org",
                "hello",
                "world",
                host.server.getSmtp().getServerSetup());
    }

    @AfterAll
    static void stop() {
        host.close();
        WATCHED.close();
    }

    @Test
    void a_mailbox_that_opens_is_counted_and_not_changed() throws Exception {
        for (int i = 0; i < 2; i++) {
            CheckResult result = run(USUAL, clear(Map.of("degraded-when", "mailbox_unread > 0")));
            assertThat(result.message()).isEqualTo("Degraded: mailbox_unread (1) > 0");
            assertThat(result.metrics())
                    .extracting(Metric::name, Metric::value)
                    .containsExactly(tuple("mailbox_messages", 1.0), tuple("mailbox_unread", 1.0));
        }
    }

    @Test
    void tls_from_the_first_byte_tells_how_long_the_certificate_is_valid() throws Exception {
        CheckResult result = run(
                host.trusting(),
                Map.of(
                        "port",
                        host.port("imaps"),
                        "healthy-when",
                        "tls_protocol contains \"TLSv1.\" and certificate_expiry > 1d"));
        assertThat(result.message()).isNull();
        assertThat(result.metrics()).extracting(Metric::name).contains("certificate_expiry");
    }

    @Test
    void a_certificate_that_is_wrong_is_told() {
        assertThat(failure(USUAL, Map.of("port", host.port("imaps")))).isEqualTo("Certificate not trusted");
        assertThat(failure(host.trusting(), Map.of("port", host.port("imaps"), "host", "127.0.0.1")))
                .isEqualTo("Host name does not match the certificate");
    }

    @Test
    void starttls_that_is_not_offered_is_a_failure() throws Exception {
        CheckResult result = run(USUAL, Map.of("port", host.port("imap"), "security", "starttls"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).containsIgnoringCase("STARTTLS");
    }

    @Test
    void a_wrong_password_and_a_folder_that_is_not_there_are_failures() throws Exception {
        CheckResult refused = run(USUAL, clear(Map.of("password", "wrong-password")));
        assertThat(refused.message()).startsWith("Login refused: ").doesNotContain("wrong-password");
        assertThat(run(USUAL, clear(Map.of("folder", "Nowhere"))).message()).contains("Nowhere");
    }

    @Test
    void no_server_is_a_connection_error() throws Exception {
        int port = Ports.free();
        Check check = check(Map.of("port", "" + port));
        assertThatThrownBy(() -> probe(USUAL).run(check)).isInstanceOfSatisfying(Exception.class, refused -> assertThat(
                        new Retries(3, Duration.ZERO).again(check, refused))
                .isTrue());
    }

    private static Map<String, String> clear(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("port", host.port("imap"));
        parameters.put("security", "none");
        return parameters;
    }

    private static CheckResult run(SSLSocketFactory tls, Map<String, String> more) throws Exception {
        return probe(tls).run(check(more));
    }

    private static String failure(SSLSocketFactory tls, Map<String, String> more) {
        Check check = check(more);
        try {
            return "no failure: " + probe(tls).run(check).status();
        } catch (Exception failed) {
            return FailureText.of(check, failed);
        }
    }

    private static ImapProbe probe(SSLSocketFactory tls) {
        return new ImapProbe(WATCHED.dog(), tls, "localhost", new Judgement());
    }

    private static Check check(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.putIfAbsent("host", "localhost");
        parameters.putIfAbsent("username", "monitor");
        parameters.putIfAbsent("password", MailHost.PASSWORD);
        return Checks.patient("imap", Duration.ofSeconds(30), parameters);
    }
}
