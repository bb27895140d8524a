package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Posting;
import io.rollcall.group.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows over the channels when somebody acknowledges, and when others are told by a step. */
class AnsweredOutboxTest extends OutboxScene {
    private static final Acknowledgement ANNA =
            new Acknowledgement("anna", "sms", Alerts.START.plusSeconds(60), Severity.CRITICAL);
    private static final String TOPIC = "team{}";

    private final PagerDutyEvent event = new PagerDutyEvent(Alerts.settings().pagerDuty(), Alerts.PUBLIC_URL);

    private static Alert alert(String rule) {
        return Alerts.alert(rule, Severity.CRITICAL, true, "HTTP 503");
    }

    private static Notice notice(Reason reason, List<Alert> alerts, String... acknowledged) {
        Map<String, Acknowledgement> acks = new HashMap<>();
        Arrays.stream(acknowledged).forEach(rule -> acks.put(rule + "/stripe", ANNA));
        Set<String> news = reason == Reason.ACKNOWLEDGED ? acks.keySet() : Set.of();
        return new Notice(TOPIC, "team", Map.of(), reason, news, alerts, 0, acks, List.of());
    }

    private void acknowledged(String channel, List<Alert> alerts, String... rules) {
        outbox.take(List.of(new Posting(channel, notice(Reason.ACKNOWLEDGED, alerts, rules), null)), List.of());
    }

    private List<String> events() {
        return deliverAll().stream()
                .map(notification -> {
                    JsonNode json = json(event.render(notification));
                    assertThat(json.path("dedup_key").asText())
                            .isEqualTo(PagerDutyEvent.dedupKey(notification.notice()));
                    return json.path("event_action").asText() + " "
                            + notification.notice().topic();
                })
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void pagerduty_is_told_of_just_what_is_acknowledged_under_its_own_key() {
        List<Alert> both = List.of(alert("a"), alert("b"));
        take("pagerduty", Alerts.notice(TOPIC, Reason.FIRST, both.toArray(Alert[]::new)));
        assertThat(events()).containsExactlyInAnyOrder("trigger a/stripe", "trigger b/stripe");
        acknowledged("pagerduty", both, "a");
        clock.advance(Duration.ofSeconds(5));

        assertThat(events()).containsExactly("acknowledge a/stripe");
        take(
                "pagerduty",
                Alerts.notice("a/stripe", Reason.ALL_ENDED, Alerts.alert("a", Severity.CRITICAL, false, null)));
        clock.advance(Duration.ofSeconds(5));
        assertThat(events()).containsExactly("resolve a/stripe");
    }

    @Test
    void an_acknowledgement_follows_its_alarm_and_does_not_take_its_place() {
        take("pagerduty", Alerts.notice(TOPIC, Reason.FIRST, alert("a")));
        acknowledged("pagerduty", List.of(alert("a")), "a");
        assertThat(events()).containsExactly("trigger a/stripe");
        clock.advance(Duration.ofSeconds(5));

        assertThat(events()).containsExactly("acknowledge a/stripe");
    }

    @Test
    void nothing_is_said_of_what_ended_before_it_was_told() {
        take("pagerduty", Alerts.notice(TOPIC, Reason.FIRST, alert("a")));
        acknowledged("pagerduty", List.of(alert("a")), "a");
        take(
                "pagerduty",
                Alerts.notice("a/stripe", Reason.ALL_ENDED, Alerts.alert("a", Severity.CRITICAL, false, null)));

        assertThat(events()).isEmpty();
    }

    @Test
    void of_a_release_pagerduty_knows_nothing() {
        take("pagerduty", Alerts.notice(TOPIC, Reason.FIRST, alert("a")));
        acknowledged("pagerduty", List.of(alert("a")), "a");
        deliverAll();
        outbox.take(List.of(new Posting("pagerduty", notice(Reason.RELEASED, List.of(alert("a"))), null)), List.of());
        clock.advance(Duration.ofSeconds(5));

        assertThat(events()).containsExactly("acknowledge a/stripe");
        clock.advance(Duration.ofSeconds(5));
        assertThat(events()).isEmpty();
    }

    @Test
    void a_flood_is_acknowledged_when_all_of_it_is() {
        List<Alert> flood = IntStream.range(0, 25).mapToObj(i -> alert("r" + i)).toList();
        take("pagerduty", Alerts.notice(TOPIC, Reason.FIRST, flood.toArray(Alert[]::new)));
        assertThat(events()).containsExactly("trigger " + TOPIC);
        acknowledged("pagerduty", flood, "r1");
        clock.advance(Duration.ofSeconds(5));
        assertThat(events()).isEmpty();
        acknowledged("pagerduty", flood, flood.stream().map(Alert::rule).toArray(String[]::new));

        assertThat(events()).containsExactly("acknowledge " + TOPIC);
    }

    @Test
    void channels_that_cannot_show_it_are_told_nothing() {
        take("slack", Alerts.notice(TOPIC, Reason.FIRST, alert("a")));
        deliverAll();
        acknowledged("slack", List.of(alert("a")), "a");

        assertThat(outbox.due()).isEmpty();
        assertThat(journal).hasSize(2);
    }

    @Test
    void the_end_reaches_whoever_was_told_by_a_step_also_of_a_part() {
        take("sms", Alerts.notice(TOPIC, Reason.FIRST, alert("a"), alert("b")));
        outbox.take(
                List.of(new Posting(
                        "sms", Alerts.notice(TOPIC, Reason.ESCALATED, alert("a")), List.of("+4915100000009"))),
                List.of());
        assertThat(recipients()).containsExactly("+4915100000002", "+4915100000003", "+4915100000009");
        take(
                "sms",
                Alerts.notice(TOPIC, Reason.SOME_ENDED, alert("a"), Alerts.alert("b", Severity.CRITICAL, false, null)));
        assertThat(recipients()).containsExactly("+4915100000002", "+4915100000003", "+4915100000009");
        take("sms", Alerts.notice(TOPIC, Reason.ALL_ENDED, Alerts.alert("a", Severity.CRITICAL, false, null)));

        assertThat(recipients()).containsExactly("+4915100000002", "+4915100000003", "+4915100000009");
    }

    @Test
    void what_only_those_are_told_who_were_told_before_reaches_nobody_else() {
        outbox.take(
                List.of(new Posting(
                        "sms", Alerts.notice(TOPIC, Reason.ESCALATED, alert("a")), List.of("+4915100000009"))),
                List.of());
        assertThat(recipients()).containsExactly("+4915100000009");
        Notice part =
                Alerts.notice(TOPIC, Reason.SOME_ENDED, alert("a"), Alerts.alert("b", Severity.CRITICAL, false, null));
        outbox.take(List.of(new Posting("sms", part, null)), List.of());

        assertThat(recipients()).containsExactly("+4915100000009");
    }

    private List<String> recipients() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(2));
            deliverAll().forEach(notification -> all.add(notification.recipient()));
        }
        return all.stream().sorted().toList();
    }

    @Test
    void messages_say_who_looks_after_it_and_why_others_are_told() {
        Notice repeat = notice(Reason.REPEAT, List.of(alert("a")), "a");
        assertThat(Story.of(repeat, Alerts.PUBLIC_URL).facts())
                .contains(new Story.Fact("Acknowledged", "by anna over sms at 2026-03-01 10:01 UTC"));
        Notice two = notice(Reason.REPEAT, List.of(alert("a"), alert("b")), "b");
        assertThat(Story.of(two, Alerts.PUBLIC_URL).facts().get(1).value())
                .isEqualTo("down since 2026-03-01 09:48 UTC, acknowledged by anna: HTTP 503");
        Notice step = notice(Reason.ESCALATED, List.of(alert("a")))
                .remarking(List.of("Nobody has acknowledged for 15 minutes (step 2 of 3)"))
                .remarking(List.of("Nobody is on call for payments"));
        Story story = Story.of(step, Alerts.PUBLIC_URL);
        assertThat(story.headline()).isEqualTo("[CRITICAL] Stripe Payment Gateway is still down");
        assertThat(story.facts().get(0))
                .isEqualTo(new Story.Fact(
                        "Note",
                        "Nobody has acknowledged for 15 minutes (step 2 of 3). Nobody is on call for payments."));
        assertThat(new SmsMessage(Alerts.settings().twilio(), Alerts.PUBLIC_URL, Alerts.codes()).text(step, 160))
                .hasSizeLessThanOrEqualTo(160)
                .startsWith("(CRITICAL) Stripe Payment Gateway is still down. Since 09:48 UTC, 3 failures."
                        + " Nobody has acknowledged for 15 minutes (step 2 of 3). Nobody");
    }
}
