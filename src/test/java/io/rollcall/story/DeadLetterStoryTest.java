package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.DeadLetterDesk;
import io.rollcall.app.Installation;
import io.rollcall.demo.Answer;
import io.rollcall.demo.Vendor;
import io.rollcall.notify.DeadLetter;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code alert dead} and {@code alert replay}: what a vendor has refused is not lost. */
@ExtendWith(PostgresExtension.class)
class DeadLetterStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.ownDatabase(server, "dead_letters");
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
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_slack_refused_is_listed_told_over_the_others_and_delivered_when_someone_asks() throws Exception {
        scene.inbox.answerNext(Vendor.SLACK, Answer.text(404, "no_service"));
        scene.site.is("/shop", Mood.FAILING);
        try (Installation running = scene.start()) {
            List<DeadLetter> dead = dead();
            assertThat(dead).singleElement().satisfies(letter -> {
                assertThat(letter.channel()).isEqualTo("slack");
                assertThat(letter.integration()).isEqualTo("shop");
                assertThat(letter.reason()).isEqualTo("HTTP 404: no_service");
            });
            await().until(() -> scene.email().contains("[CRITICAL] Channel slack is down"));
            assertThat(scene.slack()).isEmpty();
            Ran command = scene.command("alert", "dead");
            assertThat(command.exit()).as(command.log()).isEqualTo(1);
            assertThat(command.output())
                    .startsWith(dead.get(0).id().toString())
                    .contains("slack  critical integration-down shop: HTTP 404: no_service");
            assertThat(DeadLetterDesk.replay(
                            scene.settings(), List.of(UUID.fromString("00000000-0000-0000-0000-000000000000"))))
                    .hasSize(1);
            Ran replayed = scene.command("alert", "replay", "--all");
            assertThat(replayed.exit()).as(replayed.log()).isZero();
            assertThat(replayed.output()).isEqualTo("1 message is tried again.\n");
            await().until(() -> scene.slack().size() == 1);
            assertThat(scene.slack()).containsExactly("[CRITICAL] Web Shop is down");
            await().until(() -> scene.email().contains("[RESOLVED] Channel slack: channel-failing has ended"));
            await().until(() -> DeadLetterDesk.list(scene.settings()).isEmpty());
            assertThat(running.engine().api().status().summary().down()).isEqualTo(1);
        }
    }

    private List<DeadLetter> dead() {
        return await().until(() -> DeadLetterDesk.list(scene.settings()), letters -> !letters.isEmpty());
    }
}
