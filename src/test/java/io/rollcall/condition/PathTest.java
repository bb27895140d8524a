package io.rollcall.condition;

import static io.rollcall.condition.Words.body;
import static io.rollcall.condition.Words.condition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSONPath in conditions. */
class PathTest {
    private static final String AGENTS =
            """
            {"agents": [
                {"name": "ann", "status": "active", "calls": 3},
                {"name": "bob", "status": "failed", "calls": 0.5},
                {"name": "cid", "status": "active", "calls": null}],
             "none": [], "when": null, "size": 3}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "len(path(body, \"$.agents[?(@.status != 'active')]\")) == 1 | TRUE",
                "len(path(body, \"$.agents[?(@.status == 'gone')]\")) == 0 | TRUE",
                "len(path(body, '$.agents')) == 3 | TRUE",
                "len(path(body, '$.none[*]')) == 0 | TRUE",
                "path(body, '$.agents[*].name') contains 'bob' | TRUE",
                "path(body, '$..name') contains 'zoe' | FALSE",
                "path(body.agents, '$[?(@.calls > 1)].name') contains 'ann' | TRUE",
                "path(body.agents[1], '$.calls') < 1 | TRUE",
                "path(body, '$.agents[0].name') == 'ann' | TRUE",
                "path(body, '$.agents[0].name') matches 'a.*' | TRUE",
                "path(body, '$.agents[2].calls') == null | TRUE",
                "path(body, '$.when') == null | TRUE",
                "path(body, '$.agents.length()') == path(body, '$.size') | TRUE",
                "path(body, '$.agents[7].name') == 'x' | UNDECIDED",
                "has(path(body, '$.agents[7].name')) | FALSE",
                "has(path(body, '$.when')) | TRUE",
                "has(path(body, '$.gone[*]')) | FALSE",
                "len(path(body, '$.gone[?(@.x == 1)]')) == 0 | UNDECIDED",
                "path(body, '$.agents[*].calls') == 3 | UNDECIDED",
            })
    void a_path_finds_a_value_or_a_list(String text, Truth truth) {
        assertThat(condition(text).truth(body(AGENTS))).isEqualTo(truth);
    }

    @Test
    void what_is_missing_is_named() {
        Condition condition = condition("path(body, '$.a.b') == 1");
        assertThat(condition.holds(body("{}")).explanation())
                .isEqualTo("path(body, \"$.a.b\") (missing) == 1: path(body, \"$.a.b\") is missing");
        assertThat(condition.holds(body("<html>")).explanation()).endsWith(": body is not JSON");
        assertThat(condition.holds(Words.NOTHING).explanation()).endsWith(": body is missing");
    }

    @Test
    void a_path_looks_into_maps_and_lists_as_well() {
        Facts facts = Map.of("details", Map.of("rows", List.of(Map.of("n", 1), Map.of("n", 2))))::get;
        assertThat(condition("path(details, '$.rows[*].n') contains 2").truth(facts))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void a_metric_can_be_what_a_path_finds() {
        Facts facts = body(AGENTS);
        assertThat(Expression.parse("path(body, '$.agents[1].calls')", Words.VOCABULARY)
                        .number(facts))
                .hasValue(0.5);
        assertThat(Expression.parse("len(path(body, '$.agents[*]'))", Words.VOCABULARY)
                        .number(facts))
                .hasValue(3);
    }
}
