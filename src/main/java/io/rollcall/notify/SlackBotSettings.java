package io.rollcall.notify;

import java.net.URI;

/**
 * As whom, where and how a bot speaks in Slack.
 *
 * @param token of the bot ({@code rollcall.slack.bot-token}, xoxb-…), with the scope chat:write: secret
 * @param channel where it posts ({@code rollcall.slack.channel}): an id, or a name that begins with #
 * @param apiUrl the base of the Web API ({@code rollcall.slack.api-url}), usually {@link #PUBLIC_URL}
 * @param signingSecret with which Slack signs what people press ({@code rollcall.slack.signing-secret}): secret; empty when
 *     there is nothing to press
 */
public record SlackBotSettings(String token, String channel, URI apiUrl, String signingSecret) {
    /** The vendor's own address. */
    public static final URI PUBLIC_URL = URI.create("https://slack.com/api");

    public SlackBotSettings {
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("rollcall.slack.bot-token must be a token without spaces");
        }
        Setting.present("rollcall.slack.channel", channel);
        Setting.web("rollcall.slack.api-url", apiUrl);
    }

    /** Whether people may answer by pressing buttons. */
    boolean hasButtons() {
        return !signingSecret.isEmpty();
    }

    /** Where a method such as {@code chat.update} is called. */
    String url(String method) {
        return apiUrl.toString().replaceAll("/+$", "") + "/" + method;
    }

    @Override
    public String toString() {
        return "SlackBotSettings[token=***, channel=" + channel + ", apiUrl=" + apiUrl + ", signingSecret=***]";
    }
}
