package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.alert.Severity;
import io.rollcall.demo.Answer;
import io.rollcall.demo.Inbox;
import io.rollcall.demo.Received;
import io.rollcall.demo.Vendor;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real routes over real connections: each vendor is played by the inbox, the mail server by GreenMail. */
class ChannelRoutesTest extends ShippedChannels {
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
}
