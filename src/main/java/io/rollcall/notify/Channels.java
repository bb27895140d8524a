package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.calendar.Calendars;
import io.rollcall.notify.People.Reached;
import io.rollcall.publish.Way;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which channels are on, whom each reaches, and how patiently it is used. Immutable. */
public final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    /** The recipient of a channel that knows by itself whom it reaches. */
    private static final List<String> ITSELF = List.of("");

    private final Map<String, Channel> known = new LinkedHashMap<>();
    private final People people;

    private record Channel(
            @Nullable Object settings, String firstProperty, ChannelPolicy policy, Function<Alert, List<String>> to) {}

    /** Those of vendors, without anybody who is declared; push and inbox are off. */
    public Channels(ChannelSettings settings) {
        this(settings, new People(new Calendars()), OwnChannels.none());
    }

    public Channels(ChannelSettings settings, People people, OwnChannels own) {
        this.people = people;
        MailSettings mail = settings.mail();
        TwilioSettings twilio = settings.twilio();
        SlackSettings slack = settings.slack();
        WebhookSettings webhook = settings.webhook();
        Function<Severity, List<String>> browsers = own.browsers();
        boolean bot = slack != null && slack.bot() != null;
        put("slack", slack, "rollcall.slack.webhook-url", bot ? ChannelPolicy.SLACK_BOT : ChannelPolicy.SLACK);
        put("email", mail, "rollcall.mail.host", policy(mail), alert -> addresses(mail, alert));
        put("sms", twilio, "rollcall.twilio.from", policy(twilio), alert -> numbers(twilio));
        put("pagerduty", settings.pagerDuty(), "rollcall.pagerduty.routing-key", ChannelPolicy.PAGERDUTY);
        put("rollbar", settings.rollbar(), "rollcall.rollbar.access-token", ChannelPolicy.ROLLBAR);
        put("webhook", webhook, "rollcall.webhook.url", ChannelPolicy.DEFAULT, alert -> names(webhook));
        put("teams", settings.teams(), "rollcall.teams.webhook-url", ChannelPolicy.SLACK);
        put("push", browsers, "rollcall.push.enabled", ChannelPolicy.PUSH, alert -> wanting(browsers, alert));
        put("inbox", own.inbox() ? own : null, "rollcall.inbox.enabled", ChannelPolicy.DEFAULT);
        for (Way way : Way.values()) {
            Function<Alert, List<String>> told = own.subscribers().get(way);
            put(
                    way.channel(),
                    told,
                    "rollcall.status-page.subscriptions",
                    way == Way.PUSH ? ChannelPolicy.PUSH_TO_STRANGERS : ChannelPolicy.DEFAULT,
                    alert -> told == null ? List.of() : told.apply(alert));
        }
    }

    /** A channel that knows by itself whom it reaches. */
    private void put(String name, @Nullable Object settings, String firstProperty, ChannelPolicy policy) {
        put(name, settings, firstProperty, policy, alert -> ITSELF);
    }

    private void put(
            String name,
            @Nullable Object settings,
            String firstProperty,
            ChannelPolicy policy,
            Function<Alert, List<String>> to) {
        known.put(name, new Channel(settings, firstProperty, policy, to));
    }

    /** Says once, at start, which channels are off and what would turn them on. */
    public void announce() {
        known.forEach((name, channel) -> {
            if (channel.settings() == null) {
                LOG.info("Channel off channel={} set={}", name, channel.firstProperty());
            } else if (channel.settings() instanceof SlackSettings slack && slack.bot() != null) {
                announce(slack, slack.bot());
            }
        });
    }

    private static void announce(SlackSettings slack, SlackBotSettings bot) {
        if (slack.webhookUrl() != null) {
            LOG.info("Slack is told by its bot, the webhook is not used channel=slack");
        }
        if (!bot.hasButtons()) {
            LOG.info("Messages in Slack have no buttons channel=slack set=rollcall.slack.signing-secret");
        }
    }

    /** False for a channel of the product without settings. A channel that someone added as a route is on. */
    public boolean isOn(String name) {
        return missing(name).isEmpty();
    }

    /** The setting that would turn the channel on; empty when it is on. */
    public Optional<String> missing(String name) {
        Channel channel = known.get(name);
        return channel == null || channel.settings() != null ? Optional.empty() : Optional.of(channel.firstProperty());
    }

    /** True where each alarm opens something that people must close if its end is not told. */
    public boolean opensTickets(String name) {
        return policy(name).is(ChannelPolicy.Trait.TICKETS);
    }

    /** True for a channel that knows by itself whom it reaches, so that its messages have no recipient. */
    public boolean knowsRecipient(String name, Alert alert) {
        return recipients(name, alert).equals(ITSELF);
    }

    ChannelPolicy policy(String name) {
        Channel channel = known.get(name);
        return channel == null ? ChannelPolicy.DEFAULT : channel.policy();
    }

    /** Whom a message about that alert goes to; one empty text where the channel knows that by itself. */
    public List<String> recipients(String name, Alert alert) {
        Channel channel = known.get(name);
        return channel == null ? ITSELF : channel.to().apply(alert);
    }

    /**
     * Whom a message about that alert goes to at that time: those named, or where none of them is reached those of
     * {@link #recipients(String, Alert)}.
     *
     * @param to persons, schedules or addresses
     */
    public Reached reach(String name, Alert alert, List<String> to, Instant at) {
        Reached reached = people.reach(name, to, at);
        return reached.addresses().isEmpty() ? new Reached(recipients(name, alert), reached.remarks()) : reached;
    }

    /** Where the same person is reached by email; empty where that is not known. */
    Optional<String> email(String channel, String address) {
        return isOn("email")
                ? people.whose(channel, address).map(Person::email).filter(email -> !email.equals(address))
                : Optional.empty();
    }

    private static ChannelPolicy policy(@Nullable MailSettings mail) {
        return mail == null ? ChannelPolicy.DEFAULT : ChannelPolicy.DEFAULT.limitedTo(mail.limit());
    }

    private static ChannelPolicy policy(@Nullable TwilioSettings twilio) {
        return twilio == null ? ChannelPolicy.SMS : ChannelPolicy.SMS.limitedTo(twilio.limit());
    }

    private static List<String> addresses(@Nullable MailSettings mail, Alert alert) {
        List<String> own = alert.emails();
        return own.isEmpty() && mail != null ? mail.to() : own;
    }

    private static List<String> wanting(@Nullable Function<Severity, List<String>> browsers, Alert alert) {
        return browsers == null ? List.of() : browsers.apply(alert.severity());
    }

    private static List<String> names(@Nullable WebhookSettings webhook) {
        return webhook == null ? List.of() : List.copyOf(webhook.urls().keySet());
    }

    private static List<String> numbers(@Nullable TwilioSettings twilio) {
        return twilio == null ? List.of() : twilio.to();
    }
}
