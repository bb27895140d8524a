package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final URI WEB = URI.create("https://vendor.example");
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final List<String> NUMBERS = List.of("+4915100000001");

    @Test
    void a_wrong_value_names_its_property() {
        rejects("rollcall.slack.webhook-url", () -> new SlackSettings(URI.create("hooks.slack.com/services/secret")));
        rejects("rollcall.pagerduty.routing-key", () -> new PagerDutySettings("secret", WEB));
        rejects("rollcall.twilio.account-sid", () -> twilio("secret", "t", "+4915100000001", NUMBERS));
        rejects("rollcall.twilio.auth-token", () -> twilio(ACCOUNT, " ", "+4915100000001", NUMBERS));
        rejects("rollcall.twilio.from", () -> twilio(ACCOUNT, "t", "015100000001", NUMBERS));
        rejects("rollcall.twilio.to", () -> twilio(ACCOUNT, "t", "+4915100000001", List.of("0151")));
        rejects("rollcall.twilio.to", () -> twilio(ACCOUNT, "t", "+4915100000001", List.of()));
        rejects("rollcall.rollbar.access-token", () -> new RollbarSettings("se cret secret", "production", WEB));
        rejects("rollcall.rollbar.environment", () -> new RollbarSettings("secret", "", WEB));
        rejects("rollcall.rollbar.url", () -> new RollbarSettings("t", "production", URI.create("secret")));
        rejects("rollcall.teams.webhook-url", () -> new TeamsSettings(URI.create("secret")));
        rejects("rollcall.webhook.url", () -> WebhookSettings.of(List.of("ftp://a.example/secret"), ""));
        rejects("rollcall.webhook.url", () -> WebhookSettings.of(List.of("https://a/secret", "https://b/secret"), ""));
        rejects("rollcall.webhook.url", () -> WebhookSettings.of(List.of("a=https://a", "a=https://secret"), ""));
        rejects("rollcall.webhook.url", () -> WebhookSettings.of(List.of("https://a.example/sec ret/secret"), ""));
        rejects("rollcall.mail.host", () -> mail("", 25, null, "a@example.com"));
        rejects("rollcall.mail.port", () -> mail("mail", 0, null, "a@example.com"));
        rejects("rollcall.mail.password", () -> mail("mail", 25, "user", "a@example.com"));
        rejects("rollcall.mail.to", () -> mail("mail", 25, null, "a@example.com\nBcc: b@example.com"));
    }

    @Test
    void a_secret_that_is_said_to_be_base64_must_be() {
        for (String secret : List.of("whsec_hidden*", "whsec_")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WebhookSettings.of(List.of("https://a.example"), secret))
                    .withMessage("rollcall.webhook.secret must be base64 after whsec_");
        }
    }

    @Test
    void settings_do_not_show_their_secrets() {
        assertThat(Alerts.settings().toString())
                .doesNotContain("secret", "twilio-token", "0123456789abcdef0123456789abcdef");
    }

    @Test
    void limits_are_read_as_they_are_written() {
        assertThat(RecipientLimit.parse("rollcall.sms.limits", "1/1m, 21/3h").windows())
                .containsExactly(
                        new RecipientLimit.Window(1, Duration.ofMinutes(1)),
                        new RecipientLimit.Window(21, Duration.ofHours(3)));
        assertThat(RecipientLimit.parse("rollcall.sms.limits", "").windows()).isEmpty();
        for (String wrong : List.of("1", "0/1m", "1/1", "1/0s", "1/2d", "-1/1m", "1/1m;2/2m")) {
            rejects("rollcall.sms.limits", () -> RecipientLimit.parse("rollcall.sms.limits", wrong));
        }
    }

    private static MailSettings mail(String host, int port, String username, String to) {
        return new MailSettings(
                host, port, username, null, "rollcall@example.com", List.of(to), true, RecipientLimit.NONE);
    }

    private static void rejects(String property, ThrowingCallable settings) {
        assertThatIllegalArgumentException()
                .isThrownBy(settings)
                .withMessageContaining(property)
                .withMessageNotContaining("secret");
    }

    private static TwilioSettings twilio(String account, String token, String from, List<String> to) {
        return new TwilioSettings(account, token, from, to, WEB, RecipientLimit.NONE, false, false);
    }
}
