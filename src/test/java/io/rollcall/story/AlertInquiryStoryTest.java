package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static io.rollcall.story.Scene.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Severity;
import io.rollcall.app.AlertExplanation;
import io.rollcall.app.AlertExplanation.Case;
import io.rollcall.app.AlertExplanation.Over;
import io.rollcall.app.AlertInquiry;
import io.rollcall.app.AlertInquiry.Question;
import io.rollcall.app.Installation;
import io.rollcall.story.Site.Mood;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alert explain}: who would be told, when, and why not. */
class AlertInquiryStoryTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws IOException {
        scene = new Scene(folder);
        // When it is told again is found by looking each interval, which are fewer so.
        scene.engine(Map.of("groupBy", "'...'", "groupWait", "0s", "groupInterval", "1m"));
        scene.file(
                "shop",
                integration(
                        "http",
                        "shop",
                        "name",
                        "Web Shop",
                        "url",
                        scene.site.url("/shop"),
                        "group",
                        "sales",
                        "interval",
                        "5s",
                        "alert-email",
                        "shop@example.com",
                        "quiet-hours",
                        "22:00-06:00 UTC"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_rule_about_it_says_who_is_told_over_what_and_when() throws Exception {
        scene.set("rollcall.twilio.from", "");
        assertOutput(
                """
                Web Shop (shop) at 2026-03-02T12:00:00Z
                integration-down (status == DOWN, critical)
                   → everyone, told together by group=sales integration=shop kind=http rule=integration-down severity=critical
                      slack : at once
                      email to shop@example.com : at once
                      pagerduty : at once
                Channels that are off: teams (set rollcall.teams.webhook-url), sms (set rollcall.twilio.from), \
                rollbar (set rollcall.rollbar.access-token), webhook (set rollcall.webhook.url), \
                push (set rollcall.push.enabled), inbox (set rollcall.inbox.enabled)
                """,
                "--integration",
                "shop",
                "--rule",
                "integration-down",
                "--at",
                "2026-03-02T12:00:00Z");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void an_invented_one_goes_through_the_real_router_and_what_excuses_it_is_said() throws Exception {
        assertOutput(
                """
                Web Shop (shop) at 2026-03-02T23:30:00Z
                No alert about it begins then: these are its quiet hours. What holds meanwhile waits.
                leak (no rule of this name, info)
                   → inbox, told together by group=sales integration=shop kind=http rule=leak severity=info
                      email to shop@example.com : at once
                Channels that are off: push (set rollcall.push.enabled), inbox (set rollcall.inbox.enabled)
                """,
                "--integration",
                "shop",
                "--rule",
                "leak",
                "--severity",
                "info",
                "--at",
                "2026-03-03T00:30:00+01:00");
        assertThat(scene.email()).isEmpty();
    }

    @Test
    void rules_about_numbers_that_its_checks_never_find_are_one_line() throws Exception {
        Ran command = scene.command("alert", "explain", "--integration", "shop");
        assertThat(command.exit()).as(command.log()).isZero();
        assertThat(command.log()).doesNotContain(" INFO ", "Channel off");
        assertThat(command.output())
                .containsPattern("(?m)^\\d\\d rules speak of numbers that its checks do not find:"
                        + " \\S+, \\S+, \\S+ and \\d+ more; see --all$")
                .contains("integration-down (")
                .doesNotContain("cpu_used", "not told: the channel is off");
        Ran all = scene.command("alert", "explain", "--integration", "shop", "--all");
        assertThat(all.exit()).as(all.log()).isZero();
        assertThat(all.output())
                .contains("   its checks do not find the numbers that it speaks of\n")
                .contains("      teams : not told: the channel is off; set rollcall.teams.webhook-url\n")
                .doesNotContain("rules speak");
    }

    @Test
    void its_kind_its_parameters_and_its_last_outcomes_say_which_numbers_are_found() {
        scene.file("box", integration("system", "box", "interval", "5s"));
        scene.file(
                "rules",
                rule("orders", "metric.orders_open > 5", "warning"),
                rule("orders-or-down", "metric.orders_open > 5 or status == DOWN", "warning"));
        assertThat(findable("box")).contains("cpu-high", "orders-or-down").doesNotContain("orders");
        assertThat(findable("shop")).contains("orders-or-down").doesNotContain("cpu-high", "orders");
        scene.site.is("/shop", Mood.HEALTHY);
        scene.file(
                "shop",
                integration(
                        "http",
                        "shop",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        "5s",
                        "metrics",
                        "orders_open (s) = first_byte_time"));
        assertThat(findable("shop")).contains("orders");
        try (Installation engine = scene.start()) {
            await().until(() -> scene.word("shop").equals("healthy"));
        }
        scene.file("shop", integration("http", "shop", "url", scene.site.url("/shop")));
        assertThat(findable("shop")).as("by its last outcomes").contains("orders");
    }

    private List<String> findable(String integration) {
        return AlertInquiry.ask(scene.settings(), new Question(integration, null, null, Map.of(), NOON))
                .cases()
                .stream()
                .filter(Case::findable)
                .map(Case::rule)
                .toList();
    }

    @Test
    void labels_and_group_decide_as_the_router_says() {
        Case one = ask("integration-down", Severity.WARNING, Map.of("team", "web"), NOON)
                .cases()
                .get(0);
        assertThat(one.labels())
                .containsEntry("team", "web")
                .containsEntry("group", "sales")
                .containsEntry("severity", "warning");
        assertThat(one.receivers()).singleElement().satisfies(team -> assertThat(team.receiver())
                .isEqualTo("team"));
    }

    @Test
    void what_was_told_already_is_said_with_its_time_and_when_it_is_told_again() {
        scene.site.is("/shop", Mood.FAILING);
        scene.file(
                "shop",
                integration("http", "shop", "name", "Web Shop", "url", scene.site.url("/shop"), "interval", "5s"));
        try (Installation engine = scene.start()) {
            await("told").until(() -> scene.slack().size() == 1);
            await("kept").untilAsserted(() -> {
                Case down = ask("integration-down", null, Map.of(), Instant.now())
                        .cases()
                        .get(0);
                assertThat(down.state()).isEqualTo("firing");
                Over slack = down.receivers().get(0).channels().get(0);
                assertThat(slack.toldAt()).isNotNull();
                assertThat(slack.tellsAt()).isEqualTo(slack.toldAt().plus(Duration.ofHours(12)));
            });
            assertThat(scene.slack()).hasSize(1);
        }
    }

    @Test
    void a_name_that_does_not_exist_is_answered_with_what_may_be_meant() {
        Question nobody = new Question("shopp", null, null, Map.of(), NOON);
        assertThatThrownBy(() -> AlertInquiry.ask(scene.settings(), nobody))
                .hasMessageContaining("no such integration 'shopp'; did you mean 'shop'?");
        assertThatThrownBy(() -> ask("integration-dow", null, Map.of(), NOON))
                .hasMessageContaining("did you mean 'integration-down'?");
    }

    @Test
    void programs_get_the_same() throws Exception {
        Ran command = scene.command("alert", "explain", "--integration", "shop", "--json");
        assertThat(command.exit()).as(command.log()).isZero();
        JsonNode explanation = new JsonMapper().readTree(command.output());
        assertThat(explanation.at("/cases/1/receivers/0/channels/0/channel").asText())
                .isEqualTo("slack");
        assertThat(explanation.at("/cases/1/receivers/0/channels/0/tellsAt").asText())
                .isEqualTo(explanation.path("at").asText());
    }

    private AlertExplanation ask(
            @Nullable String rule, @Nullable Severity severity, Map<String, String> labels, Instant at) {
        return AlertInquiry.ask(scene.settings(), new Question("shop", rule, severity, labels, at));
    }

    private void assertOutput(String output, String... options) throws Exception {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "alert";
        arguments[1] = "explain";
        System.arraycopy(options, 0, arguments, 2, options.length);
        Ran command = scene.command(arguments);
        assertThat(command.exit()).as(command.log()).isZero();
        assertThat(command.output()).isEqualTo(output);
    }
}
