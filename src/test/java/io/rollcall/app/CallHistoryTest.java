package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Stage;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not healthy says which way its call took, and nothing else does. */
class CallHistoryTest {
    private static final String SECRET = "sk_secret_4711";

    @TempDir
    private Path folder;

    private Vendor vendor;

    @BeforeEach
    void start() throws IOException {
        vendor = new Vendor(folder);
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void a_wrong_answer_has_its_way_and_a_right_one_has_none() {
        vendor.answers("GET /shop", 503, "").answers("GET /till", "");
        Outcome wrong = vendor.check(http("/shop"));
        assertThat(steps(wrong)).containsExactly("httpCheck.request", "to-integration", "httpCheck.answer");
        assertThat(SingleRun.json()
                        .valueToTree(wrong.details())
                        .at("/history/1")
                        .toString())
                .as("as the record keeps it")
                .matches("\\{\"step\":\"to-integration\",\"ms\":\\d+}");
        assertThat(vendor.check(http("/till")).details()).doesNotContainKey("history");
    }

    @Test
    void a_call_without_answer_ends_its_way_where_it_broke_off_with_the_time_of_all_tries() {
        vendor.stop();
        Outcome broken = vendor.check(http("/shop?token=" + SECRET));
        assertThat(broken.status()).isEqualTo(Status.DOWN);
        assertThat(steps(broken)).containsExactly("httpCheck.request", "to-integration");
        assertThat(history(broken).get(1).ms()).isBetween(200L, 30_000L);
        assertThat(history(broken).toString()).doesNotContain(SECRET, "127.0.0.1");
    }

    @Test
    void a_journey_shows_each_of_its_calls() {
        vendor.answers("GET /login", "{}").answers("GET /basket", 500, "");
        Outcome lost = vendor.check(
                """
                - templatedRoute:
                    routeTemplateRef: multi-step
                    routeId: order
                    parameters:
                      - { name: url, value: "URL" }
                      - name: steps
                        value: |
                          - { name: login, get: /login }
                          - { name: basket, get: /basket }
                """
                        .replace("URL", vendor.url()));
        assertThat(lost.message()).isEqualTo("basket: HTTP 500 instead of 200-299");
        assertThat(steps(lost))
                .startsWith("httpSteps.begin", "direct:make-steps")
                .endsWith("httpSteps.judge")
                .containsSubsequence("httpSteps.answer", "direct:make-step", "to-step", "httpSteps.answer");
    }

    @Test
    void a_kind_that_is_only_a_file_has_it_too() throws IOException {
        String page = Files.readString(Path.of("docs/integrations.md"));
        String kind = page.substring(page.indexOf("- routeTemplate:\n    id: cluster"));
        Files.writeString(folder.resolve("cluster.camel.yaml"), kind.substring(0, kind.indexOf("```")));
        vendor.answers("GET /_cluster/health", "{\"status\": \"red\"}");
        Outcome red = vendor.check(
                """
                - templatedRoute:
                    routeTemplateRef: cluster
                    routeId: search
                    parameters:
                      - { name: url, value: "URL" }
                """
                        .replace("URL", vendor.url()));
        assertThat(red.status()).isEqualTo(Status.DOWN);
        assertThat(steps(red))
                .startsWith("answers.begin")
                .endsWith("answers.judge")
                .hasSize(3);
        assertThat(history(red).toString()).doesNotContain("127.0.0.1");
    }

    @Test
    void what_was_not_called_has_no_way() {
        Outcome unknown = vendor.check(http("/shop").replace(vendor.url(), "{{env:NO_SUCH_VARIABLE}}"));
        assertThat(unknown.status()).isEqualTo(Status.UNKNOWN);
        assertThat(unknown.details()).doesNotContainKey("history");
    }

    private String http(String path) {
        return """
                - templatedRoute:
                    routeTemplateRef: http
                    routeId: shop
                    parameters:
                      - { name: url, value: "URL" }
                """
                .replace("URL", vendor.url() + path);
    }

    private static List<String> steps(Outcome outcome) {
        return history(outcome).stream().map(Stage::step).toList();
    }

    private static List<Stage> history(Outcome outcome) {
        return ((List<?>) Objects.requireNonNull(outcome.details().get("history"), outcome::toString))
                .stream().map(Stage.class::cast).toList();
    }
}
