package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
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
        rejects("rollcall.twilio.account-sid", () -> new TwilioSettings("secret", "t", "+4915100000001", NUMBERS, WEB));
        rejects("rollcall.twilio.auth-token", () -> new TwilioSettings(ACCOUNT, " ", "+4915100000001", NUMBERS, WEB));
        rejects("rollcall.twilio.from", () -> new TwilioSettings(ACCOUNT, "t", "015100000001", NUMBERS, WEB));
        rejects("rollcall.twilio.to", () -> new TwilioSettings(ACCOUNT, "t", "+4915100000001", List.of("0151"), WEB));
        rejects("rollcall.twilio.to", () -> new TwilioSettings(ACCOUNT, "t", "+4915100000001", List.of(), WEB));
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

    private static MailSettings mail(String host, int port, String username, String to) {
        return new MailSettings(host, port, username, null, "rollcall@example.com", List.of(to), true);
    }

    private static void rejects(String property, ThrowingCallable settings) {
        assertThatIllegalArgumentException()
                .isThrownBy(settings)
                .withMessageContaining(property)
                .withMessageNotContaining("secret");
    }
}
