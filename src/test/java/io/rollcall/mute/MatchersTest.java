package io.rollcall.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchersTest {
    private static final Map<String, String> LABELS =
            Map.of("severity", "critical", "group", "payments", "integration", "stripe", "note", "a, \"b\" {c}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "severity=critical                              | true",
                "severity=warning                               | false",
                "severity = critical , group = payments         | true",
                "severity=critical,group=shops                  | false",
                "severity!=warning,severity=critical            | true",
                "group=~pay.*                                   | true",
                "group=~pay                                     | false",
                "group=~ay.*                                    | false",
                "group=~pay.*ts$                               | true",
                "group!~pay                                     | true",
                "group!~\"pay.*\"                               | false",
                "team=\"\"                                      | true",
                "team=                                          | true",
                "team!=x                                        | true",
                "team=~.*                                       | true",
                "team=~.+                                       | false",
                "team!~.+                                       | true",
                "{severity=\"critical\"}                        | true",
                "{severity=critical, group=\"payments\",}       | true",
                "severity=critical,                             | true",
                "\"severity\"=critical                          | true",
                "note=\"a, \\\"b\\\" {c}\"                      | true",
                "integration=~\"[a-z]{6}\"                      | true",
                "integration=~[a-z]{6}                          | true",
                "integration=~\"\\w+\"                          | true",
                "severity=~(?i)CRITICAL                         | true",
            })
    void labels_fit_as_they_do_in_alertmanager(String text, boolean fits) {
        assertThat(Matchers.parse(text).matches(LABELS)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | column 1: no matcher; write severity=critical, group=~\"pay.*\"",
                "{}                        | column 3: no matcher",
                "severity                  | column 9: after label 'severity' one of =, !=, =~ and !~ is missing",
                "severity>critical         | column 18: after label 'severity>critical' one of",
                "=critical                 | column 1: the name of a label is missing",
                "severity==critical        | column 10: label 'severity' is compared by =, !=, =~ or !~, not by ==",
                "severity=critical group=a | column 24: after 'critical group' a comma is missing",
                "a=\"b\" c=\"d\"              | column 7: a comma is missing before 'c'",
                "severity=\"critical       | column 10: the quote is not closed",
                "severity=\"a\" group=b    | column 14: a comma is missing before 'g'",
                "severity=cri\"tical\"     | column 13: a quote begins a value or ends it",
                "{severity=critical        | column 19: the brace is not closed",
                "{a=b} c=d                 | column 7: nothing may follow the closing brace",
                "a=b,group=~\"(pay\"       | column 12: '(pay' is no regular expression: missing closing )",
                "a=b,,c=d                  | column 5: the name of a label is missing",
            })
    void a_mistake_is_named_with_its_column(String text, String message) {
        assertThatThrownBy(() -> Matchers.parse(text))
                .isInstanceOf(MatcherException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team!=x", "team=~.*", "team=\"\"", "team!~.+, group!=a"})
    void where_everything_would_be_too_much_one_must_ask_for_a_value(String text) {
        assertThat(Matchers.parse(text).matches(Map.of())).isTrue();
        assertThatThrownBy(() -> Matchers.parseSelective(text))
                .hasMessageContaining("would match alerts without these labels too");
        assertThat(Matchers.parseSelective(text + ", severity=critical").matches(LABELS))
                .isTrue();
    }

    @Test
    void an_expression_may_name_alternatives() {
        assertThat(Matchers.parse("group=~\"pay|payments\"").matches(LABELS)).isTrue();
        assertThat(Matchers.parse("group=~pay|payment").matches(LABELS)).isFalse();
    }

    @Test
    void an_expression_that_others_choke_on_is_decided_at_once() {
        assertThat(Matchers.parse("note=~\"(a+)+$\"").matches(Map.of("note", "a".repeat(5_000) + "!")))
                .isFalse();
    }

    @Property
    void an_expression_matches_what_it_matches_in_re2(
            @ForAll
                    @Chars({'a', 'b', '.', '*', '?', '+', '|', '^', '{', '2', '}', '(', ')', '\\', 'Q'})
                    @StringLength(max = 8)
                    String expression,
            @ForAll @Chars({'a', 'b', '2', '.'}) @StringLength(max = 4) String value) {
        try {
            assertThat(Matcher.of("a", Matcher.Op.LIKE, expression).matches(Map.of("a", value)))
                    .isEqualTo(Pattern.matches(expression, value));
        } catch (IllegalArgumentException | PatternSyntaxException e) {
            // most texts are no expressions
        }
    }

    @Property
    void every_value_can_be_written_and_read_again(@ForAll @StringLength(max = 30) String value) {
        Matchers matchers = new Matchers(java.util.List.of(Matcher.of("note", Matcher.Op.EQUAL, value)));

        assertThat(Matchers.parse(matchers.toString())).isEqualTo(matchers);
        assertThat(Matchers.parse("{" + matchers + ",}").matches(Map.of("note", value)))
                .isTrue();
    }

    @Property
    void any_text_is_read_or_refused_with_a_column(@ForAll @StringLength(max = 40) String text) {
        try {
            Matchers.parse(text);
        } catch (MatcherException e) {
            assertThat(e.column()).isBetween(1, text.length() + 1);
        }
    }
}
