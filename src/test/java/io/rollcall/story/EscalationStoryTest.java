package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.app.OpenAlerts;
import io.rollcall.app.OpenAlerts.OpenAlert;
import io.rollcall.demo.Vendor;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.Site.Mood;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of the page on escalation, in seconds instead of minutes. */
@ExtendWith(PostgresExtension.class)
class EscalationStoryTest {
    private static final String ANNA = "+4915112345671";

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.ownDatabase(server, "escalation");
        String page = Files.readString(Path.of("docs/escalation.md"));
        String yaml = page.substring(page.indexOf("```yaml\n") + 8);
        scene.file(
                "example",
                yaml.substring(0, yaml.indexOf("```"))
                        .replace("anna, ben weekly", "anna weekly")
                        .replace("5m: sms, email", "1s: sms")
                        .replace("15m: pagerduty", "3s: email to on-call:payments")
                        .replace("30m: sms to anna, ben", "1h: pagerduty"));
        scene.file(
                "shop",
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
                        "1s"));
        route("channels: slack,pagerduty\n                        escalation: critical");
    }

    /** Has the router tell what is critical so. */
    private void route(String channels) throws IOException {
        Path router = folder.resolve("engine/routing.camel.yaml");
        String text = Files.readString(router).replaceFirst("channels: .*", channels);
        Files.writeString(router, text);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void nobody_answers_until_the_person_on_call_is_told_and_in_the_end_all_know_that_it_is_over() throws Exception {
        scene.site.is("/shop", Mood.FAILING);
        try (Installation running = scene.start()) {
            await("step 1").untilAsserted(() -> assertThat(scene.sms())
                    .singleElement()
                    .asString()
                    .contains("Web Shop is still down", "Nobody has acknowledged for ", " (step 1 of 9)"));
            assertThat(scene.inbox
                            .accepted(Vendor.TWILIO)
                            .get(0)
                            .body()
                            .at("/To")
                            .asText())
                    .isEqualTo(ANNA);
            await("step 2").until(() -> scene.email().size() == 1);
            assertThat(scene.mailbox.getReceivedMessages()[0].getAllRecipients()[0])
                    .hasToString("anna@example.com");
            escalated();
            await("step 3, long before its time").until(() -> scene.pagerDuty().size() == 2);
            Ran command = scene.command("alert", "ack", "shop", "--by", "anna");
            assertThat(command.exit()).as(command.log()).isZero();
            assertThat(command.output())
                    .isEqualTo("integration-down/shop : anna looks after Web Shop (integration-down).\n");
            await("acknowledged at PagerDuty").until(() -> scene.pagerDuty().size() == 3);
            assertThat(scene.pagerDuty().get(2)).startsWith("acknowledge ");
            await("kept").untilAsserted(() -> assertThat(open().acknowledged())
                    .isNotNull()
                    .satisfies(ack -> assertThat(ack.who()).isEqualTo("anna")));
            Ran again = scene.command("alert", "ack", "integration-down/shop", "--by", "ben");
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.output()).contains("anna has acknowledged it over command at ");
            Ran misspelt = scene.command("alert", "ack", "shopp");
            assertThat(misspelt.exit()).isEqualTo(2);
            assertThat(misspelt.log()).contains("nothing fires for 'shopp'; did you mean 'shop'?");
            assertThat(running.engine().api().status().summary().down()).isEqualTo(1);
        }
        restartedWithoutAWord();
    }

    private void escalated() throws Exception {
        HttpResponse<String> answer = new Visitor(scene)
                .with("Content-Type", "application/json")
                .post("/api/alerts/escalate", "{\"alert\": \"integration-down/shop\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Visitor.json(answer).path("done").asBoolean()).isTrue();
    }

    /** Nothing more is told of what is acknowledged, and its end to everyone. */
    private void restartedWithoutAWord() {
        List<Integer> before = counts();
        try (Installation running = scene.start()) {
            await("it goes on").until(() -> scene.word("shop").equals("down"));
            assertThat(counts()).isEqualTo(before);
            scene.site.is("/shop", Mood.HEALTHY);
            await("the end is told to all").untilAsserted(() -> assertThat(counts())
                    .containsExactly(before.get(0) + 1, before.get(1) + 1, before.get(2) + 1, before.get(3) + 1));
            assertThat(scene.email().get(1)).isEqualTo("[RESOLVED] Web Shop is healthy again");
            assertThat(scene.pagerDuty().get(3)).startsWith("resolve ");
            assertThat(running.engine().api().status().summary().down()).isZero();
        }
    }

    private List<Integer> counts() {
        return List.of(
                scene.slack().size(),
                scene.sms().size(),
                scene.email().size(),
                scene.pagerDuty().size());
    }

    private OpenAlert open() {
        return OpenAlerts.list(scene.settings()).get(0);
    }

    @Test
    void explain_says_who_would_be_told_later_and_who_is_on_call_then() throws Exception {
        Ran command = scene.command(
                "alert",
                "explain",
                "--integration",
                "shop",
                "--rule",
                "integration-down",
                "--at",
                "2026-03-02T12:00:00Z");
        assertThat(command.exit()).as(command.log()).isZero();
        assertThat(command.output())
                .endsWith(
                        """
                              slack : at once
                              pagerduty : at once
                              unless acknowledged after 1s: sms to on-call:payments : at 2026-03-02T12:00:01Z (on-call:payments is Anna Berg)
                              unless acknowledged after 3s: email to on-call:payments : at 2026-03-02T12:00:03Z (on-call:payments is Anna Berg)
                              unless acknowledged after 1h: pagerduty : at 2026-03-02T13:00:00Z
                              and so on, 2 more times
                        """
                                .indent(0));
    }
}
