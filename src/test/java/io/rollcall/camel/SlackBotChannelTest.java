package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.demo.Answer;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.SlackBot;
import io.rollcall.notify.SlackBotSettings;
import io.rollcall.notify.SlackMessage;
import io.rollcall.notify.SlackSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackBotChannelTest extends ChannelScene {
    private static final String RECEIPT = SlackWorkspace.ID + ":1700000000.000100";
    private final Alert first = Alerts.alert("first", Severity.CRITICAL, true, "HTTP 503 <!channel>");
    private final Alert second = Alerts.alert("second", Severity.CRITICAL, true, "HTTP 500");
    private SlackWorkspace slack;

    @BeforeEach
    void start() throws Exception {
        slack = new SlackWorkspace();
        SlackSettings settings = new SlackSettings(
                null,
                new SlackBotSettings(
                        SlackWorkspace.TOKEN, SlackWorkspace.CHANNEL, slack.apiUrl(), SlackWorkspace.SECRET));
        camel.getRegistry().bind("slackMessage", new SlackMessage(settings, Alerts.PUBLIC_URL));
        start(
                "slack",
                new ChannelSettings(settings, null, null, null, null, null, null),
                "slackBot",
                new SlackBot(settings, Alerts.PUBLIC_URL));
    }

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void a_group_has_one_message_that_shows_how_things_stand_and_a_thread_that_tells_what_happened() {
        tellAndWait(1, notice(Reason.FIRST, first));
        assertThat(colour()).isEqualTo("#c62828");
        assertThat(SlackWorkspace.buttons(message())).containsExactly("Acknowledge", "Silence 1 h", "Escalate");

        tellAndWait(2, notice(Reason.MORE, Set.of(second.fingerprint()), first, second));
        assertThat(header()).isEqualTo("[CRITICAL] 2 are down: Stripe Payment Gateway");
        assertThat(reply(0))
                .isEqualTo("*1 more alert*\n• Stripe Payment Gateway: critical, down: HTTP 500\n2 alerts fire now.");
        assertThat(slack.replies().get(0).path("reply_broadcast").asBoolean()).isTrue();

        tellAndWait(3, acknowledged("anna <x>", first, second));
        assertThat(message().toString()).contains("acknowledged by anna");
        assertThat(SlackWorkspace.buttons(message())).containsExactly("Silence 1 h", "Escalate");
        assertThat(reply(1)).startsWith("*Acknowledged* by anna &lt;x&gt;\n");
        assertThat(slack.replies().get(1).path("reply_broadcast").asBoolean()).isFalse();

        tellAndWait(4, notice(Reason.SOME_ENDED, first, ended(second)));
        assertThat(reply(2))
                .isEqualTo("*1 alert has ended*\n• Stripe Payment Gateway: after 12 min\n1 alert fires now.");

        tellAndWait(5, notice(Reason.ALL_ENDED, ended(first)));
        assertThat(header()).startsWith("[RESOLVED]");
        assertThat(colour()).isEqualTo("#2e7d32");
        assertThat(SlackWorkspace.buttons(message())).isEmpty();
        assertThat(reply(3)).endsWith("Nothing fires any more.");

        assertThat(slack.channel()).hasSize(1);
        assertThat(slack.calls())
                .containsExactly("post", "update", "reply", "update", "reply", "update", "reply", "update", "reply");
        assertThat(latest()).extracting(NotificationEntry::receipt).containsOnly(RECEIPT);
        assertThat(endpoints()).noneMatch(uri -> uri.contains(SlackWorkspace.TOKEN));
    }

    @Test
    void what_is_released_can_be_acknowledged_again_and_the_channel_learns_of_it() {
        tellAndWait(1, notice(Reason.FIRST, first, second));
        tellAndWait(2, acknowledged("anna", first, second));
        Notice released = notice(Reason.RELEASED, Set.of(first.fingerprint(), second.fingerprint()), first, second);
        tellAndWait(3, released.remarking(List.of("Released by ben over slack")));

        assertThat(message().toString()).doesNotContain("acknowledged by anna");
        assertThat(SlackWorkspace.buttons(message())).containsExactly("Acknowledge", "Silence 1 h", "Escalate");
        assertThat(reply(1)).startsWith("Released by ben over slack.\n*Nobody looks after this any more*\n• Stripe");
        assertThat(slack.replies().get(1).path("reply_broadcast").asBoolean()).isTrue();
    }

    @Test
    void what_comes_up_after_the_end_begins_a_message_of_its_own() {
        tellAndWait(1, notice(Reason.FIRST, first));
        tellAndWait(2, notice(Reason.ALL_ENDED, ended(first)));
        tellAndWait(3, notice(Reason.FIRST, first));

        assertThat(slack.channel()).hasSize(2);
    }

    @Test
    void what_becomes_more_severe_is_said_in_the_channel_and_colours_the_message() {
        tellAndWait(1, notice(Reason.FIRST, Alerts.warning()));
        assertThat(colour()).isEqualTo("#f9a825");
        tellAndWait(2, notice(Reason.MORE, Alerts.critical()));

        assertThat(colour()).isEqualTo("#c62828");
        assertThat(reply(0)).startsWith("*New or more severe*\n• Stripe Payment Gateway: critical, down: HTTP 503");
    }

    @Test
    void a_message_that_somebody_deleted_is_posted_anew_and_that_one_is_changed_from_then_on() {
        tellAndWait(1, notice(Reason.FIRST, first));
        slack.deleteAll();
        tellAndWait(2, notice(Reason.MORE, Set.of(second.fingerprint()), first, second));
        tellAndWait(3, notice(Reason.REPEAT, first, second));

        assertThat(slack.calls()).containsExactly("post", "post", "update", "reply");
        assertThat(slack.channel()).hasSize(1);
        assertThat(reply(0)).startsWith("*Still firing*\n");
        assertThat(latest().get(2).receipt())
                .isEqualTo(latest().get(1).receipt())
                .isNotEqualTo(RECEIPT);
    }

    @Test
    void a_limit_a_fault_of_slack_garbage_and_silence_are_tried_again() {
        slack.answerNext(
                Answer.json(429, "{\"ok\":false,\"error\":\"ratelimited\"}").with("Retry-After", "1"),
                SlackWorkspace.refusal("internal_error"),
                Answer.text(200, "<html>welcome</html>"),
                Answer.hang());
        tellAndWait(1, notice(Reason.FIRST, first));

        assertThat(slack.requests()).isEqualTo(5);
        assertThat(slack.calls()).containsExactly("post");
    }

    @Test
    void a_thread_that_takes_no_reply_holds_nothing_up() {
        tellAndWait(1, notice(Reason.FIRST, first));
        slack.answerNext(
                Answer.json(
                        200, "{\"ok\":true,\"channel\":\"" + SlackWorkspace.ID + "\",\"ts\":\"1700000000.000100\"}"),
                SlackWorkspace.refusal("restricted_action_thread_locked"));
        tellAndWait(2, notice(Reason.ALL_ENDED, ended(first)));

        assertThat(latest()).extracting(NotificationEntry::receipt).containsOnly(RECEIPT);
    }

    @Test
    void what_slack_will_never_take_is_given_up_at_once_with_what_can_be_done() {
        slack.answerNext(
                SlackWorkspace.refusal("not_in_channel"),
                SlackWorkspace.refusal("token_revoked"),
                SlackWorkspace.refusal("msg_too_long"));

        assertThat(reasons("slack", 3))
                .containsExactlyInAnyOrder(
                        "Not taken: Slack: not_in_channel; invite the app to the channel",
                        "Not taken: Slack: token_revoked; rollcall.slack.bot-token is not valid",
                        "Not taken: Slack: msg_too_long");
    }

    private void tellAndWait(int count, Notice notice) {
        tell("slack", notice);
        awaitStates(count, NotificationState.SENT);
    }

    private static Notice notice(Reason reason, Alert... alerts) {
        return Alerts.notice("topic", reason, alerts);
    }

    private static Notice notice(Reason reason, Set<String> news, Alert... alerts) {
        return new Notice("topic", "team", Map.of(), reason, news, List.of(alerts), 0, Map.of(), List.of());
    }

    private static Notice acknowledged(String who, Alert one, Alert other) {
        Acknowledgement ack = new Acknowledgement(who, "slack", Alerts.START, Severity.CRITICAL);
        Map<String, Acknowledgement> acks = Map.of(one.fingerprint(), ack, other.fingerprint(), ack);
        return new Notice(
                "topic", "team", Map.of(), Reason.ACKNOWLEDGED, acks.keySet(), List.of(one, other), 0, acks, List.of());
    }

    private static Alert ended(Alert alert) {
        return Alerts.alert(alert.rule(), alert.severity(), false, null);
    }

    private JsonNode message() {
        return slack.channel().get(slack.channel().size() - 1);
    }

    private String header() {
        return message().at("/blocks/0/text/text").asText();
    }

    private String colour() {
        return message().at("/attachments/0/color").asText();
    }

    private String reply(int index) {
        return slack.replies().get(index).path("text").asText();
    }
}
