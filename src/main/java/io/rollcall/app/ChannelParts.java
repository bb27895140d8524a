package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.calendar.Calendars;
import io.rollcall.camel.AlertRouting;
import io.rollcall.camel.ChangeTries;
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
import io.rollcall.notify.ChangeWatch;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.ChannelWatch;
import io.rollcall.notify.Channels;
import io.rollcall.notify.InboxMessage;
import io.rollcall.notify.MailSettings;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.OwnChannels;
import io.rollcall.notify.PagerDutyChange;
import io.rollcall.notify.PagerDutyEvent;
import io.rollcall.notify.RollbarItem;
import io.rollcall.notify.SlackBot;
import io.rollcall.notify.SlackBotSettings;
import io.rollcall.notify.SlackMessage;
import io.rollcall.notify.SlackPresses;
import io.rollcall.notify.SlackSettings;
import io.rollcall.notify.SlackSignature;
import io.rollcall.notify.TeamsMessage;
import io.rollcall.notify.WebhookMessage;
import io.rollcall.publish.Way;
import io.rollcall.store.Journal;
import io.rollcall.web.SlackApi;
import io.rollcall.words.Words;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** The outbox and what the channels' routes call by name. */
final class ChannelParts {
    static final List<String> NAMES =
            List.of("slack", "email", "sms", "pagerduty", "rollbar", "webhook", "teams", "push", "inbox");

    /** Those to subscribers of the status page too, which no rule may use. */
    static final List<String> ALL = Stream.concat(
                    NAMES.stream(), Arrays.stream(Way.values()).map(Way::channel))
            .toList();

    private final ChannelSettings channelSettings;
    private final URI publicUrl;
    private final boolean tellsChanges;
    private final Words words;
    private final Clock clock;
    private final Channels channels;
    final PushParts push;
    final SubscriberParts subscriptions;
    private final InboxMessage inbox;
    private final Outbox outbox;
    private final AlertGroups groups;
    private final Muting muting;
    private final Calendars calendars;
    private final Duration holdBack;
    private final EscalationParts escalations;
    private final Responses responses;
    /** The one secret of this installation. */
    final LinkKey linkKey;

    private final ReplyParts replies;

    ChannelParts(Settings settings, Journal journal, Clock clock, Parts parts) {
        MuteParts mutes = parts.muteParts;
        this.channelSettings = new ChannelSetup(settings).read();
        this.calendars = mutes.calendars;
        this.publicUrl = URI.create(settings.publicUrl());
        this.tellsChanges = settings.flag("rollcall.pagerduty.changes");
        this.words = Words.in(settings.language());
        this.clock = clock;
        this.escalations = parts.escalationParts;
        this.push = new PushParts(settings, journal, clock);
        this.inbox = new InboxMessage(journal, publicUrl, words);
        this.linkKey = new LinkKey(settings);
        this.subscriptions = new SubscriberParts(settings, journal, clock, linkKey);
        OwnChannels own =
                new OwnChannels(push.browsers(), settings.flag("rollcall.inbox.enabled"), subscriptions.wanting());
        this.channels = new Channels(channelSettings, escalations.people, own);
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
                new AnswerLinks(linkKey, publicUrl, clock),
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

    /** By what Slack is known; null when there is nothing to press there. */
    private @Nullable SlackSignature signature(@Nullable SlackSettings slack) {
        SlackBotSettings bot = slack == null ? null : slack.bot();
        return bot == null || bot.signingSecret().isEmpty() ? null : new SlackSignature(bot.signingSecret(), clock);
    }

    private AlertRouting routing(Parts parts) {
        ChannelWatch watch = outbox.watch();
        return new AlertRouting(
                groups,
                channels,
                List.of(
                        parts.rules::fingerprints,
                        parts.incoming::fingerprints,
                        parts.muteParts.silenceEnds::fingerprints,
                        watch::fingerprints),
                // Who comes and goes tells of its end by itself.
                alert -> watch.knows(alert) && !alert.rule().equals(Mutes.FLAPPING));
    }

    void bind(Registry registry, Parts parts) {
        MailSettings mail = channelSettings.mail();
        registry.bind("outbox", outbox);
        registry.bind("alertGroups", groups);
        registry.bind("responses", responses);
        replies.bind(registry, channelSettings, publicUrl);
        registry.bind("alertRouting", routing(parts));
        registry.bind("channelWatch", outbox.watch());
        registry.bind("condition-language", new ConditionLanguage(calendars));
        registry.bind("deliveryFailures", new DeliveryFailures());
        registry.bind("slackMessage", new SlackMessage(channelSettings.slack(), publicUrl, words));
        registry.bind("slackBot", new SlackBot(channelSettings.slack(), publicUrl, words));
        registry.bind("slackPresses", new SlackPresses(responses.in(words), outbox, channelSettings.slack()));
        registry.bind("slackApi", new SlackApi(signature(channelSettings.slack()), Parts.json()));
        registry.bind("pagerDutyChange", new PagerDutyChange(channelSettings.pagerDuty(), publicUrl));
        registry.bind("changeWatch", new ChangeWatch(tellsChanges, parts.integrations, clock));
        registry.bind("changeTries", new ChangeTries());
        registry.bind("pagerDutyEvent", new PagerDutyEvent(channelSettings.pagerDuty(), publicUrl, words));
        registry.bind("rollbarItem", new RollbarItem(channelSettings.rollbar(), publicUrl, words));
        registry.bind("webhookMessage", new WebhookMessage(channelSettings.webhook(), publicUrl, clock));
        registry.bind("teamsMessage", new TeamsMessage(channelSettings.teams(), publicUrl, words));
        registry.bind("inboxMessage", inbox);
        push.bind(registry, publicUrl, words);
        subscriptions.bind(registry, push.vapid);
        registry.bind("mailSession", mail == null ? MailSettings.none() : mail.session());
    }
}
