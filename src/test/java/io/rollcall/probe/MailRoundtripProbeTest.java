package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import jakarta.mail.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailRoundtripProbeTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    private final Watched watched = new Watched();

    private MailHost host;
    private MailRoundtripProbe probe;

    @BeforeEach
    void start() throws Exception {
        host = new MailHost();
        host.server.setUser("other@example.org", "other", "other-password");
        probe = new MailRoundtripProbe(watched.dog(), host.trusting(), "localhost", new Judgement());
    }

    @AfterEach
    void stop() {
        host.close();
        watched.close();
    }

    @Test
    void a_mail_that_arrives_is_deleted_and_others_stay() throws Exception {
        send("Rollcall round trip thing of somebody else");
        CheckResult result = probe.run(check(Duration.ofSeconds(30), Map.of()));
        assertThat(result.message()).isNull();
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(result.metrics()).extracting(Metric::name).containsExactly("delivery");
        assertThat(host.server.getReceivedMessages())
                .extracting(Message::getSubject)
                .containsExactly("Rollcall round trip thing of somebody else");
    }

    @Test
    void a_mail_that_does_not_arrive_is_a_failure() throws Exception {
        CheckResult lost = probe.run(check(SOON, Map.of("to", "other@example.org")));
        assertThat(lost.status()).isEqualTo(Status.DOWN);
        assertThat(lost.message()).startsWith("Sent, but not there after ");
    }

    @Test
    void no_mail_is_sent_that_nobody_could_fetch() throws Exception {
        CheckResult refused = probe.run(check(Duration.ofSeconds(30), Map.of("imap-password", "wrong-password")));
        assertThat(refused.message()).startsWith("Login refused: ").doesNotContain("wrong-password");
        assertThat(host.server.getReceivedMessages()).isEmpty();
    }

    @Test
    void servers_that_are_not_there_or_say_nothing_are_told() throws Exception {
        host.server.getSmtp().stopService();
        Check check = check(Duration.ofSeconds(30), Map.of());
        assertThatThrownBy(() -> probe.run(check))
                .satisfies(refused -> assertThat(FailureText.of(check, refused)).startsWith("Connection refused"));
        try (RudeServer silent = RudeServer.hanging()) {
            Check hanging = check(SOON, Map.of("imap-port", "" + silent.port()));
            assertThatThrownBy(() -> probe.run(hanging))
                    .satisfies(late -> assertThat(FailureText.of(hanging, late)).isEqualTo("No answer within 3000 ms"));
        }
    }

    private void send(String subject) {
        GreenMailUtil.sendTextEmail(
                MailHost.ADDRESS,
                "a@example.org",
                subject,
                "text",
                host.server.getSmtp().getServerSetup());
    }

    private Check check(Duration timeout, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "from", "rollcall@example.org",
                "to", MailHost.ADDRESS,
                "smtp-host", "localhost",
                "smtp-port", host.port("smtp"),
                "smtp-starttls", "none",
                "imap-host", "localhost",
                "imap-port", host.port("imaps"),
                "imap-username", "monitor",
                "imap-password", MailHost.PASSWORD));
        parameters.putAll(more);
        return Checks.patient("mail-roundtrip", timeout, parameters);
    }
}
