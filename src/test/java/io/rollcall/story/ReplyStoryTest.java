package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.AlertInquiry;
import io.rollcall.app.Installation;
import io.rollcall.demo.Inbox;
import io.rollcall.demo.Received;
import io.rollcall.demo.Vendor;
import io.rollcall.notify.TwilioSignature;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A shop is down: Ann answers by text message and by email, and learns of what did not reach her phone. */
@ExtendWith(PostgresExtension.class)
class ReplyStoryTest {
    private static final String PUBLIC = "https://rollcall.example.com";
    private static final String ACKED = "SELECT ack ->> 'who' FROM alert_group_member WHERE ack IS NOT NULL LIMIT 1";

    @TempDir
    private Path folder;

    private Scene scene;
    private Sql sql;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "replies");
        scene.set("rollcall.public-url", PUBLIC + "/");
        scene.set("rollcall.sms.replies", "true");
        scene.set("rollcall.mail.to", "ann@example.com");
        scene.file(
                "shop",
                """
                - templatedRoute:
                    routeTemplateRef: person
                    routeId: ann
                    parameters:
                      - { name: name, value: Ann }
                      - { name: email, value: ann@home.example }
                      - { name: phone, value: "%s" }
                """
                        .formatted(Scene.NUMBER),
                integration(
                        "http",
                        "shop",
                        "name",
                        "Web Shop",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        "5s",
                        "recheck",
                        "1s",
                        "breaker-open",
                        "1s"));
        scene.site.is("/shop", Mood.FAILING);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void an_alarm_by_text_message_is_acknowledged_by_a_reply() throws Exception {
        try (Installation running = scene.start()) {
            Received alarm = alarm();
            assertThat(alarm.body().path("Body").asText()).endsWith(" ACK 1").hasSizeLessThanOrEqualTo(160);
            assertThat(alarm.body().path("StatusCallback").asText()).isEqualTo(PUBLIC + "/api/twilio/status");
            Map<String, String> ack = reply(Scene.NUMBER, "ack 1");
            assertThat(post("/api/twilio/reply", ack, "wrong").statusCode()).isEqualTo(403);
            assertThat(post("/api/twilio/reply", reply("+4915199999999", "ack 1"))
                            .body())
                    .endsWith("<Response></Response>");

            HttpResponse<String> answer = post("/api/twilio/reply", ack);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/xml");
            assertThat(answer.body())
                    .contains("<Response><Message>Ann looks after Web Shop (integration-down).</Message></Response>");
            await().until(() -> Tables.value(sql, ACKED).equals("Ann"));
            assertThat(post("/api/twilio/reply", reply(Scene.NUMBER, "STOP")).body())
                    .endsWith("<Response></Response>");
            await().until(() ->
                    Tables.value(sql, "SELECT recipient FROM opt_out WHERE out").equals(Scene.NUMBER));
            scene.site.is("/shop", Mood.HEALTHY);
            await().until(() -> scene.slack().size() == 2);
            await().until(() -> Tables.value(
                            sql, "SELECT last_error FROM notification WHERE channel = 'sms' AND NOT firing")
                    .equals("The recipient has answered STOP"));
        }
        assertThat(scene.sms()).as("no end after STOP").hasSize(1);
        assertThat(toldOverSms()).containsExactly(Scene.NUMBER + " (has answered STOP)");
        assertThat(Tables.value(sql, "SELECT topics ->> 0 FROM reply_code WHERE code = 1"))
                .isNotEmpty();
    }

    @Test
    void what_did_not_reach_the_phone_is_told_by_email_and_known_as_not_delivered() throws Exception {
        try (Installation running = scene.start()) {
            String sid = new JsonMapper()
                    .readTree(alarm().answer().body())
                    .path("sid")
                    .asText();
            String known = "SELECT receipt FROM notification WHERE channel = 'sms' AND state = 'sent'";
            await().until(() -> Tables.value(sql, known).equals(sid));
            assertThat(post("/api/twilio/status", status("SM1", "delivered", ""))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(post("/api/twilio/status", status(sid, "delivered", ""), "wrong")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post("/api/twilio/status", status(sid, "delivered", "")).statusCode())
                    .isEqualTo(204);
            await().until(() -> !Tables.value(
                            sql, "SELECT delivered_at FROM notification WHERE delivered_at IS NOT NULL")
                    .isEmpty());
            assertThat(post("/api/twilio/status", status(sid, "undelivered", "30003"))
                            .statusCode())
                    .isEqualTo(204);
            await().until(() -> Arrays.stream(scene.mailbox.getReceivedMessages())
                    .anyMatch(mail -> to(mail).contains("ann@home.example")));
            await().until(() -> scene.slack().stream().anyMatch(text -> text.contains("Channel sms")));
        }
        assertThat(Tables.value(sql, "SELECT reason FROM dead_letter"))
                .isEqualTo("Not delivered: the phone is switched off or out of reach (30003)");
    }

    @Test
    void an_alarm_by_email_is_acknowledged_by_its_link() throws Exception {
        try (Installation running = scene.start()) {
            await().until(() -> scene.email().size() == 1);
            String text = text(scene.mailbox.getReceivedMessages()[0]);
            Matcher link = Pattern.compile("Acknowledge: " + PUBLIC + "(/api/answer/\\S+)")
                    .matcher(text);
            assertThat(link.find()).as(text).isTrue();
            HttpResponse<String> page = send(HttpRequest.newBuilder(scene.address(link.group(1))));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<h1>Acknowledge?</h1>", "Web Shop is down", "<form method=\"post\">");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .startsWith("default-src 'none'; style-src 'sha256-");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(Tables.value(sql, ACKED)).as("scanners follow links").isEmpty();

            HttpResponse<String> done =
                    send(HttpRequest.newBuilder(scene.address(link.group(1))).POST(BodyPublishers.noBody()));
            assertThat(done.body()).contains("<h1>Done</h1>", "ann@example.com looks after Web Shop");
            await().until(() -> Tables.value(sql, ACKED).equals("ann@example.com"));
            assertThat(send(HttpRequest.newBuilder(scene.address(link.group(1) + "x")))
                            .statusCode())
                    .isEqualTo(403);
        }
        try (Installation again = scene.start()) {
            String text = text(scene.mailbox.getReceivedMessages()[0]);
            Matcher link = Pattern.compile("Acknowledge: " + PUBLIC + "(/api/answer/\\S+)")
                    .matcher(text);
            assertThat(link.find()).isTrue();
            await().until(() ->
                    send(HttpRequest.newBuilder(scene.address(link.group(1)))).statusCode() == 410);
        }
    }

    /** Whom the alarm would reach now, as {@code alert explain} says. */
    private List<String> toldOverSms() {
        AlertInquiry.Question question =
                new AlertInquiry.Question("shop", "integration-down", null, Map.of(), Instant.now());
        return AlertInquiry.ask(scene.settings(), question).cases().stream()
                .flatMap(one -> one.receivers().stream())
                .flatMap(receiving -> receiving.channels().stream())
                .filter(over -> over.channel().equals("sms"))
                .flatMap(over -> over.recipients().stream())
                .toList();
    }

    private Received alarm() {
        await().until(() -> scene.sms().size() == 1);
        return scene.inbox.accepted(Vendor.TWILIO).get(0);
    }

    private static Map<String, String> reply(String from, String text) {
        return Map.of(
                "MessageSid",
                "SM" + UUID.randomUUID(),
                "From",
                from,
                "To",
                "+4915100000001",
                "Body",
                text,
                "FromCity",
                "");
    }

    private static Map<String, String> status(String sid, String status, String code) {
        return Map.of("MessageSid", sid, "MessageStatus", status, "ErrorCode", code, "To", Scene.NUMBER);
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        Map<String, List<String>> lists = new TreeMap<>();
        fields.forEach((name, value) -> lists.put(name, List.of(value)));
        return post(path, fields, TwilioSignature.of(Inbox.TWILIO_TOKEN, PUBLIC + path, lists));
    }

    private HttpResponse<String> post(String path, Map<String, String> fields, String signature) throws Exception {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(scene.address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .POST(BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String to(MimeMessage mail) {
        try {
            return String.valueOf(mail.getHeader("To", ","));
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        return String.valueOf(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent());
    }
}
