package io.rollcall.notify;

import java.net.URI;

/**
 * Where messages for Microsoft Teams go.
 *
 * @param webhookUrl the webhook of a workflow ({@code rollcall.teams.webhook-url}); the address itself is the secret
 */
public record TeamsSettings(URI webhookUrl) {
    public TeamsSettings {
        Setting.web("rollcall.teams.webhook-url", webhookUrl);
    }

    @Override
    public String toString() {
        return "TeamsSettings[webhookUrl=***]";
    }
}
