package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelSetupTest {
    @TempDir
    private Path folder;

    @Test
    void slack_is_on_by_a_bot_or_a_webhook_and_off_without_either() {
        assertThat(isOn(Map.of())).isFalse();
        assertThat(isOn(Map.of("ROLLCALL_SLACK_BOT_TOKEN", "xoxb-1", "ROLLCALL_SLACK_CHANNEL", "C1")))
                .isTrue();
        assertThat(isOn(Map.of("SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/x")))
                .isTrue();
    }

    @Test
    void a_bot_that_is_half_set_up_is_refused_with_what_is_missing() {
        refuses(Map.of("ROLLCALL_SLACK_BOT_TOKEN", "xoxb-1"), "rollcall.slack.channel is empty");
        refuses(Map.of("ROLLCALL_SLACK_CHANNEL", "C1"), "rollcall.slack.channel needs rollcall.slack.bot-token");
        refuses(
                Map.of("ROLLCALL_SLACK_SIGNING_SECRET", "s", "SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/x"),
                "rollcall.slack.signing-secret needs rollcall.slack.bot-token");
        refuses(
                Map.of(
                        "ROLLCALL_SLACK_BOT_TOKEN",
                        "xoxb-1",
                        "ROLLCALL_SLACK_CHANNEL",
                        "C1",
                        "ROLLCALL_SLACK_API_URL",
                        "slack.com/api"),
                "rollcall.slack.api-url must be an address");
    }

    private boolean isOn(Map<String, String> environment) {
        return new Channels(read(environment)).isOn("slack");
    }

    private void refuses(Map<String, String> environment, String why) {
        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("xoxb");
    }

    private ChannelSettings read(Map<String, String> environment) {
        return new ChannelSetup(Settings.load(folder, environment, new Properties())).read();
    }
}
