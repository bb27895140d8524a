package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.Severity;
import io.rollcall.demo.Answer;
import io.rollcall.demo.Inbox;
import io.rollcall.demo.Received;
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
import io.rollcall.notify.SlackMessage;
import io.rollcall.notify.SmsMessage;
import io.rollcall.store.JournalEntry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.api.Test;

/** The real routes over real connections: each vendor is played by the inbox, the mail server by GreenMail. */
class ChannelRoutesTest {
    private final List<NotificationEntry> journal = new CopyOnWriteArrayList<>();
    private final CamelContext camel = new DefaultCamelContext();
    private Inbox inbox;
    private GreenMail mail;
    private int mailPort;

    @BeforeEach
    void start() throws Exception {
        inbox = new Inbox();
        mailPort = freePort();
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

    @Test
    void a_critical_alert_goes_over_every_channel_once_and_so_does_its_end() throws Exception {
        notify(Alerts.critical());
        awaitStates(5, NotificationState.SENT);

        assertThat(inbox.accepted(Vendor.SLACK)).hasSize(1);
        assertThat(inbox.accepted(Vendor.TWILIO))
                .extracting(received -> received.body().path("To").asText())
                .containsExactlyInAnyOrder("+4915100000002", "+4915100000003");
        assertThat(inbox.openAlerts()).hasSize(1);
        MimeMessage email = mail.getReceivedMessages()[0];
        assertThat(email.getSubject()).isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(email.getContentType()).startsWith("multipart/alternative");

        notify(Alerts.end());
        awaitStates(10, NotificationState.SENT);

        assertThat(inbox.openAlerts()).isEmpty();
        assertThat(inbox.received(Vendor.SLACK)).hasSize(2);
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(latest()).allSatisfy(entry -> assertThat(entry.receipt()).isNotBlank());
        assertThat(latest())
                .filteredOn(entry -> entry.channel().equals("email"))
                .allSatisfy(entry -> assertThat(entry.receipt()).isEqualTo("<" + entry.id() + "@rollcall>"));
    }

    @Test
    void a_warning_goes_to_slack_and_email_and_a_notice_to_email() {
        notify(Alerts.warning());
        notify(Alerts.alert("notice", Severity.INFO, true, "x"));
        awaitStates(3, NotificationState.SENT);

        assertThat(latest())
                .extracting(NotificationEntry::channel)
                .containsExactlyInAnyOrder("slack", "email", "email");
    }

    @Test
    void a_message_arrives_exactly_once_after_a_rate_limit_and_an_error() {
        for (Vendor vendor : Vendor.values()) {
            inbox.answerNext(
                    vendor,
                    Answer.json(429, "{\"retry_after\":1,\"ok\":false,\"error\":\"rate_limited\"}")
                            .with("Retry-After", "1"),
                    Answer.text(500, "rollup_error"));
        }
        notify(Alerts.critical());
        awaitStates(5, NotificationState.SENT);

        assertThat(statuses(Vendor.SLACK)).containsExactly(429, 500, 200);
        assertThat(statuses(Vendor.PAGERDUTY)).containsExactly(429, 500, 202);
        assertThat(inbox.accepted(Vendor.TWILIO)).hasSize(2);
        assertThat(inbox.received(Vendor.TWILIO)).hasSize(4);
        List<Received> slack = inbox.received(Vendor.SLACK);
        assertThat(Duration.between(slack.get(0).at(), slack.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(slack).extracting(Received::body).containsOnly(slack.get(0).body());
    }

    @Test
    void what_a_vendor_will_never_take_is_dead_at_once_and_the_reason_holds_no_secret() {
        inbox.answerNext(Vendor.SLACK, Answer.text(404, "no_service"));
        inbox.answerNext(Vendor.PAGERDUTY, Answer.json(400, "{\"status\":\"invalid event\",\"errors\":[\"bad key\"]}"));
        Answer denied = Answer.json(401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");
        inbox.answerNext(Vendor.TWILIO, denied, denied);
        notify(Alerts.critical());
        awaitStates(4, NotificationState.DEAD);

        assertThat(latest())
                .filteredOn(entry -> entry.state() == NotificationState.DEAD)
                .extracting(NotificationEntry::lastError)
                .containsExactlyInAnyOrder(
                        "HTTP 404: no_service",
                        "HTTP 400: bad key",
                        "HTTP 401: 20003, Authenticate",
                        "HTTP 401: 20003, Authenticate");
        assertThat(inbox.received(Vendor.SLACK)).hasSize(1);
    }

    @Test
    void no_answer_and_a_broken_connection_are_tried_again() {
        inbox.answerNext(Vendor.SLACK, Answer.hang(), Answer.reset());
        inbox.answerNext(Vendor.PAGERDUTY, Answer.reset(), Answer.hang());
        notify(Alerts.critical());
        awaitStates(5, NotificationState.SENT);

        assertThat(inbox.received(Vendor.SLACK)).hasSize(3);
        assertThat(inbox.received(Vendor.PAGERDUTY)).hasSize(3);
        assertThat(journal)
                .extracting(NotificationEntry::lastError)
                .contains("No answer (SocketTimeoutException);" + " the next attempt may be a duplicate");
    }

    @Test
    void a_text_message_without_an_answer_is_sent_twice_at_most() {
        inbox.answerNext(Vendor.TWILIO, Answer.hang(), Answer.hang(), Answer.hang(), Answer.hang());
        notify(Alerts.critical());
        awaitStates(2, NotificationState.DEAD);

        assertThat(inbox.received(Vendor.TWILIO)).hasSize(4);
    }

    @Test
    void email_waits_until_the_mail_server_is_there_again() {
        mail.stop();
        notify(Alerts.warning());
        await().until(() -> journal.stream().anyMatch(entry -> entry.attempts() == 1 && entry.lastError() != null));
        mail = mailServer();
        mail.start();
        awaitStates(2, NotificationState.SENT);

        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(journal)
                .extracting(NotificationEntry::lastError)
                .filteredOn(Objects::nonNull)
                .containsOnly("No connection to the mail server");
    }

    @Test
    void a_mail_server_that_is_busy_is_tried_again_and_one_that_refuses_is_not() throws Exception {
        mail.stop();
        try (RefusingMailServer server = new RefusingMailServer(mailPort, "450 4.2.1 Busy", "550 5.1.1 No such user")) {
            notify(Alerts.warning());
            awaitStates(1, NotificationState.DEAD);

            assertThat(server.connections()).isEqualTo(2);
        }
        assertThat(journal)
                .extracting(NotificationEntry::lastError)
                .filteredOn(Objects::nonNull)
                .contains("The mail server did not take it now: SMTP 450", "The mail server refused it: SMTP 550");
    }

    @Test
    void a_channel_without_a_route_is_tried_again_until_there_is_one() throws Exception {
        camel.getRouteController().stopRoute("channel-slack");
        notify(Alerts.warning());
        await().until(() ->
                journal.stream().anyMatch(entry -> "No route delivers this channel".equals(entry.lastError())));
        camel.getRouteController().startRoute("channel-slack");
        awaitStates(2, NotificationState.SENT);
    }

    @Test
    void no_endpoint_shows_a_secret() {
        notify(Alerts.critical());
        awaitStates(5, NotificationState.SENT);

        assertThat(camel.getEndpoints())
                .extracting(endpoint -> endpoint.getEndpointUri())
                .allSatisfy(uri -> assertThat(uri)
                        .doesNotContain("services", Inbox.TWILIO_ACCOUNT, Inbox.TWILIO_TOKEN, "0123456789abcdef"));
    }

    private void start(ChannelSettings settings) throws Exception {
        MailSettings mailSettings = Objects.requireNonNull(settings.mail());
        Registry registry = camel.getRegistry();
        Outbox outbox = new Outbox(this::keep, Clock.systemUTC(), new Random(), new Channels(settings));
        AlertGroups groups = new AlertGroups(
                outbox, this::keep, (firing, now) -> alert -> Optional.empty(), Clock.systemUTC(), Duration.ofHours(1));
        AlertRules rules = new AlertRules(
                new Integrations(), new Judge(new Integrations(), this::keep), this::keep, Clock.systemUTC());
        registry.bind("outbox", outbox);
        registry.bind("alertGroups", groups);
        registry.bind("alertRouting", new AlertRouting(groups, rules, outbox.watch()));
        registry.bind("condition-language", new ConditionLanguage());
        camel.addComponent("tell", new TellComponent());
        registry.bind("slackMessage", new SlackMessage(settings.slack(), Alerts.PUBLIC_URL));
        registry.bind("emailMessage", new EmailMessage(mailSettings, Alerts.PUBLIC_URL));
        registry.bind("mailSession", mailSettings.session());
        registry.bind("smsMessage", new SmsMessage(settings.twilio(), Alerts.PUBLIC_URL));
        registry.bind("pagerDutyEvent", new PagerDutyEvent(settings.pagerDuty(), Alerts.PUBLIC_URL));
        registry.bind("deliveryFailures", new DeliveryFailures());
        Properties properties = new Properties();
        properties.put("rollcall.outbox.period", "50");
        properties.put("rollcall.channels.response-timeout", "2000");
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
    private static Resource file(String name) {
        try {
            String text = Files.readString(Path.of("routes", name + ".camel.yaml"));
            return ResourceHelper.fromString(name + ".yaml", text.replaceAll("groupWait: .*", "groupWait: 0s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(List<? extends JournalEntry> entries) {
        entries.stream()
                .filter(entry -> entry instanceof NotificationEntry)
                .forEach(entry -> journal.add((NotificationEntry) entry));
    }

    private void notify(Alert alert) {
        try (var producer = camel.createProducerTemplate()) {
            producer.sendBody("direct:notify", alert);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitStates(int count, NotificationState state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> latest().stream()
                                .filter(entry -> entry.state() == state)
                                .count()
                        == count);
    }

    private List<NotificationEntry> latest() {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        journal.forEach(entry -> latest.put(entry.id(), entry));
        return List.copyOf(latest.values());
    }

    private List<Integer> statuses(Vendor vendor) {
        return inbox.received(vendor).stream()
                .map(received -> received.answer().status())
                .toList();
    }

    private GreenMail mailServer() {
        return new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
