package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.ChannelTrial;
import io.rollcall.app.Installation;
import io.rollcall.camel.SlackWorkspace;
import io.rollcall.demo.Answer;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.Site.Mood;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People are told by a bot in Slack, and answer there. */
@ExtendWith(PostgresExtension.class)
class SlackStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;
    private SlackWorkspace slack;

    @BeforeEach
    void prepare() throws IOException {
        slack = new SlackWorkspace();
        scene = new Scene(folder);
        scene.set("rollcall.slack.bot-token", SlackWorkspace.TOKEN);
        scene.set("rollcall.slack.channel", SlackWorkspace.CHANNEL);
        scene.set("rollcall.slack.signing-secret", SlackWorkspace.SECRET);
        scene.set("rollcall.slack.api-url", slack.apiUrl().toString());
        scene.file("two", watched("shop", "Web Shop"), watched("till", "Till"));
        Path router = folder.resolve("engine/routing.camel.yaml");
        Files.writeString(router, Files.readString(router).replace("groupBy: '...'", "groupBy: rule"));
    }

    private String watched(String key, String name) {
        return integration(
                "http", key, "name", name, "url", scene.site.url("/" + key), "interval", "5s", "recheck", "1s");
    }

    @AfterEach
    void end() {
        scene.close();
        slack.close();
    }

    @Test
    void a_group_is_one_message_people_answer_below_it_and_a_restart_changes_nothing(Database server) throws Exception {
        scene.ownDatabase(server, "slack");
        scene.site.is("/shop", Mood.FAILING);
        try (Installation running = scene.start()) {
            await("alarm").until(() -> slack.channel().size() == 1);
            assertThat(header()).isEqualTo("[CRITICAL] Web Shop is down");
            refusals();
        }
        try (Installation running = scene.start()) {
            scene.site.is("/till", Mood.FAILING);
            await("more").until(() -> header().startsWith("[CRITICAL] 2 are down: "));
            acknowledge();
            silenceAndEscalate();
            scene.site.is("/shop", Mood.HEALTHY);
            scene.site.is("/till", Mood.HEALTHY);
            await("end").until(() -> header().startsWith("[RESOLVED] "));
            await("told in the thread").until(() -> lastReply().endsWith("Nothing fires any more."));
        }
        assertThat(slack.channel()).hasSize(1);
        assertThat(SlackWorkspace.buttons(slack.channel().get(0))).isEmpty();
        assertThat(slack.calls().stream().filter("post"::equals)).hasSize(1);
        assertThat(scene.slack()).as("over the webhook").isEmpty();
    }

    private void acknowledge() throws Exception {
        assertThat(press(slack.press("Acknowledge", "anna"))).isEqualTo("200");
        await("confirmed").until(() -> slack.confirmations().size() == 1);
        assertThat(slack.confirmations().get(0)).matches("ephemeral: anna looks after .*");
        await("shown").until(() -> slack.channel().toString().contains("acknowledged by anna"));
        await("in the thread").until(() -> lastReply().startsWith("*Acknowledged* by anna"));
    }

    private void silenceAndEscalate() throws Exception {
        assertThat(press(slack.press("Silence 1 h", "ben"))).isEqualTo("200");
        assertThat(press(slack.press("Escalate", "ben"))).isEqualTo("200");
        await("confirmed").until(() -> slack.confirmations().size() == 3);
        assertThat(slack.confirmations())
                .anySatisfy(said -> assertThat(said).matches("ephemeral: Nobody is told of .* for 1h\\."))
                .contains("ephemeral: Its receiver names no escalation.");
    }

    private void refusals() throws Exception {
        String form = slack.press("Acknowledge", "mallory");
        long now = Clock.systemUTC().instant().getEpochSecond();
        assertThat(SlackWorkspace.send(interactions(), form, now, "v0=" + "0".repeat(64)))
                .isEqualTo("401 {\"error\":\"the signature is wrong\"}");
        assertThat(SlackWorkspace.send(interactions(), form, now - 301)).startsWith("401 ");
        assertThat(press(SlackWorkspace.form("{}"))).isEqualTo("400 {\"error\":\"the payload has no type\"}");
        assertThat(press("nothing=1")).isEqualTo("400 {\"error\":\"the form has no field payload\"}");
        assertThat(press("payload=%zz")).startsWith("400 ");
        assertThat(press("x".repeat(2_000_000))).startsWith("400 ");
        String press = SlackWorkspace.form("{\"type\":\"view_closed\"}");
        assertThat(SlackWorkspace.send(interactions(), press, now)).isEqualTo("200");
        assertThat(SlackWorkspace.send(interactions(), press, now))
                .isEqualTo("401 {\"error\":\"the request came before\"}");
        assertThat(slack.confirmations()).isEmpty();
        assertThat(slack.calls()).containsExactly("post");
    }

    @Test
    void without_a_signing_secret_nothing_can_be_pressed_and_a_test_says_what_slack_answers(Database server)
            throws Exception {
        scene.ownDatabase(server, "slack_mute");
        scene.set("rollcall.slack.signing-secret", "");
        try (ChannelTrial trial = new ChannelTrial(scene.settings())) {
            assertThat(trial.send(List.of("slack"), List.of()))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.answer()).matches("C0ALERTS1:\\d+\\.\\d+"));
            slack.answerNext(Answer.json(200, "{\"ok\":false,\"error\":\"not_in_channel\"}"));
            assertThat(trial.send(List.of("slack"), List.of())).singleElement().satisfies(answer -> assertThat(
                            answer.answer())
                    .isEqualTo("Not taken: Slack: not_in_channel; invite the app to the channel"));
        }
        assertThat(SlackWorkspace.buttons(slack.channel().get(0))).isEmpty();
        try (Installation running = scene.start()) {
            assertThat(press(SlackWorkspace.form("{\"type\":\"block_actions\"}")))
                    .startsWith("404 ")
                    .contains("rollcall.slack.signing-secret is not set");
        }
    }

    private String press(String form) throws Exception {
        return SlackWorkspace.send(
                interactions(), form, Clock.systemUTC().instant().getEpochSecond());
    }

    private URI interactions() {
        return scene.address("/api/slack/interactions");
    }

    private String header() {
        JsonNode message = slack.channel().get(0);
        return message.at("/blocks/0/text/text").asText();
    }

    private String lastReply() {
        List<JsonNode> replies = slack.replies();
        return replies.isEmpty()
                ? ""
                : replies.get(replies.size() - 1).path("text").asText();
    }
}
