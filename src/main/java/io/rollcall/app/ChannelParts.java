package io.rollcall.app;

import io.rollcall.camel.DeliveryFailures;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.EmailMessage;
import io.rollcall.notify.MailSettings;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.PagerDutyEvent;
import io.rollcall.notify.SlackMessage;
import io.rollcall.notify.SmsMessage;
import io.rollcall.store.Journal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.camel.spi.Registry;

/** The outbox and what the channels' routes call by name. */
final class ChannelParts {
    static final List<String> NAMES = List.of("slack", "email", "sms", "pagerduty");

    private final ChannelSettings channelSettings;
    private final URI publicUrl;
    private final Outbox outbox;

    ChannelParts(Settings settings, Journal journal, Clock clock) {
        this.channelSettings = new ChannelSetup(settings).read();
        this.publicUrl = URI.create(settings.publicUrl());
        Channels channels = new Channels(channelSettings);
        channels.announce();
        this.outbox = new Outbox(
                journal, clock, RandomGenerator.getDefault(), channels, settings.duration("rollcall.alerts.hold-back"));
    }

    Outbox outbox() {
        return outbox;
    }

    void bind(Registry registry) {
        MailSettings mail = channelSettings.mail();
        registry.bind("outbox", outbox);
        registry.bind("deliveryFailures", new DeliveryFailures());
        registry.bind("slackMessage", new SlackMessage(channelSettings.slack(), publicUrl));
        registry.bind("emailMessage", new EmailMessage(mail, publicUrl));
        registry.bind("smsMessage", new SmsMessage(channelSettings.twilio(), publicUrl));
        registry.bind("pagerDutyEvent", new PagerDutyEvent(channelSettings.pagerDuty(), publicUrl));
        registry.bind("mailSession", mail == null ? MailSettings.none() : mail.session());
    }
}
