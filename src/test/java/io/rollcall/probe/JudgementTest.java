package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import io.rollcall.check.SubCheck;
import io.rollcall.condition.Document;
import io.rollcall.integration.Status;
import io.rollcall.integration.Template;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an integration's own parameters make of an answer, whatever its kind. */
class JudgementTest {
    private static final Template FILE = new Template("from-a-file", Map.of());

    private final Judgement judgement = new Judgement();

    @Test
    void the_worst_sub_check_decides_and_informational_ones_only_show() {
        String subChecks =
                """
                agents (down): len(body.agents) > 0
                credit: body.credit >= 100

                backlog (info): body.backlog < 5
                """;
        CheckResult fine = judge(Map.of("sub-checks", subChecks), "{\"agents\": [1], \"credit\": 100, \"backlog\": 9}");
        assertThat(fine.status()).isEqualTo(Status.HEALTHY);
        assertThat(fine.message()).isNull();
        assertThat(fine.subChecks())
                .extracting(SubCheck::name, SubCheck::status, SubCheck::value, SubCheck::threshold)
                .containsExactly(
                        tuple("agents", Status.HEALTHY, "1", "> 0"),
                        tuple("credit", Status.HEALTHY, "100", ">= 100"),
                        tuple("backlog", Status.DEGRADED, "9", "< 5"));

        CheckResult poor = judge(Map.of("sub-checks", subChecks), "{\"agents\": [1], \"credit\": 1, \"backlog\": 0}");
        assertThat(poor.status()).isEqualTo(Status.DEGRADED);
        assertThat(poor.message()).isEqualTo("credit: body.credit (1) >= 100");

        CheckResult bare = judge(Map.of("sub-checks", subChecks), "{\"agents\": []}");
        assertThat(bare.status()).isEqualTo(Status.DOWN);
        assertThat(bare.message())
                .isEqualTo(
                        "agents: len(body.agents) (0) > 0; credit: body.credit (missing) >= 100: body.credit is missing");
    }

    @Test
    void conditions_speak_of_the_integrations_own_metrics_in_their_units() {
        Map<String, String> parameters = Map.of(
                "metrics", "depth = body.depth\nused (%) = body.used\nage (s) = body.age\nlost (B) = body.none",
                "healthy-when", "used < 90% and age < 2m",
                "degraded-when", "depth > 10");
        CheckResult deep = judge(parameters, "{\"depth\": 11, \"used\": 89.5, \"age\": 119}");
        assertThat(deep.status()).isEqualTo(Status.DEGRADED);
        assertThat(deep.message()).isEqualTo("Degraded: depth (11) > 10");
        assertThat(deep.metrics())
                .extracting(Metric::name, Metric::unit, Metric::value)
                .containsExactly(tuple("depth", "", 11.0), tuple("used", "%", 89.5), tuple("age", "s", 119.0));

        CheckResult full = judge(parameters, "{\"depth\": 1, \"used\": 90, \"age\": 0}");
        assertThat(full.message()).isEqualTo("Not healthy: used (90%) < 90% and age (0ms) < 2m");
    }

    @Test
    void conditions_see_the_largest_of_several_of_one_name() {
        Findings findings = new Findings()
                .metric(new Metric("queue_size", "", 7, Map.of("queue", "low")))
                .metric(new Metric("queue_size", "", 12, Map.of("queue", "high")))
                .metric(new Metric("queue_size", "", Double.NaN, Map.of("queue", "odd")));
        assertThat(findings.value("queue_size")).isEqualTo(12.0);
        assertThat(findings.metrics())
                .extracting(Metric::key)
                .containsExactly("queue_size{queue=low}", "queue_size{queue=high}");
    }

    @Test
    void secrets_in_an_answer_do_not_reach_a_sub_check() {
        CheckResult leaky = judge(
                Map.of("password", "open-sesame", "sub-checks", "word: body.word == \"other\""),
                "{\"word\": \"open-sesame\"}");
        assertThat(leaky.toString()).doesNotContain("open-sesame");
        assertThat(leaky.subChecks())
                .singleElement()
                .extracting(SubCheck::value)
                .isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sub-checks   | no colon             | line 1, column 1: 'no colon' is no sub-check; write name: condition
                    sub-checks   | a (loud): body.x > 1 | line 1, column 4: 'loud' is no level; write degraded, down or info, or leave it out
                    sub-checks   | a: bdy.x > 1         | line 1, column 1: unknown variable 'bdy.x'; Known: age.<name>, body[.<path>], depth, duration, error.<name>, header.<name>, latency, latency.<name>, status.<name>
                    metrics      | Depth = body.x       | line 1, column 1: 'Depth' names no metric; write name or name (unit)
                    metrics      | rollcall_x = body.x  | line 1, column 1: names that begin with rollcall_ are the engine's own
                    metrics      | x = "text"           | line 1, column 1: expected a number, and "text" is text
                    healthy-when | depth < 5s           | column 9: depth is a number and 5s is a duration; compare depth with a number, such as 1000
                    """)
    void a_mistake_is_named_with_its_line_and_what_would_be_right(String parameter, String text, String complaint) {
        Map<String, String> values = parameter.equals("metrics")
                ? Map.of("metrics", text)
                : Map.of(parameter, text, "metrics", "depth = body.d");
        assertThat(new Kinds().complaint(FILE, parameter, values)).isEqualTo(complaint);
    }

    private CheckResult judge(Map<String, String> parameters, String body) {
        Findings findings = new Findings().fact("body", new Document(body));
        return judgement.judge(Checks.of("from-a-file", Duration.ofSeconds(5), parameters), findings);
    }
}
