package io.rollcall.condition;

import static io.rollcall.condition.Words.VOCABULARY;
import static io.rollcall.condition.Words.condition;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionMistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "latncy < 5ms | column 1: unknown variable 'latncy'; did you mean latency? Known: ",
                "code == 1 and Latency < 5ms | column 15: unknown variable 'Latency'; did you mean latency? Known: ",
                "service.state == DOWN | column 1: unknown variable 'service.state'; did you mean service.status? ",
                "zzzzzzzz == 1 | column 1: unknown variable 'zzzzzzzz'; Known: body[.<path>], code, ",
                "latency.p99 < 5ms | column 1: latency is a duration and has no parts; write latency alone",
                "header.a[0] == 'x' | column 1: unknown variable 'header.a[0]'; ",
                "STATUS == DOWN | column 1: 'STATUS' is a word, not a variable; did you mean status?",
                "1 < 2 | column 1: there is no variable to compare",
                "true | column 1: there is no variable to compare",
                "status == DWON | column 11: status is never DWON; did you mean DOWN? It is one of HEALTHY, DEGRADED",
                "status == 'up' | column 11: status is never up; It is one of HEALTHY",
                "status == 5 | column 11: status is text and 5 is a number; compare status with text, such as HEALTHY",
                "latency > 500 | column 11: latency is a duration and 500 is a number; compare latency with a duration, such as 800ms",
                "error_rate > 10 | column 14: error_rate is a percentage and 10 is a number; compare error_rate with a percentage, such as 10%",
                "5 < heap | column 1: 5 is a number and heap is a size; compare heap with a size, such as 5MB",
                "code == '200' | column 9: code is a number and \"200\" is text; compare code with a number, such as 1000",
                "body.ms < 800ms | column 11: body.ms is a JSON value and 800ms is a duration; JSON carries no unit, so compare it",
                "name < 'x' | column 6: < compares quantities, and name is text; write == or !=",
                "short_circuited > false | column 17: > compares quantities, and short_circuited is true or false",
                "body.a < body.b and body.a < 'x' | column 28: < compares quantities, and \"x\" is text",
                "latency | column 1: latency is a duration and must be compared, as in latency > 800ms",
                "not status | column 5: status is text and must be compared, as in status == HEALTHY",
                "latency == null | column 9: latency is never null; has(latency) tells whether it is known",
                "body.x < null | column 8: null can only be compared with == and !=",
                "latency < 5min | column 12: unknown unit 'min'; write one of ms, s, m, h, d, %, B, KB, MB, GB",
                "heap < 5kb | column 9: unknown unit 'kb'",
                "heap < 5. | column 8: '5.' is no number",
                "heap < 5.1.2KB | column 8: '5.1.2KB' is no number",
                "latency < 500 ms | column 11: latency is a duration and 500 is a number",
                "latency < 99999d | column 11: a duration has at most 36500d",
                "latency < 0.0000001ms | column 11: a duration is a whole number of nanoseconds",
                "code = 200 | column 6: '=' means nothing here; write ==",
                "code === 200 | column 8: '=' means nothing here; write ==",
                "code == 200 && code == 1 | column 13: '&' means nothing here; write and",
                "!short_circuited | column 1: '!' means nothing here; write not",
                "name == “x” | column 9: '“' means nothing here; write \"",
                "code == 200 AND code == 1 | column 13: expected and, or or the end, found 'AND'; write it in lower case",
                "code == 200 code == 1 | column 13: expected and, or or the end, found 'code'",
                "1 < code < 5 | column 10: expected and, or or the end, found '<'",
                "code is 200 | column 6: expected ==, !=, <, <=, >, >=, contains or matches after code, found 'is'",
                "code == | column 8: expected a variable or a value, found the end",
                "code == and | column 9: expected a variable or a value, found 'and'",
                "(code == 1 | column 11: expected ')', found the end",
                "code == 1) | column 10: expected and, or or the end, found ')'",
                "len(latency) > 5 | column 1: len counts text, lists and objects, and latency is a duration",
                "len(body > 5 | column 10: expected ')', found '>'",
                "has('x') | column 5: expected a variable, found 'x'",
                "body. == 1 | column 6: a name is missing after '.'",
                "body[x] == 1 | column 6: a position such as [0] or a key such as [\"a key\"] belongs after '['",
                "body[1 == 1 | column 7: ']' is missing",
                "name == 'x | column 9: the closing ' is missing",
                "name contains 5 | column 15: text in quotes belongs after contains, not 5",
                "body.tags contains 5ms | column 20: text in quotes belongs after contains, not 5ms",
                "name contains DOWN | column 15: text in quotes belongs after contains, not DOWN",
                "code contains 5 | column 1: contains looks into text or a list, and code is a number",
                "name matches x | column 14: a regular expression in quotes belongs after matches, not 'x'",
                "name matches '(' | column 14: the regular expression is wrong near its position 2: Unclosed group",
                "code matches '5' | column 1: matches looks at a text variable, and code is a number",
                "path(body, '$.a[') == 1 | column 12: the path is wrong: a bracket or a quote in it is not closed",
                "path(body, '$.a[?(@.b == 1]') == 1 | column 12: the path is wrong: a bracket or a quote",
                "path(body, '') == 1 | column 12: a path begins with $, as in $.items[0].name",
                "path(body, 'a.b') == 1 | column 12: a path begins with $, as in $.items[0].name",
                "path(body, '$.a[?(@.b =~ /x/)]') == 1 | column 12: a path has no regular expressions; write matches",
                "len(path(body, '$.a..')) == 1 | column 16: the path is wrong: Path must not end with a '.' or '..'",
                "path(body, x) == 1 | column 12: a path in quotes belongs after the comma, not 'x'",
                "path(body) == 1 | column 10: expected ',', found ')'",
                "path(name, '$.a') == 1 | column 6: path looks into JSON, and name is text",
                "path == 1 | column 1: unknown variable 'path'",
                "path(body, '$.a') == 5ms | column 22: path(body, \"$.a\") is a JSON value and 5ms is a duration",
                "code == 1 for 5m | column 11: expected and, or or the end, found 'for'",
            })
    void a_mistake_is_named_with_its_column_and_what_would_be_right(String text, String message) {
        assertThatThrownBy(() -> condition(text))
                .isInstanceOf(ConditionException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void an_empty_condition_is_a_mistake() {
        assertThatThrownBy(() -> condition("  "))
                .isInstanceOf(ConditionException.class)
                .hasMessage("column 3: expected a variable or a value, found the end");
    }

    @Test
    void a_condition_beyond_measure_is_a_mistake() {
        assertThatThrownBy(() -> condition("not ".repeat(60) + "short_circuited"))
                .hasMessageEndingWith("nested deeper than 50");
        assertThatThrownBy(() -> condition("(".repeat(3000))).hasMessageEndingWith("nested deeper than 50");
        assertThatThrownBy(() -> condition("x".repeat(5000))).hasMessageEndingWith("longer than 4000 characters");
    }

    @Test
    void a_vocabulary_refuses_names_that_no_condition_could_write() {
        assertThatThrownBy(() -> VOCABULARY.with("LATENCY", Type.DURATION)).hasMessageContaining("'LATENCY'");
        assertThatThrownBy(() -> VOCABULARY.with("and", Type.DURATION)).hasMessageContaining("'and'");
        assertThatThrownBy(() -> VOCABULARY.with("x.", Type.TEXT)).hasMessageContaining("'x.'");
        assertThatThrownBy(() -> VOCABULARY.withPrefix("x", Type.TEXT)).hasMessageContaining("ends with a dot");
        assertThatThrownBy(() -> VOCABULARY.withWords("x", List.of("down"))).hasMessageContaining("upper case");
    }
}
