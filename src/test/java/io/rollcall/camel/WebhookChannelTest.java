package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.alert.Severity;
import io.rollcall.camel.VendorDesk.Request;
import io.rollcall.demo.Answer;
import io.rollcall.group.Reason;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.WebhookMessage;
import io.rollcall.notify.WebhookSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookChannelTest extends ChannelScene {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private VendorDesk receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new VendorDesk(WebhookChannelTest::answer);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void the_body_is_alertmanagers() throws Exception {
        startOne();
        tell(
                "webhook",
                Alerts.notice(
                        "group",
                        Reason.SOME_ENDED,
                        Alerts.alert("one", Severity.WARNING, true, "Größe überschritten 🔥"),
                        Alerts.alert("two", Severity.CRITICAL, true, "x"),
                        Alerts.alert("gone", Severity.CRITICAL, false, null)));
        awaitStates(1, NotificationState.SENT);

        JsonNode body = receiver.requests().get(0).json();
        assertThat(body.path("version").asText()).isEqualTo("4");
        assertThat(body.path("groupKey").asText()).isEqualTo("group");
        assertThat(body.path("truncatedAlerts").asInt()).isZero();
        assertThat(body.path("status").asText()).isEqualTo("firing");
        assertThat(body.path("receiver").asText()).isEqualTo("team");
        assertThat(body.path("groupLabels").isObject()).isTrue();
        assertThat(body.path("externalURL").asText()).isEqualTo("https://rollcall.example.com/");
        assertThat(body.path("commonLabels").toString())
                .isEqualTo("{\"group\":\"payments\",\"integration\":\"stripe\"}");
        assertThat(body.path("commonAnnotations").toString())
                .isEqualTo("{\"runbook_url\":\"https://wiki.example.com/stripe?a=1&b=2\"}");
        JsonNode two = body.at("/alerts/0");
        assertThat(two.path("status").asText()).isEqualTo("firing");
        assertThat(two.at("/labels/alertname").asText()).isEqualTo("two");
        assertThat(two.at("/labels/severity").asText()).isEqualTo("critical");
        assertThat(two.at("/annotations/summary").asText()).isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(two.path("startsAt").asText()).isEqualTo("2026-03-01T09:48:00Z");
        assertThat(two.path("endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(two.path("generatorURL").asText()).isEqualTo("https://rollcall.example.com/health#stripe");
        assertThat(two.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(body.at("/alerts/1/annotations/description").asText()).isEqualTo("Größe überschritten 🔥");
        assertThat(body.at("/alerts/2/status").asText()).isEqualTo("resolved");
        assertThat(body.at("/alerts/2/endsAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void it_is_signed_and_a_repeat_carries_the_same_id_and_a_time_of_its_own() throws Exception {
        startOne();
        receiver.answerNext(Answer.text(429, "").with("Retry-After", "1"), Answer.text(408, ""), Answer.hang());
        tell("webhook", Alerts.critical());
        awaitStates(1, NotificationState.SENT);

        NotificationEntry entry = latest().get(0);
        assertThat(receiver.requests()).hasSize(4).allSatisfy(request -> {
            assertThat(request.header("webhook-id")).isEqualTo(entry.id().toString());
            assertThat(request.header("webhook-signature")).isEqualTo(signature(request));
        });
        Request last = receiver.requests().get(3);
        assertThat(Instant.ofEpochSecond(Long.parseLong(last.header("webhook-timestamp"))))
                .isCloseTo(Instant.now(), within(100, ChronoUnit.SECONDS));
        assertThat(last.header("webhook-timestamp"))
                .isNotEqualTo(receiver.requests().get(0).header("webhook-timestamp"));
        assertThat(entry.receipt()).isEqualTo("200");
        assertThat(endpoints()).allSatisfy(uri -> assertThat(uri).doesNotContain("hook/a"));
    }

    @Test
    void each_of_several_webhooks_is_told_by_itself_and_in_the_journal_it_has_a_name_and_no_address() throws Exception {
        start(WebhookSettings.of(
                List.of("desk=" + receiver.url("/hook/a?key=%2Fb+c"), "archive=" + receiver.url("/hook/b")), ""));
        receiver.answerNext(Answer.text(404, "gone away"));
        tell("webhook", Alerts.critical());
        awaitStates(1, NotificationState.SENT);
        awaitStates(1, NotificationState.DEAD);

        assertThat(latest()).extracting(NotificationEntry::recipient).containsExactlyInAnyOrder("desk", "archive");
        assertThat(latest()).allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("hook/"));
        assertThat(receiver.requests())
                .extracting(Request::path)
                .containsExactlyInAnyOrder("/hook/a?key=%2Fb+c", "/hook/b");
        assertThat(receiver.requests())
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("webhook-signature"));
    }

    @Test
    void what_will_never_be_taken_is_given_up_at_once() throws Exception {
        startOne();
        receiver.answerNext(
                Answer.text(400, ""),
                Answer.json(401, "{\"error\":{\"code\":\"denied\",\"message\":\"wrong signature\"}}"),
                Answer.text(404, ""),
                Answer.text(410, "gone"),
                Answer.text(413, ""));

        assertThat(reasons("webhook", 5))
                .containsExactlyInAnyOrder(
                        "HTTP 400", "HTTP 401: denied, wrong signature", "HTTP 404", "HTTP 410: gone", "HTTP 413");
    }

    private void startOne() throws Exception {
        start(WebhookSettings.of(List.of(receiver.url("/hook/a").toString()), SECRET));
    }

    private void start(WebhookSettings settings) throws Exception {
        start(
                "webhook",
                new ChannelSettings(null, null, null, null, null, settings, null),
                "webhookMessage",
                new WebhookMessage(settings, Alerts.PUBLIC_URL, Clock.systemUTC()));
    }

    private static Answer answer(Request request) {
        boolean valid = request.header("content-type").startsWith("application/json")
                && request.json().path("version").asText().equals("4")
                && !request.header("webhook-id").isEmpty();
        return Answer.text(valid ? 200 : 400, "");
    }

    /** As a receiver computes it, from the bytes that came. */
    private static String signature(Request request) throws Exception {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        String start = request.header("webhook-id") + "." + request.header("webhook-timestamp") + ".";
        signed.write(start.getBytes(StandardCharsets.UTF_8));
        signed.write(request.body());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
    }
}
