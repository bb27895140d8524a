package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.ChannelTrial;
import io.rollcall.app.ChannelTrial.Answer;
import io.rollcall.demo.Vendor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alert test}: whether messages would arrive, before one must. */
class ChannelTrialStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws IOException {
        scene = new Scene(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_message_that_says_it_is_a_test_goes_over_every_channel_that_is_on_and_leaves_nothing_behind()
            throws Exception {
        scene.set("rollcall.slack.webhook-url", "");
        Ran command = scene.command("alert", "test", "--all");
        assertThat(command.exit()).as(command.log()).isZero();
        assertThat(command.output())
                .matches(
                        """
                        ✅ email to ops@example.com : <.+>
                        ✅ pagerduty : [0-9a-f]{64}
                        ✅ sms to \\+4915100000002 : SM.+
                        """);
        assertThat(scene.email()).containsExactly("[INFO] Rollcall: test message, nothing is wrong");
        assertThat(scene.sms()).singleElement().asString().contains("Rollcall: test message, nothing is wrong");
        assertThat(scene.pagerDuty()).hasSize(2);
        assertThat(scene.pagerDuty().get(0)).startsWith("trigger ");
        assertThat(scene.pagerDuty().get(1)).isEqualTo(scene.pagerDuty().get(0).replace("trigger", "resolve"));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void why_a_message_was_not_taken_is_told_in_plain_words_and_it_is_tried_only_once() {
        scene.inbox.answerNext(Vendor.SLACK, io.rollcall.demo.Answer.json(403, "{\"error\": \"action_prohibited\"}"));
        scene.mailbox.stop();
        try (ChannelTrial trial = new ChannelTrial(scene.settings())) {
            List<Answer> answers = trial.send(List.of("slack", "email", "sms"), List.of());
            assertThat(answers)
                    .extracting(Answer::channel, Answer::sent)
                    .containsExactly(tuple("slack", false), tuple("email", false), tuple("sms", true));
            assertThat(answers.get(0).answer()).startsWith("HTTP 403");
            assertThat(answers.get(1).answer()).isEqualTo("No connection to the mail server");
            assertThat(trial.send(List.of("slack"), List.of()))
                    .extracting(Answer::answer)
                    .containsExactly("ok");
        }
        assertThat(scene.slack()).containsExactly("[INFO] Rollcall: test message, nothing is wrong");
    }

    @Test
    void a_message_for_the_inbox_that_no_database_takes_does_not_count_as_sent() throws Exception {
        scene.set("rollcall.inbox.enabled", "true");
        scene.set("rollcall.database.url", "postgres://me:hidden@127.0.0.1:1/none");
        Ran command = scene.command("alert", "test", "--channel", "inbox");
        assertThat(command.exit()).isEqualTo(1);
        assertThat(command.output()).isEqualTo("❌ inbox : It could not be kept: The database is away\n");
    }

    @Test
    void somebody_else_than_usual_can_be_told() throws Exception {
        Ran command = scene.command("alert", "test", "--channel", "email", "--to", "me@example.com", "--json");
        assertThat(command.exit()).as(command.log()).isZero();
        assertThat(new JsonMapper()
                        .readTree(command.output())
                        .at("/0/recipient")
                        .asText())
                .isEqualTo("me@example.com");
        assertThat(scene.mailbox.getReceivedMessages()).singleElement().satisfies(mail -> assertThat(
                        mail.getAllRecipients()[0].toString())
                .isEqualTo("me@example.com"));
    }

    @Test
    void a_channel_that_is_off_says_what_turns_it_on_and_one_that_does_not_exist_what_may_be_meant() {
        scene.set("rollcall.slack.webhook-url", "");
        try (ChannelTrial trial = new ChannelTrial(scene.settings())) {
            assertThat(trial.send(List.of("slack"), List.of()))
                    .containsExactly(
                            new Answer("slack", "", false, "the channel is off; set rollcall.slack.webhook-url"));
            assertThatThrownBy(() -> trial.send(List.of("emial"), List.of()))
                    .hasMessageContaining("no such channel 'emial'; did you mean 'email'?");
            assertThatThrownBy(() -> trial.send(List.of("pagerduty"), List.of("me@example.com")))
                    .hasMessageContaining("pagerduty knows by itself whom it reaches");
        }
    }
}
