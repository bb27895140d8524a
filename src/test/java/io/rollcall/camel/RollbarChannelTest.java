package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.alert.Severity;
import io.rollcall.camel.VendorDesk.Request;
import io.rollcall.demo.Answer;
import io.rollcall.group.Reason;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.RollbarItem;
import io.rollcall.notify.RollbarSettings;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollbarChannelTest extends ChannelScene {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Set<String> LEVELS = Set.of("critical", "error", "warning", "info", "debug");
    private VendorDesk rollbar;

    @BeforeEach
    void start() throws Exception {
        rollbar = new VendorDesk(RollbarChannelTest::answer);
        RollbarSettings settings = new RollbarSettings(TOKEN, "production", rollbar.url("/api/1/item/"));
        start(
                "rollbar",
                new ChannelSettings(null, null, null, null, settings, null, null),
                "rollbarItem",
                new RollbarItem(settings, Alerts.PUBLIC_URL));
    }

    @AfterEach
    void close() {
        rollbar.close();
    }

    @Test
    void an_alarm_is_an_item_of_its_severity_and_its_end_an_item_of_its_own() {
        tell("rollbar", Alerts.critical());
        awaitStates(1, NotificationState.SENT);
        tell("rollbar", Alerts.end());
        awaitStates(2, NotificationState.SENT);

        JsonNode alarm = rollbar.requests().get(0).json().path("data");
        JsonNode end = rollbar.requests().get(1).json().path("data");
        NotificationEntry entry = latest().get(0);
        assertThat(alarm.path("level").asText()).isEqualTo("critical");
        assertThat(alarm.path("environment").asText()).isEqualTo("production");
        assertThat(alarm.path("title").asText()).isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(alarm.at("/body/message/body").asText())
                .isEqualTo("[CRITICAL] Stripe Payment Gateway is down: HTTP 503 <Service> & \"more\"");
        assertThat(alarm.at("/body/message/Consecutive failures").asText()).isEqualTo("3");
        assertThat(alarm.path("context").asText()).isEqualTo("stripe");
        assertThat(alarm.path("timestamp").asLong()).isEqualTo(Alerts.START.getEpochSecond());
        assertThat(alarm.path("uuid").asText()).isEqualTo(entry.id().toString()).isEqualTo(entry.receipt());
        assertThat(end.path("level").asText()).isEqualTo("info");
        assertThat(end.path("fingerprint")).isNotEqualTo(alarm.path("fingerprint"));
        assertThat(endpoints()).allSatisfy(uri -> assertThat(uri).doesNotContain(TOKEN));
    }

    @Test
    void a_warning_is_a_warning_and_occurrences_of_one_alert_have_one_fingerprint() {
        tell("rollbar", Alerts.warning());
        awaitStates(1, NotificationState.SENT);
        tell("rollbar", Alerts.critical());
        awaitStates(2, NotificationState.SENT);

        assertThat(rollbar.requests())
                .extracting(request -> request.json().at("/data/level").asText())
                .containsExactly("warning", "critical");
        assertThat(rollbar.requests())
                .extracting(request -> request.json().at("/data/fingerprint").asText())
                .containsOnly(
                        rollbar.requests().get(0).json().at("/data/fingerprint").asText());
    }

    @Test
    void each_alert_of_a_group_is_an_item() {
        tell(
                "rollbar",
                Alerts.notice(
                        "group",
                        Reason.FIRST,
                        Alerts.alert("one", Severity.WARNING, true, "x"),
                        Alerts.alert("two", Severity.CRITICAL, true, "x")));
        awaitStates(2, NotificationState.SENT);

        assertThat(rollbar.requests()).hasSize(2);
    }

    @Test
    void a_rate_limit_an_error_and_a_broken_connection_are_tried_again_under_the_same_uuid() {
        rollbar.answerNext(
                Answer.json(429, "{\"err\":1,\"message\":\"rate limit\"}").with("Retry-After", "1"),
                Answer.json(500, "{\"err\":1,\"message\":\"internal error\"}"),
                Answer.reset());
        tell("rollbar", Alerts.alert("ümlaut", Severity.CRITICAL, true, "Größe überschritten 🔥"));
        awaitStates(1, NotificationState.SENT);

        assertThat(rollbar.requests()).hasSize(4);
        assertThat(rollbar.requests())
                .extracting(request -> request.json().at("/data/uuid").asText())
                .containsOnly(latest().get(0).id().toString());
        assertThat(rollbar.requests()
                        .get(3)
                        .json()
                        .at("/data/body/message/body")
                        .asText())
                .contains("Größe überschritten 🔥");
    }

    @Test
    void what_rollbar_will_never_take_is_given_up_at_once_with_its_words() {
        rollbar.answerNext(
                Answer.json(400, "{\"err\":1,\"message\":\"invalid json\"}"),
                Answer.json(401, "{\"err\":1,\"message\":\"access token required\"}"),
                Answer.json(403, "{\"err\":1,\"message\":\"insufficient privileges " + TOKEN + "\"}"),
                Answer.json(413, "{\"err\":1,\"message\":\"too large\"}"),
                Answer.json(422, "{\"err\":1,\"message\":\"missing body\"}"),
                Answer.json(200, "{\"err\":1,\"message\":\"odd\"}"),
                Answer.text(200, "<html>"));

        assertThat(reasons("rollbar", 7))
                .containsExactlyInAnyOrder(
                        "HTTP 400: invalid json",
                        "HTTP 401: access token required",
                        "HTTP 403: insufficient privileges ***",
                        "HTTP 413: too large",
                        "HTTP 422: missing body",
                        "Not taken: Rollbar: odd",
                        "Not taken: Rollbar");
        assertThat(rollbar.requests()).hasSize(7);
    }

    /** As Rollbar's API 1 looks at an item. */
    private static Answer answer(Request request) {
        if (!request.header("X-Rollbar-Access-Token").equals(TOKEN)) {
            return Answer.json(403, "{\"err\":1,\"message\":\"access token not found\"}");
        }
        JsonNode data = request.json().path("data");
        boolean valid = request.path().equals("/api/1/item/")
                && between(data.path("environment"), 1, 255)
                && data.path("body").size() == 1
                && between(data.at("/body/message/body"), 1, 1024)
                && LEVELS.contains(data.path("level").asText())
                && between(data.path("fingerprint"), 1, 40)
                && between(data.path("title"), 1, 255)
                && between(data.path("uuid"), 36, 36)
                && request.body().length <= 128 * 1024;
        return valid
                ? Answer.json(
                        200,
                        "{\"err\":0,\"result\":{\"uuid\":\"" + data.path("uuid").asText() + "\",\"id\":null}}")
                : Answer.json(422, "{\"err\":1,\"message\":\"invalid\"}");
    }

    private static boolean between(JsonNode text, int least, int most) {
        int length = text.asText().length();
        return length >= least && length <= most;
    }
}
