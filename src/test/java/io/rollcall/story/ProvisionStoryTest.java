package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.app.ProvisionRun;
import io.rollcall.app.ProvisionRun.Outcome;
import io.rollcall.app.ProvisionRun.ThingOutcome;
import io.rollcall.app.Rehearsal;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Branches.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A branch's file sets up its agent and its webhook, once: the example of docs/provisioning.md. */
@ExtendWith(PostgresExtension.class)
class ProvisionStoryTest {
    private static final String AGENT = "agent-berlin";
    private static final String WEBHOOK = "bookings-webhook";

    @TempDir
    private Path folder;

    private Scene scene;
    private Sql sql;
    private Branches vendors;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "provisioning");
        vendors = new Branches();
    }

    @AfterEach
    void end() {
        vendors.close();
        scene.close();
    }

    @Test
    void what_is_declared_is_set_up_once_and_recorded_without_secrets() throws Exception {
        scene.file("berlin", example());
        assertThat(provision(true)).noneMatch(Outcome::right);
        assertThat(vendors.changes()).as("a dry run changes nothing").isEmpty();

        assertThat(actions(provision(false))).containsExactly("llm created", "agent created", "webhook created");
        assertThat(vendors.changes())
                .containsExactlyInAnyOrder("POST /create-retell-llm", "POST /create-agent", "POST /v2/webhooks");
        assertThat(vendors.agents.get("agent_4711").toString())
                .contains("\"agent_name\":\"Haarwerk - Berlin\"", "\"language\":\"de-DE\"")
                .contains("\"webhook_url\":\"https://app.example.com/webhook\"", "\"llm_id\":\"llm_4711\"");
        assertThat(vendors.llms.get("llm_4711").at("/general_tools/0/name").asText())
                .isEqualTo("book");
        assertThat(vendors.llms.get("llm_4711").path("general_prompt").asText())
                .isEqualTo("You answer the phone of Haarwerk in Berlin and make appointments.");
        assertThat(vendors.sent).anyMatch(body -> body.toString()
                .equals("{\"subscriberUrl\":\"https://app.example.com/webhook\",\"triggers\":"
                        + "[\"BOOKING_CREATED\",\"BOOKING_CANCELLED\",\"BOOKING_RESCHEDULED\"],"
                        + "\"active\":true,\"payloadTemplate\":null}"));

        assertThat(actions(provision(false))).containsExactly("llm unchanged", "agent unchanged", "webhook unchanged");
        assertThat(vendors.changes()).hasSize(3);
        assertThat(sql.column(
                        "SELECT thing || ' ' || status || ' ' || external_id || ' ' || last_action FROM provisioned"
                                + " ORDER BY 1"))
                .containsExactly(
                        "agent active agent_4711 created",
                        "llm active llm_4711 created",
                        "webhook active 4711 created");
        assertThat(sql.column("SELECT p::text FROM provisioned AS p"))
                .noneMatch(row -> row.contains(Branches.KEY) || row.contains("You answer"));
        assertThat(ProvisionRun.list(scene.settings())).hasSize(3);
    }

    @Test
    void what_somebody_changed_at_the_vendor_is_found_and_mended() throws Exception {
        scene.file("berlin", example());
        provision(false);
        vendors.agents.get("agent_4711").put("voice_id", "11labs-Bella");
        vendors.webhooks
                .get("4711")
                .put("payloadTemplate", "{}")
                .putArray("triggers")
                .add("BOOKING_CREATED");
        assertThat(provision(true))
                .extracting(Outcome::message)
                .containsExactly(
                        "Not as declared: agent would be updated: voice_id",
                        "Not as declared: webhook would be updated: triggers, payloadTemplate");
        assertThat(actions(provision(false))).containsExactly("llm unchanged", "agent updated", "webhook updated");
        assertThat(vendors.agents.get("agent_4711").path("voice_id").asText()).isEqualTo("11labs-Adrian");
        assertThat(vendors.changes()).hasSize(5).contains("PATCH /v2/webhooks/4711");

        vendors.agents.clear();
        scene.file("berlin", example().replace("Berlin }", "Berlin-Mitte }"));
        assertThat(actions(provision(false))).containsExactly("llm unchanged", "agent created", "webhook unchanged");
        scene.file("berlin", example());
        assertThat(actions(provision(false))).containsExactly("llm unchanged", "agent updated", "webhook unchanged");
        assertThat(vendors.agents).as("renamed, not made anew").hasSize(1);
    }

    @Test
    void a_thing_whose_making_was_not_confirmed_is_found_again_and_not_made_twice() throws Exception {
        scene.file("berlin", example());
        vendors.next("POST /create-agent", new Fault(true, 500, "{\"message\": \"oops\"}", ""));
        vendors.next("POST /v2/webhooks", new Fault(true, 1, "", ""));
        List<Outcome> failed = provision(false);
        assertThat(failed).noneMatch(Outcome::right);
        assertThat(failed.get(0).message()).isEqualTo("agent: HTTP 500: oops");
        assertThat(failed.get(1).message()).contains("Connection closed");
        assertThat(sql.column(
                        "SELECT thing || ' ' || status || ' ' || coalesce(error, '') FROM provisioned ORDER BY 1"))
                .contains("agent failed HTTP 500: oops", "llm active ")
                .anyMatch(row -> row.startsWith("webhook failed "));

        sql.execute("DELETE FROM provisioned");
        assertThat(provision(false)).allMatch(Outcome::right);
        assertThat(vendors.llms).hasSize(1);
        assertThat(vendors.agents).hasSize(1);
        assertThat(vendors.webhooks).hasSize(1);
        assertThat(sql.column("SELECT DISTINCT status || ' ' || last_action FROM provisioned"))
                .containsExactly("active found");
    }

    @Test
    void a_killed_command_leaves_nothing_that_is_made_twice() throws Exception {
        scene.file("berlin", example());
        vendors.next("POST /create-agent", new Fault(true, 0, "", ""));
        try (Child command = Child.of(scene, "provision")) {
            await("the agent is made").until(() -> vendors.agents.size() == 1);
            command.kill();
        }
        Ran command = scene.command("provision");
        assertThat(command.exit()).as(command.log()).isZero();
        assertThat(command.output())
                .isEqualTo(
                        """
                        ✅ Agent of Berlin
                           llm unchanged llm_4711
                           agent unchanged agent_4711
                        ✅ Webhook of Cal.com
                           webhook unchanged 4711
                        """);
        assertThat(vendors.llms).hasSize(1);
        assertThat(vendors.agents).hasSize(1);
    }

    @Test
    void a_refusal_is_told_in_the_vendors_words_without_the_key() throws Exception {
        scene.file("berlin", example().replace(Branches.KEY, "key_wrong_0815"));
        Ran command = scene.command("provision", "--dry-run", WEBHOOK);
        assertThat(command.exit()).isEqualTo(1);
        assertThat(command.output())
                .isEqualTo(
                        """
                        ❌ Webhook of Cal.com: webhook: HTTP 401: Invalid API Key: Bearer ***
                           webhook failed
                        """);
        assertThat(command.log()).doesNotContain("key_wrong_0815");
        assertThat(provision(false)).noneMatch(Outcome::right);
        assertThat(sql.column("SELECT error FROM provisioned ORDER BY thing"))
                .allMatch(error -> error.equals("HTTP 401: Invalid API Key: Bearer ***"));
    }

    @Test
    void the_file_of_a_new_branch_is_enough() throws Exception {
        scene.file("nothing", Scene.integration("http", "shop", "url", scene.site.url("/shop")));
        try (Installation running = scene.start()) {
            scene.file("berlin", example(), journey());
            await("set up").until(() -> Stream.of("branch-berlin", AGENT, WEBHOOK)
                    .allMatch(key -> scene.word(key).equals("healthy")));
            scene.file("berlin", example().replace("make appointments", "take orders"), journey());
            await("prompt changed").until(() -> vendors.llms.toString().contains("take orders"));
            await("recorded")
                    .until(() -> Tables.value(sql, "SELECT count(*) FROM provisioned WHERE last_action = 'updated'")
                            .equals("1"));
            assertThatThrownBy(() -> provision(false)).hasMessageContaining("an engine runs with this data folder");
            assertThat(provision(true)).allMatch(Outcome::right);
        }
        vendors.calls.clear();
        try (Installation again = scene.start()) {
            assertThat(again.engine().checkNow(AGENT)).isTrue();
            await("looked").until(() -> vendors.calls.contains("GET /get-agent/agent_4711"));
            assertThat(vendors.calls).as("known by its id, so not searched").doesNotContain("GET /list-retell-llms");
        }
        assertThat(vendors.llms).hasSize(1);
        assertThat(vendors.agents).hasSize(1);
        assertThat(vendors.webhooks).hasSize(1);
    }

    @Test
    void an_engine_that_may_not_only_tells() throws Exception {
        scene.set("rollcall.provision.automatic", "false");
        scene.file("berlin", example());
        try (Installation running = scene.start()) {
            await("looked").until(() -> scene.status(AGENT).path("lastCheckAt").isTextual());
            assertThat(scene.status(AGENT).path("message").asText())
                    .isEqualTo("Not as declared: llm would be created; agent would be created");
            assertThat(vendors.changes()).isEmpty();
            assertThat(provision(false)).allMatch(Outcome::right);
            await("seen")
                    .until(() -> running.engine().checkNow(AGENT)
                            && scene.word(AGENT).equals("healthy"));
        }
    }

    @Test
    void a_mistake_in_a_declaration_is_named() throws Exception {
        scene.file("berlin", example().replace("- type: custom", "- [type: custom"));
        assertThatThrownBy(() -> Rehearsal.run(scene.settings())).hasMessageContaining("things: 'agent-berlin': ");
        scene.file("berlin", example().replace("name: branch", "name: brunch"));
        assertThatThrownBy(() -> Rehearsal.run(scene.settings())).hasMessageContaining("did you mean 'branch'?");
        scene.file("berlin", example());
        assertThat(Rehearsal.run(scene.settings()).integrations()).isEqualTo(2);
    }

    private List<Outcome> provision(boolean dryRun) {
        return ProvisionRun.run(scene.settings(), List.of(), dryRun);
    }

    private static List<String> actions(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.things().stream())
                .map((ThingOutcome thing) -> thing.thing() + " " + thing.action())
                .toList();
    }

    /** The declarations of the page, at the vendors of this test. */
    private String example() throws IOException {
        String page = Files.readString(Path.of("docs/provisioning.md"));
        String yaml = page.substring(page.indexOf("```yaml\n") + 8);
        return yaml.substring(0, yaml.indexOf("```"))
                .replaceAll("\\{\\{env:\\w+}}", Branches.KEY)
                .replace(
                        "    parameters:\n",
                        "    parameters:\n      - { name: url, value: \"" + vendors.url() + "\" }\n");
    }

    /** What the branch needs is there, as another check sees it. */
    private String journey() {
        return """
                - templatedRoute:
                    routeTemplateRef: multi-step
                    routeId: branch-berlin
                    parameters:
                      - { name: url, value: "%s" }
                      - { name: interval, value: 5s }
                      - { name: depends-on, value: "agent-berlin, bookings-webhook" }
                      - { name: headers, value: "Authorization: Bearer ${token}" }
                      - { name: token, value: "%s" }
                      - name: steps
                        value: |
                          - name: agents
                            get: /list-agents
                          - name: webhooks
                            get: /v2/webhooks
                      - name: sub-checks
                        value: |
                          agent (down): path(body.agents, "$[*].agent_name") contains "Haarwerk - Berlin"
                          webhook (down): body.webhooks.data[0].active
                """
                .formatted(vendors.url(), Branches.KEY);
    }
}
