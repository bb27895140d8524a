package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRules;
import io.rollcall.calendar.Calendars;
import io.rollcall.camel.AlertRouting;
import io.rollcall.camel.ConditionLanguage;
import io.rollcall.camel.DeliveryFailures;
import io.rollcall.group.AlertGroups;
import io.rollcall.group.AlertResponses;
import io.rollcall.group.Muting;
import io.rollcall.group.Muting.End;
import io.rollcall.group.Muting.Muted;
import io.rollcall.group.Responses;
import io.rollcall.mute.MuteReason;
import io.rollcall.mute.Mutes;
import io.rollcall.notify.AnswerLinks;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.MailSettings;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.PagerDutyEvent;
import io.rollcall.notify.RollbarItem;
import io.rollcall.notify.SlackMessage;
import io.rollcall.notify.TeamsMessage;
import io.rollcall.notify.WebhookMessage;
import io.rollcall.store.Journal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private final Muting muting;
    private final Calendars calendars;
    private final Duration holdBack;
    private final EscalationParts escalations;
    private final Responses responses;
    private final ReplyParts replies;

    ChannelParts(Settings settings, Journal journal, Clock clock, Parts parts) {
        MuteParts mutes = parts.muteParts;
        this.channelSettings = new ChannelSetup(settings).read();
        this.calendars = mutes.calendars;
        this.publicUrl = URI.create(settings.publicUrl());
        this.clock = clock;
        this.escalations = parts.escalationParts;
        this.channels = new Channels(channelSettings, escalations.people);
        channels.announce();
        this.outbox = new Outbox(journal, clock, RandomGenerator.getDefault(), channels);
        this.muting = (firing, now) -> muting(mutes.mutes.among(firing), now);
        this.holdBack = settings.duration("rollcall.alerts.hold-back");
        this.groups = new AlertGroups(
                outbox,
                journal,
                muting,
                clock,
                new AlertGroups.Manner(holdBack, escalations.escalations, channels::isOn));
        this.responses = new AlertResponses(groups, mutes.silences, clock);
        this.replies = new ReplyParts(
                outbox,
                escalations.people,
                responses,
                new AnswerLinks(new LinkKey(settings), publicUrl, clock),
                new ReplyParts.Kept(journal, clock));
    }

    Channels channels() {
        return channels;
    }

    /** What keeps an alert from being told. */
    Muting muting() {
        return muting;
    }

    /** How long the same alarm is not told again. */
    Duration holdBack() {
        return holdBack;
    }

    private static Function<Alert, Optional<Muted>> muting(Mutes.Look look, Instant now) {
        return alert -> look.reason(alert, now).map(reason -> new Muted(reason.text(), end(reason)));
    }

    private static End end(MuteReason reason) {
        if (reason.kind() == MuteReason.Kind.FLAPPING) {
            return End.HELD;
        }
        return reason.deliverEnd() ? End.TOLD : End.DROPPED;
    }

    Outbox outbox() {
        return outbox;
    }

    AlertGroups groups() {
        return groups;
    }

    /** What people may answer. */
    Responses responses() {
        return responses;
    }

    /** What they answer, and how. */
    ReplyParts replies() {
        return replies;
    }

    /** Who is told when nobody acknowledges, and who the people are. */
    EscalationParts escalations() {
        return escalations;
    }

    void bind(Registry registry, AlertRules rules) {
        MailSettings mail = channelSettings.mail();
        registry.bind("outbox", outbox);
        registry.bind("alertGroups", groups);
        registry.bind("responses", responses);
        replies.bind(registry, channelSettings, publicUrl);
        registry.bind("alertRouting", new AlertRouting(groups, rules, outbox.watch(), channels));
        registry.bind("channelWatch", outbox.watch());
        registry.bind("condition-language", new ConditionLanguage(calendars));
        registry.bind("deliveryFailures", new DeliveryFailures());
        registry.bind("slackMessage", new SlackMessage(channelSettings.slack(), publicUrl));
        registry.bind("pagerDutyEvent", new PagerDutyEvent(channelSettings.pagerDuty(), publicUrl));
        registry.bind("rollbarItem", new RollbarItem(channelSettings.rollbar(), publicUrl));
        registry.bind("webhookMessage", new WebhookMessage(channelSettings.webhook(), publicUrl, clock));
        registry.bind("teamsMessage", new TeamsMessage(channelSettings.teams(), publicUrl));
        registry.bind("mailSession", mail == null ? MailSettings.none() : mail.session());
    }
}
