package io.rollcall.camel;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.Ports;
import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRules;
import io.rollcall.calendar.Calendars;
import io.rollcall.demo.Inbox;
import io.rollcall.demo.Vendor;
import io.rollcall.group.AlertGroups;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.EmailMessage;
import io.rollcall.notify.MailSettings;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.PagerDutyEvent;
import io.rollcall.notify.SlackBot;
import io.rollcall.notify.SlackMessage;
import io.rollcall.notify.SmsMessage;
import io.rollcall.store.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The routes of Slack, email, SMS and PagerDuty with the router, as shipped, and local servers in place of the vendors. */
abstract class ShippedChannels {
    final List<NotificationEntry> journal = new CopyOnWriteArrayList<>();
    final CamelContext camel = new DefaultCamelContext();
    Inbox inbox;
    GreenMail mail;
    int mailPort;

    @BeforeEach
    void start() throws Exception {
        inbox = new Inbox();
        mailPort = Ports.free();
        mail = mailServer();
        mail.start();
        start(Alerts.settings(inbox.slackUrl(), inbox.url(), mailPort, Inbox.TWILIO_ACCOUNT, Inbox.TWILIO_TOKEN));
    }

    @AfterEach
    void stop() {
        camel.stop();
        mail.stop();
        inbox.close();
    }

    void start(ChannelSettings settings) throws Exception {
        MailSettings mailSettings = Objects.requireNonNull(settings.mail());
        Registry registry = camel.getRegistry();
        Outbox outbox = new Outbox(this::keep, Clock.systemUTC(), new Random(), new Channels(settings));
        AlertGroups groups = new AlertGroups(
                outbox, this::keep, (firing, now) -> alert -> Optional.empty(), Clock.systemUTC(), Duration.ofHours(1));
        AlertRules rules = new AlertRules(
                new Integrations(), new Judge(new Integrations(), this::keep), this::keep, Clock.systemUTC());
        registry.bind("outbox", outbox);
        registry.bind("alertGroups", groups);
        registry.bind(
                "alertRouting",
                new AlertRouting(groups, new Channels(settings), List.of(rules::fingerprints), alert -> true));
        registry.bind("condition-language", new ConditionLanguage(new Calendars()));
        camel.addComponent("tell", new TellComponent());
        registry.bind("slackMessage", new SlackMessage(settings.slack(), Alerts.PUBLIC_URL));
        registry.bind("slackBot", new SlackBot(settings.slack(), Alerts.PUBLIC_URL));
        registry.bind("emailMessage", new EmailMessage(mailSettings, Alerts.PUBLIC_URL, Alerts.links()));
        registry.bind("mailSession", mailSettings.session());
        registry.bind("smsMessage", new SmsMessage(settings.twilio(), Alerts.PUBLIC_URL, Alerts.codes()));
        registry.bind("pagerDutyEvent", new PagerDutyEvent(settings.pagerDuty(), Alerts.PUBLIC_URL));
        registry.bind("deliveryFailures", new DeliveryFailures());
        Properties properties = new Properties();
        properties.put("rollcall.outbox.period", "50");
        properties.put("rollcall.channels.response-timeout", "3000");
        camel.getPropertiesComponent().setInitialProperties(properties);
        ((HttpComponent) camel.getComponent("https")).setAutomaticRetriesDisabled(true);
        List<Resource> files = Stream.of(
                        "channels/slack",
                        "channels/email",
                        "channels/sms",
                        "channels/pagerduty",
                        "engine/alerts",
                        "engine/routing")
                .map(ChannelRoutesTest::file)
                .toList();
        PluginHelper.getRoutesLoader(camel).loadRoutes(files);
        camel.start();
    }

    /** As shipped, but nothing waits for further alerts. */
    static Resource file(String name) {
        try {
            String text = Files.readString(Path.of("routes", name + ".camel.yaml"));
            return ResourceHelper.fromString(name + ".yaml", text.replaceAll("groupWait: .*", "groupWait: 0s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(List<? extends JournalEntry> entries) {
        entries.stream()
                .filter(entry -> entry instanceof NotificationEntry)
                .forEach(entry -> journal.add((NotificationEntry) entry));
    }

    void notify(Alert alert) {
        try (var producer = camel.createProducerTemplate()) {
            producer.sendBody("direct:notify", alert);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitStates(int count, NotificationState state) {
        await().until(() ->
                latest().stream().filter(entry -> entry.state() == state).count() == count);
    }

    List<NotificationEntry> latest() {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        journal.forEach(entry -> latest.put(entry.id(), entry));
        return List.copyOf(latest.values());
    }

    List<Integer> statuses(Vendor vendor) {
        return inbox.received(vendor).stream()
                .map(received -> received.answer().status())
                .toList();
    }

    GreenMail mailServer() {
        return new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }
}
