package io.rollcall.notify;

import java.net.URI;

/**
 * Where Slack messages go.
 *
 * @param webhookUrl the incoming webhook ({@code rollcall.slack.webhook-url}); the address itself is the secret
 */
public record SlackSettings(URI webhookUrl) {
    public SlackSettings {
        Setting.web("rollcall.slack.webhook-url", webhookUrl);
    }

    @Override
    public String toString() {
        return "SlackSettings[webhookUrl=***]";
    }
}
