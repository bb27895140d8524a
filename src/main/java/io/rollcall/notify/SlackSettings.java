package io.rollcall.notify;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How Slack is told: by a bot where there is one, else over an incoming webhook.
 *
 * @param webhookUrl the incoming webhook ({@code rollcall.slack.webhook-url}); the address itself is the secret; or null
 * @param bot or null
 */
public record SlackSettings(@Nullable URI webhookUrl, @Nullable SlackBotSettings bot) {
    public SlackSettings {
        if (webhookUrl == null && bot == null) {
            throw new IllegalArgumentException("rollcall.slack.webhook-url and rollcall.slack.bot-token are empty");
        }
        if (webhookUrl != null) {
            Setting.web("rollcall.slack.webhook-url", webhookUrl);
        }
    }

    /** Over an incoming webhook. */
    public SlackSettings(URI webhookUrl) {
        this(webhookUrl, null);
    }

    @Override
    public String toString() {
        return "SlackSettings[webhookUrl=" + (webhookUrl == null ? "" : "***") + ", bot=" + bot + "]";
    }
}
