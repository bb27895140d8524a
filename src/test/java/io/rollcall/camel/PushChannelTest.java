package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.calendar.Calendars;
import io.rollcall.camel.VendorDesk.Request;
import io.rollcall.demo.Answer;
import io.rollcall.group.Reason;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.OwnChannels;
import io.rollcall.notify.People;
import io.rollcall.notify.PushMessage;
import io.rollcall.push.Browser;
import io.rollcall.push.PushSettings;
import io.rollcall.push.Subscription;
import io.rollcall.push.Subscriptions;
import io.rollcall.push.Vapid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The push channel as shipped against a push service that looks at everything, and a browser that opens what it gets. */
class PushChannelTest extends ChannelScene {
    private static final String PATH = "/send/secret-part";
    private final Browser browser = new Browser();
    private VendorDesk service;
    private Subscriptions subscriptions;

    @TempDir
    private Path folder;

    PushChannelTest() throws GeneralSecurityException {}

    @BeforeEach
    void start() throws Exception {
        service = new VendorDesk(this::answer);
    }

    private void start(boolean privateAddresses) throws Exception {
        PushSettings settings =
                new PushSettings("", folder.resolve("vapid.key"), "mailto:ops@example.com", privateAddresses);
        subscriptions = new Subscriptions(entries -> {}, Clock.systemUTC(), true);
        OwnChannels own = new OwnChannels(subscriptions::wanting, false);
        start(
                "push",
                new Channels(ChannelSettings.none(), new People(new Calendars()), own),
                Map.of(
                        "pushMessage",
                        new PushMessage(new Vapid(settings, Clock.systemUTC()), subscriptions, Alerts.PUBLIC_URL),
                        "pushClient",
                        new PushClient(privateAddresses, 5000)));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_browser_gets_an_alarm_and_its_end_that_only_it_can_read() throws Exception {
        start(true);
        subscribe(Severity.WARNING);
        tell("push", Alerts.critical());
        awaitStates(1, NotificationState.SENT);
        tell("push", Alerts.end());
        awaitStates(2, NotificationState.SENT);

        Request alarm = service.requests().get(0);
        assertThat(alarm.header("TTL")).isEqualTo("86400");
        assertThat(alarm.header("Urgency")).isEqualTo("high");
        assertThat(alarm.header("Topic")).matches("[A-Za-z0-9_-]{32}");
        assertThat(service.requests().get(1).header("Topic")).isEqualTo(alarm.header("Topic"));
        JsonNode payload = opened(0);
        assertThat(payload.at("/alert/title").asText()).isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(payload.at("/alert/body").asText()).isEqualTo("HTTP 503 <Service> & \"more\"");
        assertThat(payload.at("/alert/sound").asText()).isEqualTo("critical.wav");
        assertThat(payload.at("/alert/badge").asInt()).isEqualTo(1);
        assertThat(payload.at("/data/type").asText()).isEqualTo("service_down");
        assertThat(payload.at("/data/link").asText()).isEqualTo("https://rollcall.example.com/health#stripe");
        assertThat(opened(1).at("/data/type").asText()).isEqualTo("service_recovered");
        assertThat(opened(1).at("/alert/badge").asInt()).isZero();
        assertThat(latest()).extracting(NotificationEntry::receipt).containsOnly("201");
        assertThat(latest().toString() + endpoints()).doesNotContain("secret-part");
    }

    @Test
    void a_push_service_knows_who_we_are() throws Exception {
        start(true);
        subscribe(Severity.INFO);
        tell("push", Alerts.warning());
        awaitStates(1, NotificationState.SENT);

        Request request = service.requests().get(0);
        assertThat(request.header("Urgency")).isEqualTo("normal");
        JsonNode claims = claims(request);
        assertThat(claims.path("aud").asText()).isEqualTo(service.url("").toString());
        assertThat(claims.path("sub").asText()).isEqualTo("mailto:ops@example.com");
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isCloseTo(Instant.now().plus(Duration.ofHours(12)), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void what_is_measured_is_told_as_numbers() throws Exception {
        start(true);
        subscribe(Severity.INFO);
        tell("push", Alerts.slow());
        awaitStates(1, NotificationState.SENT);

        JsonNode data = opened(0).path("data");
        assertThat(opened(0).at("/alert/body").asText()).isEqualTo("Response time 850ms (threshold: 500ms)");
        assertThat(data.path("type").asText()).isEqualTo("service_degraded");
        assertThat(data.path("metric").asText()).isEqualTo("latency");
        assertThat(data.path("value").asInt()).isEqualTo(850);
        assertThat(data.path("threshold").asInt()).isEqualTo(500);
        assertThat(data.path("actions").toString()).isEqualTo("[\"view_details\",\"acknowledge\",\"escalate\"]");
    }

    @Test
    void who_wants_only_what_is_critical_is_told_no_warning() throws Exception {
        start(true);
        subscribe(Severity.CRITICAL);
        tell("push", Alerts.warning());
        tell("push", Alerts.alert("other", Severity.CRITICAL, true, "x"));
        awaitStates(1, NotificationState.SENT);

        assertThat(latest()).hasSize(1);
    }

    @Test
    void endless_texts_are_cut_to_what_fits() throws Exception {
        start(true);
        subscribe(Severity.INFO);
        Alert[] many = IntStream.range(0, 80)
                .mapToObj(i -> Alerts.alert("rule-" + i, Severity.CRITICAL, true, "\u0001\"ä🔥\n".repeat(10_000)))
                .toArray(Alert[]::new);
        tell("push", Alerts.notice("group", Reason.FIRST, many));
        tell("push", many[0]);
        awaitStates(2, NotificationState.SENT);

        assertThat(opened(0).at("/alert/badge").asInt()
                        + opened(1).at("/alert/badge").asInt())
                .isEqualTo(81);
    }

    @Test
    void a_subscription_that_has_ended_is_removed_and_is_no_failure() throws Exception {
        start(true);
        for (int status : new int[] {404, 410}) {
            subscribe(Severity.INFO);
            service.answerNext(Answer.text(status, ""));
            int before = latest().size();
            tell("push", Alerts.critical());
            awaitStates(before + 1, NotificationState.CANCELLED);

            assertThat(subscriptions.wanting(Severity.CRITICAL)).isEmpty();
            assertThat(latest().get(before).lastError()).isEqualTo("HTTP " + status + ": the subscription has ended");
        }
    }

    @Test
    void a_limit_an_error_and_a_broken_connection_are_tried_again() throws Exception {
        start(true);
        subscribe(Severity.INFO);
        service.answerNext(Answer.text(429, "").with("Retry-After", "1"), Answer.text(503, ""), Answer.reset());
        tell("push", Alerts.critical());
        awaitStates(1, NotificationState.SENT);

        assertThat(service.requests()).hasSize(4);
    }

    @Test
    void the_pause_of_one_push_service_holds_up_no_other() throws Exception {
        start(true);
        subscribe(Severity.INFO);
        service.answerNext(Answer.text(429, "").with("Retry-After", "3600"));
        tell("push", Alerts.critical());
        org.awaitility.Awaitility.await().until(() -> service.requests().size() == 1);
        tell("push", Alerts.alert("other", Severity.CRITICAL, true, "x"));
        awaitStates(1, NotificationState.SENT);
    }

    @Test
    void what_a_push_service_will_never_take_is_given_up_at_once() throws Exception {
        start(true);
        subscribe(Severity.INFO);
        service.answerNext(
                Answer.text(400, "MissingTTL"),
                Answer.json(401, "{\"message\":\"bad key\"}"),
                Answer.text(403, ""),
                Answer.text(413, ""));

        assertThat(reasons("push", 4))
                .containsExactlyInAnyOrder("HTTP 400", "HTTP 401: bad key", "HTTP 403", "HTTP 413");
        assertThat(subscriptions.wanting(Severity.CRITICAL)).hasSize(1);
    }

    @Test
    void a_receipt_that_it_will_be_delivered_later_is_success_too() throws Exception {
        start(true);
        subscribe(Severity.INFO);
        service.answerNext(Answer.text(202, ""));
        tell("push", Alerts.critical());
        awaitStates(1, NotificationState.SENT);
    }

    @Test
    void a_private_address_is_not_called_unless_that_is_allowed() throws Exception {
        start(false);
        subscribe(Severity.INFO);
        tell("push", Alerts.critical());
        awaitStates(1, NotificationState.DEAD);

        assertThat(latest().get(0).lastError()).isEqualTo("Not taken: the push service has a private address");
        assertThat(service.requests()).isEmpty();
    }

    private void subscribe(Severity severity) {
        subscriptions.add(
                new Subscription.Draft(service.url(PATH).toString(), browser.key(), browser.secret(), severity), null);
    }

    private JsonNode opened(int request) throws Exception {
        return new JsonMapper()
                .readTree(browser.open(service.requests().get(request).body()));
    }

    /** As a push service looks at a request. */
    private Answer answer(Request request) {
        try {
            claims(request);
        } catch (Exception e) {
            return Answer.text(403, "");
        }
        if (request.header("TTL").isEmpty()) {
            return Answer.text(400, "");
        }
        if (request.body().length > 4096) {
            return Answer.text(413, "");
        }
        boolean right = request.path().equals(PATH)
                && request.header("Content-Encoding").equals("aes128gcm")
                && List.of("very-low", "low", "normal", "high").contains(request.header("Urgency"));
        return Answer.text(right ? 201 : 400, "")
                .with("Location", service.url("/message/1").toString());
    }

    /** The claims of the token, once its signature has been verified with the key beside it. */
    private static JsonNode claims(Request request) throws Exception {
        String[] words = request.header("Authorization").split("vapid t=|, k=");
        String[] token = words[1].split("\\.");
        Base64.Decoder base64 = Base64.getUrlDecoder();
        byte[] point = base64.decode(words[2]);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                                new BigInteger(1, Arrays.copyOfRange(point, 33, 65))),
                        curve.getParameterSpec(ECParameterSpec.class))));
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(base64.decode(token[2]))).isTrue();
        JsonNode head = new JsonMapper().readTree(base64.decode(token[0]));
        assertThat(head.path("alg").asText()).isEqualTo("ES256");
        return new JsonMapper().readTree(base64.decode(token[1]));
    }
}
