package io.rollcall.app;

import io.rollcall.alert.AlertRules;
import io.rollcall.camel.AlertRouting;
import io.rollcall.camel.ConditionLanguage;
import io.rollcall.camel.DeliveryFailures;
import io.rollcall.group.AlertGroups;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.EmailMessage;
import io.rollcall.notify.MailSettings;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.PagerDutyEvent;
import io.rollcall.notify.RollbarItem;
import io.rollcall.notify.SlackMessage;
import io.rollcall.notify.SmsMessage;
import io.rollcall.notify.TeamsMessage;
import io.rollcall.notify.WebhookMessage;
import io.rollcall.store.Journal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.camel.spi.Registry;

/** The outbox and what the channels' routes call by name. */
final class ChannelParts {
    static final List<String> NAMES = List.of("slack", "email", "sms", "pagerduty", "rollbar", "webhook", "teams");

    private final ChannelSettings channelSettings;
    private final URI publicUrl;
    private final Clock clock;
    private final Channels channels;
    private final Outbox outbox;
    private final AlertGroups groups;

    ChannelParts(Settings settings, Journal journal, Clock clock) {
        this.channelSettings = new ChannelSetup(settings).read();
        this.publicUrl = URI.create(settings.publicUrl());
        this.clock = clock;
        this.channels = new Channels(channelSettings);
        channels.announce();
        this.outbox = new Outbox(journal, clock, RandomGenerator.getDefault(), channels);
        this.groups = new AlertGroups(
                outbox,
                journal,
                (alert, now) -> Optional.empty(),
                clock,
                settings.duration("rollcall.alerts.hold-back"));
    }

    Channels channels() {
        return channels;
    }

    Outbox outbox() {
        return outbox;
    }

    AlertGroups groups() {
        return groups;
    }

    void bind(Registry registry, AlertRules rules) {
        MailSettings mail = channelSettings.mail();
        registry.bind("outbox", outbox);
        registry.bind("alertGroups", groups);
        registry.bind("alertRouting", new AlertRouting(groups, rules, outbox.watch()));
        registry.bind("channelWatch", outbox.watch());
        registry.bind("condition-language", new ConditionLanguage());
        registry.bind("deliveryFailures", new DeliveryFailures());
        registry.bind("slackMessage", new SlackMessage(channelSettings.slack(), publicUrl));
        registry.bind("emailMessage", new EmailMessage(mail, publicUrl));
        registry.bind("smsMessage", new SmsMessage(channelSettings.twilio(), publicUrl));
        registry.bind("pagerDutyEvent", new PagerDutyEvent(channelSettings.pagerDuty(), publicUrl));
        registry.bind("rollbarItem", new RollbarItem(channelSettings.rollbar(), publicUrl));
        registry.bind("webhookMessage", new WebhookMessage(channelSettings.webhook(), publicUrl, clock));
        registry.bind("teamsMessage", new TeamsMessage(channelSettings.teams(), publicUrl));
        registry.bind("mailSession", mail == null ? MailSettings.none() : mail.session());
    }
}
