package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookMessageTest {
    @Test
    void the_signature_is_that_of_standard_webhooks() {
        WebhookSettings settings =
                WebhookSettings.of(List.of("https://a.example"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(WebhookMessage.sign(
                        settings.key(), "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void settings_show_neither_addresses_nor_the_secret() {
        assertThat(WebhookSettings.of(List.of("desk=https://a.example/hidden"), "hush"))
                .hasToString("WebhookSettings[urls=[desk], secret=***]");
        assertThat(new TeamsSettings(URI.create("https://a.example/hidden")).toString())
                .doesNotContain("hidden");
        assertThat(new RollbarSettings("hidden", "production", RollbarSettings.PUBLIC_URL).toString())
                .doesNotContain("hidden");
    }
}
