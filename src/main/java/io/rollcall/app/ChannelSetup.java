package io.rollcall.app;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.MailSettings;
import io.rollcall.notify.PagerDutySettings;
import io.rollcall.notify.RecipientLimit;
import io.rollcall.notify.RollbarSettings;
import io.rollcall.notify.SlackBotSettings;
import io.rollcall.notify.SlackSettings;
import io.rollcall.notify.TeamsSettings;
import io.rollcall.notify.TwilioSettings;
import io.rollcall.notify.WebhookSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the channels. A channel without its first setting is off. */
final class ChannelSetup {
    private final Settings settings;

    ChannelSetup(Settings settings) {
        this.settings = settings;
    }

    /**
     * The settings of all channels.
     *
     * @throws InvalidConfigurationException when a channel is half set up
     */
    ChannelSettings read() {
        return new ChannelSettings(slack(), mail(), twilio(), pagerDuty(), rollbar(), webhook(), teams());
    }

    private @Nullable SlackSettings slack() {
        URI webhook = ifSet("rollcall.slack.webhook-url", () -> uri("rollcall.slack.webhook-url"));
        SlackBotSettings bot = ifSet(
                "rollcall.slack.bot-token",
                () -> new SlackBotSettings(
                        settings.text("rollcall.slack.bot-token"),
                        settings.text("rollcall.slack.channel"),
                        URI.create(settings.text("rollcall.slack.api-url")),
                        settings.text("rollcall.slack.signing-secret")));
        if (bot == null) {
            needsBot("rollcall.slack.channel");
            needsBot("rollcall.slack.signing-secret");
        }
        return ifSet(
                bot == null ? "rollcall.slack.webhook-url" : "rollcall.slack.bot-token",
                () -> new SlackSettings(webhook, bot));
    }

    private void needsBot(String name) {
        ifSet(name, () -> {
            throw new IllegalArgumentException(name + " needs rollcall.slack.bot-token");
        });
    }

    private @Nullable MailSettings mail() {
        return ifSet(
                "rollcall.mail.host",
                () -> new MailSettings(
                        settings.text("rollcall.mail.host"),
                        settings.port("rollcall.mail.port"),
                        orNull("rollcall.mail.username"),
                        orNull("rollcall.mail.password"),
                        settings.text("rollcall.mail.from"),
                        settings.list("rollcall.mail.to"),
                        orNull("rollcall.mail.username") != null,
                        limit("rollcall.mail.limits")));
    }

    private @Nullable TwilioSettings twilio() {
        // Twilio's account is also what its check uses; only a sender says that messages are wanted.
        return ifSet(
                "rollcall.twilio.from",
                () -> new TwilioSettings(
                        settings.text("rollcall.twilio.account-sid"),
                        settings.text("rollcall.twilio.auth-token"),
                        settings.text("rollcall.twilio.from"),
                        settings.list("rollcall.twilio.to"),
                        URI.create(settings.text("rollcall.twilio.url")),
                        limit("rollcall.sms.limits"),
                        callback(),
                        settings.flag("rollcall.sms.replies")));
    }

    private RecipientLimit limit(String name) {
        return RecipientLimit.parse(name, settings.text(name));
    }

    /** Twilio reaches us where people do, but not by plain HTTP unless someone says so. */
    private boolean callback() {
        return settings.text("rollcall.sms.status-callback").equals("auto")
                ? settings.publicUrl().startsWith("https://")
                : settings.flag("rollcall.sms.status-callback");
    }

    private @Nullable PagerDutySettings pagerDuty() {
        ifSet("rollcall.pagerduty.changes", () -> {
            if (settings.flag("rollcall.pagerduty.changes")
                    && settings.text("rollcall.pagerduty.routing-key").isEmpty()) {
                throw new IllegalArgumentException("rollcall.pagerduty.changes needs rollcall.pagerduty.routing-key");
            }
            return true;
        });
        return ifSet(
                "rollcall.pagerduty.routing-key",
                () -> new PagerDutySettings(
                        settings.text("rollcall.pagerduty.routing-key"),
                        URI.create(settings.text("rollcall.pagerduty.url"))));
    }

    private @Nullable RollbarSettings rollbar() {
        return ifSet(
                "rollcall.rollbar.access-token",
                () -> new RollbarSettings(
                        settings.text("rollcall.rollbar.access-token"),
                        settings.text("rollcall.rollbar.environment"),
                        URI.create(settings.text("rollcall.rollbar.url"))));
    }

    private @Nullable WebhookSettings webhook() {
        return ifSet(
                "rollcall.webhook.url",
                () -> WebhookSettings.of(
                        settings.list("rollcall.webhook.url"), settings.text("rollcall.webhook.secret")));
    }

    private @Nullable TeamsSettings teams() {
        return ifSet("rollcall.teams.webhook-url", () -> new TeamsSettings(uri("rollcall.teams.webhook-url")));
    }

    private <T> @Nullable T ifSet(String name, Supplier<T> channel) {
        try {
            return settings.text(name).isEmpty() ? null : channel.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    List.of(new Problem("application.properties", 0, null, String.valueOf(e.getMessage()))));
        }
    }

    /** An address that is a secret: what is wrong with it is told without it. */
    private URI uri(String name) {
        try {
            return new URI(settings.text(name));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " is not a valid address at character " + (e.getIndex() + 1));
        }
    }

    private @Nullable String orNull(String name) {
        return settings.text(name).isEmpty() ? null : settings.text(name);
    }
}
