package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static io.rollcall.story.Scene.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.Installation;
import io.rollcall.app.SingleRun;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.app.SingleRun.Told;
import io.rollcall.demo.Answer;
import io.rollcall.demo.Vendor;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.Site.Mood;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --alert}: a crontab without an engine tells what failed, once (requirement 001-42). */
@ExtendWith(PostgresExtension.class)
class SingleAlertStoryTest {
    private static final String NO_DATABASE = "postgres://me:hidden@127.0.0.1:1/none";

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws IOException {
        scene = new Scene(folder);
        scene.file(
                "shop",
                integration(
                        "http",
                        "shop",
                        "name",
                        "Web Shop",
                        "url",
                        scene.site.url("/shop"),
                        "degraded-above",
                        "2400ms"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_failed_is_told_over_every_channel_of_its_severity_and_not_again_while_it_lasts(Database server)
            throws Exception {
        scene.ownDatabase(server, "alerts");
        assertRun(0, "✅ Web Shop : HEALTHY \\(\\d+ms\\)\n");
        scene.site.is("/shop", Mood.FAILING);
        assertRun(
                1,
                """
                ❌ Web Shop : DOWN \\(\\d+ms\\)  HTTP 503 instead of 200-299
                   → told over slack \\(integration-down, critical\\): ok
                   → told over email to ops@example.com \\(integration-down, critical\\): <.+>
                   → told over sms to \\+4915100000002 \\(integration-down, critical\\): SM.+
                   → told over pagerduty \\(integration-down, critical\\): [0-9a-f]{64}
                """);
        assertThat(scene.slack()).hasSize(1);
        assertThat(scene.email()).hasSize(1);
        assertThat(scene.sms()).hasSize(1);
        assertThat(scene.pagerDuty()).hasSize(1);

        assertThat(tell().get(0).told()).singleElement().satisfies(one -> {
            assertThat(one.sent()).isFalse();
            assertThat(one.answer()).startsWith("told before, at 20");
        });
        assertThat(scene.slack()).hasSize(1);

        scene.site.is("/shop", Mood.HEALTHY);
        assertThat(tell().get(0).told()).hasSize(4).allMatch(Told::sent);
        assertThat(scene.slack()).hasSize(2);
        assertThat(tell().get(0).told()).isEmpty();
    }

    @Test
    void a_rule_decides_the_severity_and_no_rule_waits_for_its_time() {
        scene.site.is("/shop", Mood.SLOW);
        assertThat(tell().get(0).told()).extracting(Told::channel).containsExactly("slack", "email");
        assertThat(scene.slack()).singleElement().asString().contains("Web Shop");

        scene.file("rules", rule("slow", "latency > 1s for 5 minutes", "info"));
        assertThat(tell().get(0).told())
                .filteredOn(Told::sent)
                .extracting(Told::channel, Told::rule, Told::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("email", "slow", "info"));
    }

    @Test
    void what_a_vendor_answers_is_shown_and_what_cannot_be_remembered_is_told_all_the_same() {
        scene.set("rollcall.database.url", NO_DATABASE);
        scene.site.is("/shop", Mood.FAILING);
        scene.inbox.answerNext(Vendor.SLACK, Answer.json(403, "{\"error\": \"action_prohibited\"}"));
        List<Told> told = tell().get(0).told();
        assertThat(told).extracting(Told::sent).containsExactly(false, true, true, true);
        assertThat(told.get(0).answer()).contains("403");
        assertThat(tell().get(0).told()).allMatch(Told::sent);
    }

    @Test
    void what_the_inbox_could_not_keep_is_said() {
        scene.set("rollcall.database.url", NO_DATABASE);
        scene.set("rollcall.inbox.enabled", "true");
        scene.site.is("/shop", Mood.FAILING);
        assertThat(tell().get(0).told())
                .filteredOn(told -> "inbox".equals(told.channel()))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.sent()).isFalse();
                    assertThat(told.answer()).isEqualTo("It could not be kept: The database is away");
                });
    }

    @Test
    void an_end_that_was_not_taken_fails_the_command_although_all_is_well(Database server) throws Exception {
        scene.ownDatabase(server, "alerts");
        scene.site.is("/shop", Mood.FAILING);
        tell();
        scene.site.is("/shop", Mood.HEALTHY);
        scene.inbox.answerNext(Vendor.SLACK, Answer.json(403, "{\"error\": \"action_prohibited\"}"));
        Ran command = scene.command("health:check", "--alert");
        assertThat(command.exit()).as(command.log()).isEqualTo(1);
        assertThat(command.output()).contains("✅ Web Shop", "not told over slack");
    }

    @Test
    void one_cause_is_told_once_and_a_muted_one_not_at_all() {
        scene.site.is("/shop", Mood.FAILING);
        scene.site.is("/till", Mood.FAILING);
        scene.site.is("/news", Mood.FAILING);
        scene.file(
                "more",
                integration("http", "till", "url", scene.site.url("/till"), "depends-on", "shop"),
                integration("http", "news", "url", scene.site.url("/news"), "alert-on-failure", "false"));
        scene.set("rollcall.database.url", NO_DATABASE);
        assertThat(tell())
                .extracting(Outcome::key, outcome -> outcome.told().get(0).answer())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shop", "ok"),
                        org.assertj.core.groups.Tuple.tuple("news", "its alerts are off"),
                        org.assertj.core.groups.Tuple.tuple("till", "Web Shop is down, which it needs"));
    }

    @Test
    void beside_a_running_engine_only_that_tells(Database server) throws Exception {
        scene.ownDatabase(server, "alerts");
        scene.site.is("/shop", Mood.FAILING);
        try (Installation engine = scene.start()) {
            assertThat(tell().get(0).told())
                    .containsExactly(new Told(
                            null,
                            "",
                            null,
                            null,
                            false,
                            "an engine runs with this data folder, and tells of failures itself"));
        }
    }

    private List<Outcome> tell() {
        return SingleRun.checkAndTell(scene.settings(), List.of());
    }

    private void assertRun(int status, String output) throws Exception {
        Ran command = scene.command("health:check", "--alert");
        assertThat(command.exit()).as(command.log()).isEqualTo(status);
        assertThat(command.output()).matches(output);
    }
}
