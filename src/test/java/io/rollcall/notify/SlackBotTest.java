package io.rollcall.notify;

import static io.rollcall.notify.DeliveryFailure.Kind.AMBIGUOUS;
import static io.rollcall.notify.DeliveryFailure.Kind.PASSING;
import static io.rollcall.notify.DeliveryFailure.Kind.PERMANENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.group.Responses;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackBotTest extends OutboxScene {
    private final SlackBot bot = new SlackBot(settings("signing"), Alerts.PUBLIC_URL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account_inactive",
                "channel_not_found",
                "invalid_auth",
                "invalid_blocks",
                "is_archived",
                "missing_scope",
                "msg_too_long",
                "no_text",
                "not_in_channel",
                "restricted_action",
                "token_revoked",
                "too_many_attachments"
            })
    void what_somebody_must_change_is_given_up_at_once(String error) {
        assertThat(SlackErrors.failure(error).kind()).isEqualTo(PERMANENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ratelimited",
                "rate_limited",
                "service_unavailable",
                "request_timeout",
                "team_added_to_org",
                "an_error_of_tomorrow"
            })
    void what_may_pass_is_tried_again(String error) {
        assertThat(SlackErrors.failure(error).kind()).isEqualTo(PASSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal_error", "fatal_error"})
    void what_slack_may_have_done_in_part_may_be_a_repeat(String error) {
        assertThat(SlackErrors.failure(error).kind()).isEqualTo(AMBIGUOUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "[]", "{}", "{\"ok\":\"true\"}", "<html>"})
    void what_is_no_answer_of_slack_is_no_success(String answer) {
        assertThatThrownBy(() -> bot.next(bot.begin(notification(Reason.FIRST, null)), answer))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.failure().kind()).isEqualTo(AMBIGUOUS));
    }

    @Test
    void an_error_shows_nothing_but_a_code() {
        assertThatThrownBy(() -> bot.next(
                        bot.begin(notification(Reason.FIRST, null)),
                        "{\"ok\":false,\"error\":\"https://hooks.slack.com/services/secret\"}"))
                .hasMessage("Not taken: Slack: an error without a name");
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, C0:1.2, chat.postMessage",
        "MORE, C0:1.2, chat.update",
        "ALL_ENDED, C0:1.2, chat.update",
        "MORE, ok, chat.postMessage",
        "MORE, '', chat.postMessage",
    })
    void only_a_message_of_the_bot_is_changed_and_an_alarm_begins_a_new_one(
            Reason reason, String receipt, String method) {
        assertThat(bot.url(bot.begin(notification(reason, receipt)))).isEqualTo("https://slack.com/api/" + method);
    }

    @Test
    void a_restart_between_the_first_message_and_the_next_forgets_neither() {
        outbox = outbox(new ChannelSettings(settings("signing"), null, null, null, null, null, null));
        take("slack", Alerts.notice("topic", Reason.FIRST, Alerts.critical()));
        outbox.due().forEach(due -> outbox.delivered(due, "C0:1.2"));
        outbox = outbox(new ChannelSettings(settings("signing"), null, null, null, null, null, null));
        outbox.restore(latest());
        clock.advance(Duration.ofMinutes(1));
        take("slack", Alerts.notice("topic", Reason.MORE, Alerts.critical(), Alerts.warning()));

        assertThat(outbox.due()).singleElement().satisfies(due -> assertThat(due.continues())
                .isEqualTo("C0:1.2"));
    }

    @Test
    void what_was_told_before_its_end_is_not_continued_after_it() {
        take("slack", Alerts.notice("topic", Reason.FIRST, Alerts.critical()));
        outbox.due().forEach(due -> outbox.delivered(due, "C0:1.2"));
        take("slack", Alerts.notice("topic", Reason.ALL_ENDED, Alerts.end()));
        outbox.due().forEach(due -> outbox.delivered(due, "C0:1.2"));
        take("slack", Alerts.notice("topic", Reason.MORE, Alerts.critical()));

        assertThat(outbox.due()).singleElement().satisfies(due -> assertThat(due.continues())
                .isNull());
    }

    @Test
    void many_endless_texts_are_cut_to_what_slack_takes_and_none_is_markup() throws Exception {
        Alert[] many = IntStream.range(0, 80)
                .mapToObj(i -> Alerts.alert("rule-" + i, Severity.CRITICAL, true, "<!channel>&\"'ä🔥\n".repeat(10_000)))
                .toArray(Alert[]::new);
        Notice notice = Alerts.notice("t".repeat(3000), Reason.MORE, many);
        Notification next = new Notification(UUID.randomUUID(), "slack", "", notice, Alerts.START).continuing("C0:1.2");
        SlackTurn update = bot.begin(next);
        JsonNode message = new JsonMapper().readTree(bot.render(update));
        JsonNode reply = new JsonMapper().readTree(bot.render(update.taken("C0:1.2")));

        assertThat(message.at("/blocks/0/text/text").asText()).hasSizeLessThanOrEqualTo(150);
        assertThat(message.findValuesAsText("text")).noneMatch(text -> text.length() > 3000 || text.contains("<!"));
        assertThat(message.findValuesAsText("value")).hasSize(3).allMatch(value -> value.matches("#[0-9a-f]{64}"));
        assertThat(reply.path("text").asText())
                .hasSizeLessThanOrEqualTo(4000)
                .doesNotContain("<!")
                .contains("*New or more severe*", "• and 70 more\n80 alerts fire now.");
    }

    @Test
    void without_a_signing_secret_there_is_nothing_to_press() {
        SlackBot mute = new SlackBot(settings(""), Alerts.PUBLIC_URL);

        assertThat(mute.render(mute.begin(notification(Reason.FIRST, null)))).doesNotContain("actions");
        assertThat(bot.render(bot.begin(notification(Reason.FIRST, null)))).contains("actions");
    }

    @Test
    void a_topic_too_long_for_a_button_is_found_again_as_long_as_something_of_it_is_told() {
        String topic = "t".repeat(3000);
        take("slack", Alerts.notice(topic, Reason.FIRST, Alerts.critical()));
        List<String> asked = new ArrayList<>();
        SlackPresses presses = presses(asked);
        String value = "#" + Hash.of(topic);
        presses.carryOut(new SlackPress(SlackPress.Action.ACKNOWLEDGE, value, "anna", ""));
        presses.carryOut(new SlackPress(SlackPress.Action.SILENCE, "short", "anna", ""));
        presses.carryOut(new SlackPress(SlackPress.Action.ESCALATE, "#" + Hash.of("gone"), "anna", ""));

        assertThat(asked)
                .containsExactly(
                        "acknowledge " + topic + " by anna over slack",
                        "silence short for PT1H by anna over slack",
                        "escalate #" + Hash.of("gone") + " by anna over slack");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.slack.com/actions/T0/1/x, true",
        "http://hooks.slack.com/actions/T0/1/x, false",
        "https://hooks.slack.com:8443/actions, false",
        "https://hooks.slack.com.evil.example/, false",
        "https://hooks.slack.com@evil.example/, false",
        "https://me@hooks.slack.com/, false",
        "https://slack.com/api/, false",
        "https://169.254.169.254/latest, false",
        "file:///etc/passwd, false",
        "'', false",
        "not an address, false",
    })
    void an_answer_goes_to_slack_and_nowhere_else(String url, boolean answered) {
        List<SlackPresses.Reply> replies =
                presses(new ArrayList<>()).carryOut(new SlackPress(SlackPress.Action.ACKNOWLEDGE, "t", "anna", url));

        assertThat(!replies.isEmpty()).isEqualTo(answered);
        assertThat(replies.toString()).doesNotContain("actions");
    }

    @Test
    void what_is_pressed_says_what_by_whom_and_about_what() {
        assertThat(
                        SlackPress.read(
                                """
                                {"type": "block_actions", "response_url": "https://hooks.slack.com/actions/T0/1/x",
                                 "user": {"id": "U1", "username": "anna", "name": "anna", "team_id": "T0"},
                                 "actions": [
                                   {"type": "button", "action_id": "rollcall-silence", "value": "a topic"},
                                   {"type": "button", "action_id": "of-somebody-else", "value": "x"}]}
                                """))
                .containsExactly(new SlackPress(
                        SlackPress.Action.SILENCE, "a topic", "anna", "https://hooks.slack.com/actions/T0/1/x"));
        assertThat(SlackPress.read("{\"type\":\"view_submission\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"type\":\"block_actions\"}",
                "{\"type\":\"block_actions\",\"actions\":[]}",
                "{\"type\":\"block_actions\",\"actions\":[{\"action_id\":\"rollcall-silence\"}]}"
            })
    void nonsense_is_refused(String payload) {
        assertThatThrownBy(() -> SlackPress.read(payload)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secrets_are_in_no_text_of_the_settings() {
        assertThat(settings("hidden").toString())
                .doesNotContain("xoxb", "hidden")
                .contains("#alerts");
        assertThatThrownBy(() -> new SlackBotSettings("xoxb 1", "#a", SlackBotSettings.PUBLIC_URL, ""))
                .hasMessage("rollcall.slack.bot-token must be a token without spaces");
    }

    private SlackPresses presses(List<String> asked) {
        return new SlackPresses(new Noted(asked), outbox, settings("signing"));
    }

    private static SlackSettings settings(String signingSecret) {
        return new SlackSettings(
                URI.create("https://hooks.slack.com/services/T0/B0/x"),
                new SlackBotSettings("xoxb-1", "#alerts", SlackBotSettings.PUBLIC_URL, signingSecret));
    }

    private static Notification notification(Reason reason, String continues) {
        Notice notice = Alerts.notice("topic", reason, Alerts.critical());
        return new Notification(UUID.randomUUID(), "slack", "", notice, Alerts.START).continuing(continues);
    }

    private record Noted(List<String> asked) implements Responses {
        @Override
        public Answer acknowledge(String topic, String who, String over) {
            return note("acknowledge " + topic, who, over);
        }

        @Override
        public Answer escalate(String topic, String who, String over) {
            return note("escalate " + topic, who, over);
        }

        @Override
        public Answer silence(String topic, Duration howLong, String who, String over) {
            return note("silence " + topic + " for " + howLong, who, over);
        }

        @Override
        public Answer release(String topic, String who, String over) {
            return note("release " + topic, who, over);
        }

        private Answer note(String what, String who, String over) {
            asked.add(what + " by " + who + " over " + over);
            return new Answer(true, "Done.");
        }
    }
}
