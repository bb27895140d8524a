package io.rollcall.condition;

import static io.rollcall.condition.Words.body;
import static io.rollcall.condition.Words.check;
import static io.rollcall.condition.Words.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final String JSON =
            """
            {"status": "ok", "queue": 7, "ratio": 1.9, "big": 12345678901234567890, "deep": {"a b": [1, {"x": true}]},
             "nothing": null, "items": [{"state": "UP"}, {"state": "down"}], "tags": ["eu", 5, null], "empty": "",
             "checks": {"cassandra:time": [{"observedValue": 250}]}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body.status == \"ok\" and latency < 800ms",
                "body.status == 'ok'",
                "body.status == OK",
                "body.status != \"OK\"",
                "body.queue == 7",
                "body.queue == 7.000",
                "body.queue >= 7 and body.queue <= 7 and body.queue > 6.99 and body.queue < 7.01",
                "body.big == 12345678901234567890",
                "body.ratio != 1.0",
                "body.ratio > 1.5",
                "7 == body.queue",
                "body.nothing == null and body.status != null",
                "body.items[1].state == DOWN",
                "body.deep[\"a b\"][1].x",
                "body.deep['a b'][1].x == true",
                "body.checks[\"cassandra:time\"][0].observedValue < 300",
                "body.tags contains \"eu\" and body.tags contains 5",
                "not body.tags contains \"us\"",
                "not (body.tags contains '5')",
                "body contains '\"status\": \"ok\"'",
                "body.status matches \"o.\"",
                "not (body.status matches \"o\")",
                "name matches '\\w+'",
                "body matches '.*status.*'",
                "len(body.items) == 2 and len(body.deep) == 1 and len(body.status) == 2 and len(body.empty) == 0",
                "len(body) == 10",
                "has(body.status) and has(body.nothing) and not has(body.gone) and not has(consecutive_failures)",
                "has(body) and has(latency) and has(body.items[1]) and not has(body.items[2])",
                "has(body.gone) == false",
                "error_rate > 10% and error_rate < 10.6%",
                "heap == 6MB and heap > 5.5MB and heap < 1GB and heap > 6143KB and heap == 6291456B",
                "latency == 0.12s and latency < 1m and latency < 1h and latency < 1d",
                "status == DOWN and status == \"down\" and status != HEALTHY",
                "header.content-type == 'application/json'",
                "not short_circuited and short_circuited == false",
                "code < 300 or code == 404 and latency > 5s",
                "(code == 404 or code == 200) and latency < 5s",
                "body.status == body.status and body.queue < body.ratio or code > body.queue",
            })
    void a_true_condition_holds(String text) {
        Verdict verdict = condition(text).holds(check(JSON));
        assertThat(verdict).as(verdict.explanation()).matches(Verdict::holds).matches(Verdict::decided);
        assertThat(condition(text).truth(check(JSON))).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body.status == \"fine\" | body.status (ok) == \"fine\"",
                "latency > 800ms and code == 200 | latency (120ms) > 800ms and code (200) == 200",
                "not (code == 200) | not (code (200) == 200)",
                "body.ratio < 1.5 | body.ratio (1.9) < 1.5",
                "len(body.items) < 2 | len(body.items) (2) < 2",
                "has(body.gone) | has(body.gone) (false)",
                "body.empty == 'x' | body.empty (\"\") == \"x\"",
                "body.tags contains 6 | body.tags (list of 3) contains 6",
                "error_rate > 80% | error_rate (10.5%) > 80%",
                "heap > 1GB | heap (6MB) > 1GB",
                "status == HEALTHY | status (DOWN) == HEALTHY",
                "(code == 1 or code == 2) and name != 'x' | (code (200) == 1 or code (200) == 2) and name (Stripe) != \"x\"",
            })
    void a_false_condition_is_explained_with_its_values(String text, String explanation) {
        assertThat(condition(text).holds(check(JSON))).isEqualTo(new Verdict(Truth.FALSE, explanation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body.gone < 1000 | body.gone (missing) < 1000: body.gone is missing",
                "body.gone != 5 | body.gone (missing) != 5: body.gone is missing",
                "body.gone == null | body.gone (missing) == null: body.gone is missing",
                "not (body.gone == 5) | not (body.gone (missing) == 5): body.gone is missing",
                "not (body.gone matches 'x') | not (body.gone (missing) matches \"x\"): body.gone is missing",
                "len(body.gone) < 5 | len(body.gone) (missing) < 5: body.gone is missing",
                "body.gone.deeper == 1 | body.gone.deeper (missing) == 1: body.gone is missing",
                "body.items[9].state == 1 | body.items[9].state (missing) == 1: body.items[9] is missing",
                "body.status.code == 1 | body.status.code (missing) == 1: body.status.code is missing",
                "not body.gone | not body.gone (missing): body.gone is missing",
                "consecutive_failures < 3 | consecutive_failures (missing) < 3: consecutive_failures is missing",
                "code == 200 and body.gone != 5 | code (200) == 200 and body.gone (missing) != 5: body.gone is missing",
                "body.status < 5 | body.status (ok) < 5: body.status is text and 5 is a number",
                "body.queue != '7' | body.queue (7) != \"7\": body.queue is a number and \"7\" is text",
                "body.nothing != 5 | body.nothing (null) != 5: body.nothing is null and 5 is a number",
                "body.items == 5 | body.items (list of 2) == 5: body.items is a list and 5 is a number",
                "body.status | body.status (ok): body.status is text and not true or false",
                "len(body.queue) > 0 | len(body.queue) (missing) > 0: body.queue is a number and has no length",
                "body.deep contains 'a b' | body.deep (object of 1) contains \"a b\": body.deep is an object and \"a b\" is text",
                "body.queue matches '7' | body.queue (7) matches \"7\": body.queue is a number, to which matches does not apply",
                "body.items == body.tags | body.items (list of 2) == body.tags (list of 3): body.items is a list, to which == does not apply",
            })
    void an_unresolved_value_never_holds_and_says_why(String text, String explanation) {
        Verdict verdict = condition(text).holds(check(JSON));
        assertThat(verdict).isEqualTo(new Verdict(Truth.UNDECIDED, explanation));
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.decided()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "has(body.gone) and body.gone < 5, FALSE",
        "body.gone < 5 and has(body.gone), FALSE",
        "not has(body.gone) or body.gone < 5, TRUE",
        "body.gone < 5 or not has(body.gone), TRUE",
        "not (has(body.gone) and body.gone < 5), TRUE",
        "body.gone < 5 or code == 200, TRUE",
        "body.gone < 5 or code == 404, UNDECIDED",
        "body.gone < 5 and code == 404, FALSE",
    })
    void what_does_not_depend_on_a_missing_value_is_decided(String text, Truth truth) {
        assertThat(condition(text).truth(check(JSON))).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({
        "code == 200, true",
        "body.a < 5, false",
        "body.a < 5 and code == 200, false",
        "body.a < 5 or code == 200, true",
        "body.a < code, false",
        "not (body.a < 5), false",
        "not (body.a < 5 and code == 200), true",
        "not has(body.a), true",
        "has(body.a) == false, true",
    })
    void what_can_only_hold_with_what_is_missing_can_never_hold(String text, boolean canHold) {
        assertThat(condition(text).canHold(name -> !name.equals("body"))).isEqualTo(canHold);
    }

    @Test
    void only_what_leaves_the_whole_undecided_is_given_as_the_reason() {
        String text = "(body.a == 1 and has(body.a)) or body.b == 2";
        assertThat(condition(text).holds(body("{}")).explanation()).endsWith(": body.b is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "<html>", "{\"a\": 1} trailing", "{\"a\":", "nil"})
    void a_body_that_is_no_json_leaves_its_parts_undecided(String text) {
        Verdict verdict = condition("body.a != 1").holds(body(text));
        assertThat(verdict.decided()).isFalse();
        assertThat(verdict.explanation()).endsWith("body is not JSON");
        assertThat(condition("len(body) == " + text.length()).holds(body(text)).holds())
                .isTrue();
    }

    @Test
    void a_body_that_is_a_list_is_counted_by_its_entries() {
        assertThat(condition("len(body) == 2 and body[1].x == 3")
                        .holds(body("[1, {\"x\": 3}]"))
                        .holds())
                .isTrue();
    }

    @Test
    void nothing_measured_makes_no_comparison_true() {
        assertThat(condition("code < 300").truth(Words.NOTHING)).isEqualTo(Truth.UNDECIDED);
        assertThat(condition("not (code >= 300)").truth(Words.NOTHING)).isEqualTo(Truth.UNDECIDED);
    }

    @Test
    void values_are_shown_on_one_line_and_cut_to_a_hundred_characters() {
        String explanation =
                condition("body == 'x'").holds(body("a\nb\t" + "c".repeat(500))).explanation();
        assertThat(explanation).isEqualTo("body (a b " + "c".repeat(96) + "…) == \"x\"");
    }

    @Test
    void maps_and_lists_serve_as_json_too() {
        Map<String, Object> details = new HashMap<>();
        details.putAll(Map.of("depth", 12, "lists", Arrays.asList(1, null), "up", true, "f", 0.1f));
        details.put("nothing", null);
        Facts facts = name -> details;
        assertThat(condition("details.depth > 11.5 and details.lists[0] == 1 and details.up and details.f == 0.1")
                        .holds(facts)
                        .holds())
                .isTrue();
        assertThat(condition("details.lists[1] == null and not has(details.lists[2])")
                        .holds(facts)
                        .holds())
                .isTrue();
        String keys = "details.nothing == null and not has(details.nan) and len(details) == 5";
        assertThat(condition(keys).holds(facts).holds()).isTrue();
    }

    @Test
    void not_a_number_is_no_value() {
        assertThat(condition("error_rate != 5%").holds(name -> Double.NaN).explanation())
                .isEqualTo("error_rate (missing) != 5%: error_rate is not a finite number");
    }

    @Test
    void an_endless_regular_expression_is_given_up() {
        Verdict slow = condition("body matches '(a+)+b'").holds(body("a".repeat(5000)));
        assertThat(slow.explanation()).endsWith("the regular expression takes too long on body");
        Verdict deep = condition("body matches '(a|b)*c'").holds(body("ab".repeat(500_000)));
        assertThat(deep.decided()).isFalse();
    }

    @Test
    void a_long_text_is_searched_to_its_end() {
        String text = "status" + "x".repeat(1_000_000);
        assertThat(condition("body matches '.*status.*'").holds(body(text)).holds())
                .isTrue();
        assertThat(condition("body matches '.*absent.*'").truth(body(text))).isEqualTo(Truth.FALSE);
    }

    @Test
    void a_fact_of_another_type_than_declared_is_a_fault_of_the_program() {
        assertThatThrownBy(() -> condition("latency < 5ms").truth(name -> 5L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latency is declared as a duration, but its value is a java.lang.Long");
    }

    @Test
    void a_condition_keeps_its_text() {
        assertThat(condition(" latency   < 1000ms ")).hasToString(" latency   < 1000ms ");
    }
}
