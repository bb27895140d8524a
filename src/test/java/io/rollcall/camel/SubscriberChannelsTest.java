package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.Ports;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.calendar.Calendars;
import io.rollcall.demo.Answer;
import io.rollcall.integration.Status;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.Audience;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.MailSettings;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.OwnChannels;
import io.rollcall.notify.People;
import io.rollcall.notify.PublicNews;
import io.rollcall.notify.RecipientLimit;
import io.rollcall.notify.SubscriberMail;
import io.rollcall.notify.SubscriberPush;
import io.rollcall.publish.Address;
import io.rollcall.publish.Address.Mailbox;
import io.rollcall.publish.Subscriber;
import io.rollcall.publish.SubscriberLinks;
import io.rollcall.publish.Subscribers;
import io.rollcall.publish.Way;
import io.rollcall.push.Browser;
import io.rollcall.push.Device;
import io.rollcall.push.PushSettings;
import io.rollcall.push.Vapid;
import io.rollcall.words.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channels to subscribers of the status page as shipped: what is refused to one of them ends with him. */
class SubscriberChannelsTest extends ChannelScene {
    private static final String NEWS =
            """
            {"kind": "BEGUN", "topic": "pay-1", "events": ["outage/pay-1"], "components": ["pay"], "title": "Payments",
             "from": "2026-03-01T10:00:00Z", "until": null, "updates": []}
            """;

    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Subscribers subscribers = new Subscribers(entries -> {}, Clock.systemUTC());
    private final int mailPort = Ports.free();
    private VendorDesk service;

    @TempDir
    private Path folder;

    SubscriberChannelsTest() throws Exception {}

    @BeforeEach
    void start() throws Exception {
        service = new VendorDesk(request -> Answer.text(201, ""));
        subscribers.complete(List.of());
        Audience audience = new Audience(subscribers, json);
        SubscriberLinks links = new SubscriberLinks(() -> new byte[32], Alerts.PUBLIC_URL);
        PushSettings push = new PushSettings("", folder.resolve("vapid.key"), "mailto:ops@example.com", true);
        Vapid vapid = new Vapid(push, Clock.systemUTC());
        start(
                "subscribers",
                new Channels(ChannelSettings.none(), new People(new Calendars()), own()),
                Map.of(
                        "audience",
                        audience,
                        "subscriberMail",
                        new SubscriberMail("rollcall@example.com", audience, links),
                        "subscriberPush",
                        new SubscriberPush(vapid, audience, links),
                        "mailSession",
                        mail().session(),
                        "pushClient",
                        new PushClient(true, 5000)));
        String sender = Files.readString(Path.of("routes/channels/push.camel.yaml"));
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("push.yaml", sender.substring(sender.indexOf("# PushPost ->"))));
    }

    @AfterEach
    void close() {
        service.close();
    }

    private OwnChannels own() {
        return new OwnChannels(
                null,
                false,
                Map.of(
                        Way.EMAIL,
                        alert -> PublicNews.recipients(subscribers, Way.EMAIL, alert),
                        Way.PUSH,
                        alert -> PublicNews.recipients(subscribers, Way.PUSH, alert)));
    }

    private MailSettings mail() {
        return new MailSettings(
                "127.0.0.1",
                mailPort,
                null,
                null,
                "rollcall@example.com",
                List.of("ops@example.com"),
                false,
                RecipientLimit.NONE);
    }

    @Test
    void an_address_that_is_refused_for_good_is_removed_and_the_others_get_theirs() throws Exception {
        confirmed(new Mailbox("ann@example.com"));
        confirmed(new Mailbox("gone@example.com"));
        confirmed(new Mailbox("carl@example.com"));
        try (RefusingMailServer server = new RefusingMailServer(
                mailPort, (connection, rcpt) -> rcpt.contains("gone@") ? "550 5.1.1 No such user" : "250 OK")) {
            tell(Way.EMAIL.channel(), news(Map.of()));
            awaitStates(2, NotificationState.SENT);
            awaitStates(1, NotificationState.CANCELLED);

            assertThat(server.connections()).isEqualTo(3);
        }
        assertThat(subscribers.at("gone@example.com")).isEmpty();
        assertThat(subscribers.counts()).isEqualTo(new Subscribers.Counts(2, 0, 0));
        assertThat(latest().toString()).doesNotContain("@example.com");
    }

    @Test
    void a_device_reads_what_is_new_and_nothing_else_and_is_removed_once_it_has_left() throws Exception {
        Browser phone = new Browser();
        confirmed(address(phone, "/phone"));
        service.answerNext(Answer.text(429, "").with("Retry-After", "1"));
        tell(Way.PUSH.channel(), news(Map.of()));
        awaitStates(1, NotificationState.SENT);

        JsonNode message =
                new JsonMapper().readTree(phone.open(service.requests().get(1).body()));
        assertThat(message.path("title").asText()).isEqualTo("Payments: outage");
        assertThat(message.path("body").asText()).isEqualTo("since 2026-03-01 10:00 UTC");
        assertThat(message.properties()).extracting(Map.Entry::getKey).containsExactly("title", "body", "lang", "tag");
        assertThat(service.requests().get(1).header("Urgency")).isEqualTo("normal");
        service.answerNext(Answer.text(410, ""));
        tell(Way.PUSH.channel(), news(Map.of("more", "1")));
        awaitStates(1, NotificationState.CANCELLED);
        assertThat(subscribers.counts()).isEqualTo(new Subscribers.Counts(0, 0, 0));
    }

    @Test
    void a_device_that_its_first_message_does_not_reach_is_called_once_and_forgotten() throws Exception {
        Subscriber nobody = subscribers
                .ask(address(new Browser(), "/nobody"), Language.EN, Set.of())
                .orElseThrow();
        service.answerNext(Answer.text(503, ""));
        tell(Way.PUSH.channel(), news(Map.of("subscriber", nobody.id())));
        awaitStates(1, NotificationState.CANCELLED);

        assertThat(subscribers.find(nobody.id())).isEmpty();
        assertThat(service.requests()).hasSize(1);
        assertThat(latest()).extracting(NotificationEntry::lastError).containsExactly("HTTP 503");
    }

    private Address address(Browser browser, String path) {
        return new Address.Browser(Device.of(service.url(path).toString(), browser.key(), browser.secret(), true));
    }

    private void confirmed(Address address) {
        Subscriber asked = subscribers.ask(address, Language.EN, Set.of("pay")).orElseThrow();
        subscribers.confirm(asked.id());
    }

    private static Alert news(Map<String, String> labels) {
        Alert any = Alerts.alert("status-page", Severity.INFO, true, "x");
        return new Alert(
                any.rule(),
                "BEGUN",
                Severity.INFO,
                true,
                "status-page:pay-1" + labels.getOrDefault("more", ""),
                "Payments",
                "status-page",
                null,
                Status.UNKNOWN,
                any.startedAt(),
                any.at(),
                0,
                null,
                null,
                List.of(),
                null,
                List.of(),
                labels,
                Map.of("news", NEWS));
    }
}
