package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.demo.Inbox;
import io.rollcall.group.Reason;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class MessagesTest {
    private static final String ENDLESS = "<b>&\"'ä🔥\n".repeat(100_000);

    private final ChannelSettings settings = Alerts.settings();
    private final SlackMessage slack = new SlackMessage(settings.slack(), Alerts.PUBLIC_URL);
    private final SmsMessage sms = new SmsMessage(settings.twilio(), Alerts.PUBLIC_URL, Alerts.codes());
    private final PagerDutyEvent pagerDuty = new PagerDutyEvent(settings.pagerDuty(), Alerts.PUBLIC_URL);
    private final EmailMessage email = new EmailMessage(settings.mail(), Alerts.PUBLIC_URL, Alerts.links());

    @Test
    void several_alerts_are_one_message_that_says_how_many_and_which() {
        Alert one = Alerts.alert("one", Severity.WARNING, true, "x");
        Alert two = Alerts.alert("two", Severity.CRITICAL, true, "HTTP 503");
        Alert over = Alerts.alert("three", Severity.WARNING, false, null);

        Story first = Story.of(Alerts.notice("group", Reason.FIRST, one, two), Alerts.PUBLIC_URL);
        assertThat(first.headline()).isEqualTo("[CRITICAL] 2 are down: Stripe Payment Gateway");
        assertThat(first.facts()).hasSize(2).first().satisfies(fact -> assertThat(fact.value())
                .isEqualTo("down since 2026-03-01 09:48 UTC: HTTP 503"));
        assertThat(Story.of(Alerts.notice("group", Reason.SOME_ENDED, two, over), Alerts.PUBLIC_URL)
                        .headline())
                .isEqualTo("[CRITICAL] Stripe Payment Gateway is still down");
        assertThat(Story.of(Alerts.notice("group", Reason.ALL_ENDED, over, one.ended(Alerts.START)), Alerts.PUBLIC_URL)
                        .headline())
                .isEqualTo("[RESOLVED] 2 alerts have ended: Stripe Payment Gateway");
    }

    @Test
    void slack_tells_the_whole_story_escaped_coloured_and_linked() throws Exception {
        JsonNode json = json(slack.render(about(Alerts.critical())));

        assertThat(json.path("text").asText()).isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(json.at("/blocks/0/text/text").asText()).isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(json.at("/attachments/0/color").asText()).isEqualTo("#c62828");
        assertThat(json.at("/attachments/0/blocks/0/text/text").asText())
                .isEqualTo("Since 2026-03-01 09:48 UTC (12 min)");
        assertThat(json.at("/attachments/0/blocks/1/fields").findValuesAsText("text"))
                .contains("*Consecutive failures*\n3", "*Response time*\n850 ms", "*Status*\ndown")
                .contains("*Last error*\nHTTP 503 &lt;Service&gt; &amp; \"more\"");
        assertThat(json.at("/attachments/0/blocks/2/elements/0/text").asText())
                .contains("<https://rollcall.example.com/health#stripe|Dashboard>")
                .contains("<https://wiki.example.com/stripe?a=1&amp;b=2|Runbook>");
    }

    @Test
    void slack_tells_the_end_in_green() throws Exception {
        JsonNode json = json(slack.render(about(Alerts.end())));

        assertThat(json.path("text").asText()).isEqualTo("[RESOLVED] Stripe Payment Gateway is healthy again");
        assertThat(json.at("/attachments/0/color").asText()).isEqualTo("#2e7d32");
        assertThat(json.at("/attachments/0/blocks/0/text/text").asText())
                .isEqualTo("From 2026-03-01 09:48 UTC to 2026-03-01 10:00 UTC (12 min)");
    }

    @Test
    void endless_texts_are_cut_to_what_the_vendors_take() throws Exception {
        try (Inbox inbox = new Inbox()) {
            ChannelSettings there =
                    Alerts.settings(inbox.slackUrl(), inbox.url(), 25, Inbox.TWILIO_ACCOUNT, Inbox.TWILIO_TOKEN);
            String toSlack = new SlackMessage(there.slack(), Alerts.PUBLIC_URL).render(about(endless()));
            String toPagerDuty = new PagerDutyEvent(there.pagerDuty(), Alerts.PUBLIC_URL).render(about(endless()));

            assertThat(post(inbox.slackUrl(), toSlack)).isEqualTo(200);
            assertThat(post(inbox.pagerDutyUrl(), toPagerDuty)).isEqualTo(202);
            assertThat(json(toSlack).at("/attachments/0/blocks/1/fields").findValuesAsText("text"))
                    .allSatisfy(text ->
                            assertThat(text.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&"));
        }
    }

    @Test
    void slack_and_pagerduty_and_twilio_may_refuse_in_a_successful_answer() {
        assertThat(slack.receipt("ok\n")).isEqualTo("ok");
        assertThatThrownBy(() -> slack.receipt("{\"ok\":false,\"error\":\"invalid_auth\"}"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Slack: invalid_auth");
        assertThat(sms.receipt("{\"sid\":\"SM1\",\"status\":\"queued\"}")).isEqualTo("SM1");
        assertThatThrownBy(() -> sms.receipt("{\"sid\":\"SM1\",\"status\":\"failed\"}"))
                .isInstanceOf(RefusedException.class);
        assertThat(pagerDuty.receipt("{\"status\":\"success\",\"dedup_key\":\"k\"}"))
                .isEqualTo("k");
        assertThatThrownBy(() -> pagerDuty.receipt("<html>")).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_text_message_says_the_most_important_first() {
        assertThat(sms.text(Alerts.notice(Alerts.warning()), 160))
                .isEqualTo("(WARNING) Stripe Payment Gateway is down. Since 09:48 UTC, 3 failures. HTTP 503"
                        + " https://rollcall.example.com/health#stripe");
        assertThat(sms.text(Alerts.notice(Alerts.end()), 160))
                .isEqualTo("(RESOLVED) Stripe Payment Gateway is healthy again. Lasted 12 min."
                        + " https://rollcall.example.com/health#stripe");
    }

    @Test
    void a_text_message_is_one_segment_of_ascii_whatever_it_says() {
        for (String error :
                new String[] {ENDLESS, "Größe überschritten für “Käse” 🔥", "[x] {y} `z`", "", "a".repeat(59)}) {
            String text = sms.text(Alerts.notice(Alerts.alert("rule", Severity.CRITICAL, true, error)), 160);
            assertThat(text).hasSizeLessThanOrEqualTo(160).matches("[ -~&&[^\\[\\]{}\\\\^~|`]]+");
        }
        assertThat(Ascii.of("Größe überschritten für “Käse” 🔥")).isEqualTo("Groesse ueberschritten fuer \"Kaese\"");
        assertThat(sms.text(Alerts.notice(endless()), 160)).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void the_text_message_form_names_recipient_sender_and_how_long_it_is_worth_delivering() {
        assertThat(sms.render(about(Alerts.warning())))
                .startsWith("To=%2B4915100000002&From=%2B4915100000001&Body=%28WARNING%29+Stripe")
                .endsWith("&ValidityPeriod=3600");
    }

    @Test
    void pagerduty_gets_a_trigger_with_every_field_and_a_resolve_of_the_same_key() throws Exception {
        JsonNode trigger = json(pagerDuty.render(about(Alerts.critical())));
        JsonNode resolve = json(pagerDuty.render(about(Alerts.end())));

        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("dedup_key").asText()).matches("[0-9a-f]{64}");
        assertThat(trigger.at("/payload/summary").asText())
                .isEqualTo("[CRITICAL] Stripe Payment Gateway is down: HTTP 503 <Service> & \"more\"");
        assertThat(trigger.at("/payload/source").asText()).isEqualTo("Stripe Payment Gateway");
        assertThat(trigger.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(trigger.at("/payload/timestamp").asText()).isEqualTo("2026-03-01T09:48:00Z");
        assertThat(trigger.at("/payload/component").asText()).isEqualTo("stripe");
        assertThat(trigger.at("/payload/group").asText()).isEqualTo("payments");
        assertThat(trigger.at("/payload/class").asText()).isEqualTo("stripe-down");
        assertThat(trigger.at("/payload/custom_details/Consecutive failures").asText())
                .isEqualTo("3");
        assertThat(trigger.at("/links/0/href").asText()).isEqualTo("https://rollcall.example.com/health#stripe");
        assertThat(trigger.path("client").asText()).isEqualTo("Rollcall");
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key")).isEqualTo(trigger.path("dedup_key"));
    }

    @Test
    void email_has_text_and_well_formed_html_in_one_thread() throws Exception {
        Notification alarm = new Notification(
                UUID.randomUUID(), "email", "ops@example.com", Alerts.notice(Alerts.critical()), Alerts.START);
        MimeMessage message = email.render(alarm);
        message.saveChanges();
        MimeMultipart parts = (MimeMultipart) message.getContent();

        assertThat(message.getSubject()).isEqualTo("[CRITICAL] Stripe Payment Gateway is down");
        assertThat(message.getHeader("References"))
                .isEqualTo(email.render(about("ops@example.com", Alerts.end())).getHeader("References"));
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains(
                        "Last error: HTTP 503 <Service> & \"more\"", "Response time: 850 ms", "Consecutive failures: 3")
                .contains("Dashboard: https://rollcall.example.com/health#stripe");
        String html = (String) parts.getBodyPart(1).getContent();
        assertThat(html).contains("HTTP 503 &lt;Service&gt; &amp; &quot;more&quot;");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))))
                        .getElementsByTagName("a")
                        .getLength())
                .as("runbook, three answers, dashboard")
                .isEqualTo(5);
    }

    @Test
    void a_name_cannot_add_headers_to_an_email() throws Exception {
        MimeMessage message = email.render(about("ops@example.com", endless()));

        assertThat(message.getSubject()).doesNotContain("\n").hasSizeLessThanOrEqualTo(200);
    }

    private static Alert endless() {
        Alert alert = Alerts.critical();
        return new Alert(
                ENDLESS,
                ENDLESS,
                alert.severity(),
                true,
                "a b/ü",
                ENDLESS,
                "http",
                ENDLESS,
                alert.status(),
                alert.startedAt(),
                alert.at(),
                3,
                alert.latency(),
                ENDLESS,
                alert.emails(),
                "https://" + "x".repeat(5000),
                Collections.nCopies(1000, ENDLESS),
                Map.of(),
                Map.of());
    }

    private static Notification about(Alert alert) {
        return about("+4915100000002", alert);
    }

    private static Notification about(String recipient, Alert alert) {
        return new Notification(UUID.randomUUID(), "any", recipient, Alerts.notice(alert), Alerts.START);
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }

    private static int post(URI url, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
