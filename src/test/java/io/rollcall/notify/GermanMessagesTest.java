package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.calendar.Calendars;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.notify.Story.Fact;
import io.rollcall.words.Language;
import io.rollcall.words.Words;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told in German, message by message. */
class GermanMessagesTest {
    private static final Words GERMAN = Words.in(Language.DE);
    private static final String NUMBER = "+4915100000002";

    private final ChannelSettings settings = Alerts.settings();
    private final SmsMessage sms =
            new SmsMessage(settings.twilio(), Alerts.PUBLIC_URL, Alerts.codes(), number -> GERMAN);
    private final Alert alarm = Alerts.warning();
    private final Alert other = Alerts.alert("other", Severity.CRITICAL, true, "Größe überschritten");
    private final Alert ended = Alerts.alert("third", Severity.WARNING, false, null);

    private static Story story(Notice notice) {
        return Story.of(notice, Alerts.PUBLIC_URL, GERMAN);
    }

    @Test
    void an_alarm() {
        Story story = story(Alerts.notice(alarm));

        assertThat(story.headline()).isEqualTo("[WARNUNG] Stripe Payment Gateway ist ausgefallen");
        assertThat(story.sentence()).isEqualTo("Seit 01.03.2026 09:48 UTC (12 min)");
        assertThat(story.facts())
                .containsExactly(
                        new Fact("Status", "ausgefallen"),
                        new Fact("Fehler in Folge", "3"),
                        new Fact("Letzter Fehler", "HTTP 503"),
                        new Fact("Antwortzeit", "850 ms"),
                        new Fact("Schweregrad", "Warnung"),
                        new Fact("Regel", "stripe-down (failures >= 3)"),
                        new Fact("Gruppe", "payments"));
    }

    @Test
    void an_end() {
        Story story = story(Alerts.notice(Alerts.end()));

        assertThat(story.headline()).isEqualTo("[BEHOBEN] Stripe Payment Gateway ist wieder in Ordnung");
        assertThat(story.sentence()).isEqualTo("Von 01.03.2026 09:48 UTC bis 01.03.2026 10:00 UTC (12 min)");
    }

    @Test
    void several_alerts() {
        Story first = story(Alerts.notice("group", Reason.FIRST, alarm, other));
        Story some = story(Alerts.notice("group", Reason.SOME_ENDED, other, ended));
        Story all = story(Alerts.notice("group", Reason.ALL_ENDED, ended, Alerts.end()));

        assertThat(first.headline()).isEqualTo("[KRITISCH] 2 sind ausgefallen: Stripe Payment Gateway");
        assertThat(first.sentence()).isEqualTo("2 Alarme bestehen, der schwerste seit 01.03.2026 09:48 UTC");
        assertThat(first.facts().get(0).value())
                .isEqualTo("ausgefallen seit 01.03.2026 09:48 UTC: Größe überschritten");
        assertThat(some.headline()).isEqualTo("[KRITISCH] Stripe Payment Gateway ist weiterhin ausgefallen");
        assertThat(some.sentence())
                .isEqualTo("1 Alarm besteht, der schwerste seit 01.03.2026 09:48 UTC; 1 ist beendet");
        assertThat(some.facts().get(1).value()).isEqualTo("beendet nach 12 min");
        assertThat(all.headline()).isEqualTo("[BEHOBEN] 2 Alarme sind beendet: Stripe Payment Gateway");
        assertThat(all.sentence()).isEqualTo("Der erste seit 01.03.2026 09:48 UTC");
    }

    @Test
    void a_repeat_and_who_looks_after_it() {
        Notice repeat = acknowledged(Alerts.notice("group", Reason.REPEAT, alarm));

        assertThat(story(repeat).headline()).isEqualTo("[WARNUNG] Stripe Payment Gateway ist weiterhin ausgefallen");
        assertThat(story(repeat).facts())
                .first()
                .isEqualTo(new Fact("Bestätigt", "von Anna über sms am 01.03.2026 10:00 UTC"));
        assertThat(story(acknowledged(Alerts.notice("group", Reason.REPEAT, alarm, other)))
                        .facts()
                        .get(1)
                        .value())
                .isEqualTo("ausgefallen seit 01.03.2026 09:48 UTC, bestätigt von Anna: HTTP 503");
    }

    @Test
    void an_escalation() {
        Notice step = Alerts.notice("group", Reason.ESCALATED, alarm)
                .remarking(List.of(
                        "Nobody has acknowledged for 15 minutes (step 2 of 3)", "Nobody is on call for payments"));

        assertThat(story(step).facts())
                .first()
                .isEqualTo(new Fact(
                        "Hinweis",
                        "Seit 15 Minuten hat niemand bestätigt (Stufe 2 von 3)."
                                + " Für payments hat niemand Bereitschaft."));
        assertThat(sms.text(step, 160, GERMAN))
                .isEqualTo("(WARNUNG) Stripe Payment Gateway ist weiterhin ausgefallen. Seit 09:48 UTC, 3 Fehler."
                        + " Seit 15 Minuten hat niemand bestätigt (Stufe 2 von 3). Für payments hat...");
    }

    private static Notice acknowledged(Notice notice) {
        Map<String, Acknowledgement> acks =
                Map.of("stripe-down/stripe", new Acknowledgement("Anna", "sms", Alerts.START, Severity.WARNING));
        return new Notice(
                notice.topic(),
                notice.receiver(),
                notice.labels(),
                notice.reason(),
                Set.of(),
                notice.alerts(),
                notice.more(),
                acks,
                notice.remarks());
    }

    @Test
    void what_the_author_of_a_rule_wrote_in_german() {
        Alert slow = Alerts.slow();
        Alert written = new Alert(
                slow.rule(),
                slow.condition(),
                slow.severity(),
                true,
                slow.integration(),
                slow.name(),
                slow.kind(),
                slow.group(),
                slow.status(),
                slow.startedAt(),
                slow.at(),
                0,
                slow.latency(),
                null,
                List.of(),
                null,
                List.of(),
                slow.labels(),
                Map.of("summary", "slow", "summary.de", "langsam", "description", "Only English"));

        assertThat(story(Alerts.notice(written)).headline()).isEqualTo("[WARNUNG] Cal.com: langsam");
        assertThat(story(Alerts.notice(written)).facts()).first().isEqualTo(new Fact("Beschreibung", "Only English"));
        assertThat(Story.of(Alerts.notice(written), Alerts.PUBLIC_URL).headline())
                .isEqualTo("[WARNING] Cal.com: slow");
    }

    @Test
    void text_messages_keep_umlauts_and_are_one_segment() {
        assertThat(sms.text(Alerts.notice(other), 160, GERMAN))
                .isEqualTo("(KRITISCH) Stripe Payment Gateway ist ausgefallen. Seit 09:48 UTC, 3 Fehler."
                        + " Größe überschritten https://rollcall.example.com/health#stripe");
        assertThat(sms.text(Alerts.notice(Alerts.end()), 160, GERMAN))
                .isEqualTo("(BEHOBEN) Stripe Payment Gateway ist wieder in Ordnung. Dauer 12 min."
                        + " https://rollcall.example.com/health#stripe");
        for (String error : new String[] {"é“ Ä [x] {y} 🔥 ß", "ü".repeat(500), "u\u0308", "日本"}) {
            assertThat(sms.text(Alerts.notice(Alerts.alert("r", Severity.CRITICAL, true, error)), 160, GERMAN))
                    .hasSizeLessThanOrEqualTo(160)
                    .matches("[ -~äöüÄÖÜß&&[^\\[\\]{}\\\\^~|`]]+");
        }
        assertThat(SmsMessage.segment(GERMAN.say("reply.no-code", 999, GERMAN.say("reply.help")), GERMAN))
                .hasSizeLessThanOrEqualTo(160)
                .endsWith("der neueste Alarm.");
    }

    @Test
    void email_has_a_subject_in_utf_8_and_german_throughout() throws Exception {
        EmailMessage email = new EmailMessage(settings.mail(), Alerts.PUBLIC_URL, Alerts.links(), to -> GERMAN);
        Alert degraded = Alerts.slow();
        MimeMessage message = email.render(about("ops@example.com", Alerts.notice(degraded)));
        message.saveChanges();
        MimeMultipart parts = (MimeMultipart) message.getContent();

        assertThat(message.getSubject()).isEqualTo("[WARNUNG] Cal.com ist beeinträchtigt");
        assertThat(message.getHeader("Subject")[0]).contains("=?UTF-8?");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Status: beeinträchtigt\n", "Bestätigen: https://", "Für 1 h stummschalten: https://");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("<html lang=\"de\">", ">Dashboard öffnen</a>");
    }

    @Test
    void slack_says_in_german_what_has_happened_since() {
        assertThat(SlackTimeline.of(Alerts.notice("group", Reason.SOME_ENDED, other, ended), GERMAN))
                .isEqualTo(
                        """
                        *1 Alarm ist beendet*
                        • Stripe Payment Gateway: nach 12 min
                        Jetzt besteht 1 Alarm.""");
        assertThat(SlackTimeline.of(Alerts.notice("group", Reason.REPEAT, alarm, other), GERMAN))
                .isEqualTo(
                        """
                        *Besteht weiterhin*
                        • Stripe Payment Gateway: kritisch, ausgefallen: Größe überschritten
                        • Stripe Payment Gateway: Warnung, ausgefallen: HTTP 503
                        Jetzt bestehen 2 Alarme.""");
        assertThat(SlackButtons.below(Alerts.notice(alarm), GERMAN).toString())
                .contains("Bestätigen", "1 h stumm", "Eskalieren");
    }

    @Test
    void what_machines_read_stays_as_it_is() throws Exception {
        JsonNode pagerDuty = json(new PagerDutyEvent(settings.pagerDuty(), Alerts.PUBLIC_URL, GERMAN)
                .render(about("", Alerts.notice(other))));

        assertThat(pagerDuty.at("/payload/summary").asText())
                .isEqualTo("[KRITISCH] Stripe Payment Gateway ist ausgefallen: Größe überschritten");
        assertThat(pagerDuty.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(pagerDuty.at("/payload/custom_details/Consecutive failures").asText())
                .isEqualTo("3");
        assertThat(pagerDuty.at("/payload/custom_details/Status").asText()).isEqualTo("down");
        JsonNode push = json(
                PushPayload.render(about("", Alerts.notice(Alerts.slow())), Alerts.PUBLIC_URL, GERMAN, "tag", 4000));
        assertThat(push.at("/alert/body").asText()).isEqualTo("Antwortzeit 850ms (Schwelle: 500ms)");
        assertThat(push.at("/data/type").asText()).isEqualTo("service_degraded");
    }

    @Test
    void a_link_leads_to_a_page_in_the_language_of_whoever_got_it() {
        HandSetClock clock = new HandSetClock(Alerts.START);
        AnswerLinks links = new AnswerLinks(() -> new byte[] {1}, Alerts.PUBLIC_URL, clock);
        People people = new People(new Calendars());
        people.take(Map.of("ann", new Person("Ann", "ann@example.com", NUMBER, Language.DE)));
        LinkAnswers answers = new LinkAnswers(links, people, new AskedResponses(new ArrayList<>()), e -> {}, clock);
        String address = links.of(about("ann@example.com", Alerts.notice(alarm)), "was", GERMAN)
                .get(1)
                .address();
        String token = address.substring(address.lastIndexOf('/') + 1);

        assertThat(answers.look(token))
                .isEqualTo(new LinkAnswers.Page(
                        200, "Für 1 h stummschalten?", "was", "Für 1 h stummschalten", Language.DE));
        assertThat(answers.follow(token).title()).isEqualTo("Erledigt");
        assertThat(answers.follow(token).title()).isEqualTo("Dieser Link wurde schon benutzt");
        clock.advance(Duration.ofDays(2));
        assertThat(answers.look(token).title()).isEqualTo("Dieser Link ist abgelaufen");
        assertThat(answers.look("x").title()).as("nobody's").isEqualTo("This link is not valid");
    }

    private static Notification about(String recipient, Notice notice) {
        return new Notification(UUID.randomUUID(), "any", recipient, notice, Alerts.START);
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }

    private static JsonNode json(byte[] text) throws Exception {
        return new JsonMapper().readTree(text);
    }
}
