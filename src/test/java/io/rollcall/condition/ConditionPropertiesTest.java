package io.rollcall.condition;

import static io.rollcall.condition.Words.VOCABULARY;
import static io.rollcall.condition.Words.check;
import static io.rollcall.condition.Words.condition;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ConditionPropertiesTest {
    private static final String[] WORDS =
            ("body .a [0] ['b'] and or not ( ) == != < >= contains matches latency status DOWN 800ms -5 10% 1.5MB"
                            + " 'x' \"(\" null true has( len( for 5 minutes header.x code \\ ' \" '(a*)*' '['"
                            + " path( , '$.a' '$..[' '$[?(@.a>1)]'")
                    .split(" ");

    private static final String JSON = "{\"a\": 1, \"b\": \"x\", \"c\": null, \"d\": [1], \"e\": true}";

    @Property
    void what_is_written_reads_back_the_same(@ForAll("nodes") Node node) {
        String text = node.text(Operand::toString);
        assertThat(condition(text).node()).as(text).isEqualTo(node);
    }

    @Property(tries = 5000)
    void any_text_is_a_condition_or_a_named_mistake(@ForAll("texts") String text) {
        try {
            TimedCondition.parse(text, VOCABULARY).condition().holds(check(JSON));
        } catch (ConditionException e) {
            assertThat(e.column()).isBetween(1, text.length() + 1);
            assertThat(e.getMessage()).startsWith("column " + e.column() + ": ");
        }
    }

    @Property
    void every_condition_is_evaluated_and_explained(@ForAll("nodes") Node node, @ForAll("bodies") String body) {
        Verdict verdict = new Condition("", node).holds(check(body));
        assertThat(verdict.truth()).isEqualTo(node.truth(check(body)));
        assertThat(node.undecidedBecause(check(body)) == null).isEqualTo(verdict.decided());
    }

    @Property
    void and_or_and_not_obey_their_laws(
            @ForAll("parts") String a, @ForAll("parts") String b, @ForAll("parts") String c) {
        same(a + " and " + b, b + " and " + a);
        same(a + " or " + b, b + " or " + a);
        same("(" + a + " and " + b + ") and " + c, a + " and (" + b + " and " + c + ")");
        same("(" + a + " or " + b + ") or " + c, a + " or (" + b + " or " + c + ")");
        same(a + " and (" + b + " or " + c + ")", a + " and " + b + " or " + a + " and " + c);
        same("not (" + a + " and " + b + ")", "not (" + a + ") or not (" + b + ")");
        same("not (" + a + " or " + b + ")", "not (" + a + ") and not (" + b + ")");
        same("not not (" + a + ")", a);
        same(a + " and (" + a + " or " + b + ")", a);
    }

    @Property
    void decided_parts_give_what_java_gives(@ForAll boolean a, @ForAll boolean b, @ForAll boolean c) {
        String text = "%s and %s or not %s".formatted(part(a), part(b), part(c));
        assertThat(condition(text).truth(check(JSON))).isEqualTo(Truth.of(a && b || !c));
    }

    @Property
    void numbers_compare_as_decimals(@ForAll("decimals") BigDecimal a, @ForAll("decimals") BigDecimal b) {
        Facts facts = check("{\"a\": " + a.toPlainString() + "}");
        String right = " " + b.toPlainString();
        int order = a.compareTo(b);
        assertThat(condition("body.a <" + right).holds(facts).holds()).isEqualTo(order < 0);
        assertThat(condition("body.a <=" + right).holds(facts).holds()).isEqualTo(order <= 0);
        assertThat(condition("body.a ==" + right).holds(facts).holds()).isEqualTo(order == 0);
        assertThat(condition("body.a !=" + right).holds(facts).holds()).isEqualTo(order != 0);
        assertThat(condition("body.a >=" + right).holds(facts).holds()).isEqualTo(order >= 0);
        assertThat(condition("body.a >" + right).holds(facts).holds()).isEqualTo(order > 0);
    }

    @Property
    void a_missing_value_makes_no_comparison_hold_nor_its_opposite(@ForAll("missing") String comparison) {
        assertThat(condition(comparison).truth(check(JSON))).isEqualTo(Truth.UNDECIDED);
        assertThat(condition("not (" + comparison + ")").truth(check(JSON))).isEqualTo(Truth.UNDECIDED);
        assertThat(condition("has(body.gone) and " + comparison).truth(check(JSON)))
                .isEqualTo(Truth.FALSE);
    }

    private static void same(String left, String right) {
        assertThat(condition(left).truth(check(JSON)))
                .isEqualTo(condition(right).truth(check(JSON)));
    }

    private static String part(boolean value) {
        return value ? "code == 200" : "code == 404";
    }

    @Provide
    Arbitrary<Node> nodes() {
        return Nodes.any();
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(JSON, "[]", "[[1], {\"a\": 2}]", "", "no json", "\"DOWN\"", "12");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(WORDS);
        Arbitrary<String> wordy = Arbitraries.frequencyOf(Tuple.of(9, words), Tuple.of(1, Arbitraries.just(" ")))
                .list()
                .ofMaxSize(14)
                .map(list -> String.join("", list));
        Arbitrary<String> spaced = words.list().ofMaxSize(14).map(list -> String.join(" ", list));
        return Arbitraries.oneOf(
                wordy,
                spaced,
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings().ascii());
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.of("code == 200", "code == 404", "body.gone == 1", "body.e", "body.a != 1");
    }

    @Provide
    Arbitrary<String> missing() {
        return Arbitraries.of(
                "body.gone == 0",
                "body.gone != 5",
                "body.gone < 1000",
                "body.gone > -1",
                "len(body.gone) < 5",
                "body.gone == ''",
                "body.gone != ''",
                "body.gone contains ''",
                "body.gone matches '.*'",
                "body.gone == null",
                "body.gone != null",
                "body.gone == body.gone",
                "path(body, '$.gone') == 1",
                "path(body, '$.gone[?(@.x > 1)]') contains 1",
                "len(path(body, '$.gone[*]')) == 0",
                "body.gone == DOWN");
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        BigDecimal limit = BigDecimal.valueOf(1000);
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals().between(limit.negate(), limit).ofScale(1),
                Arbitraries.bigDecimals().ofScale(18),
                Arbitraries.of("1.9", "1.0", "1", "1.00", "0", "-0.0").map(BigDecimal::new));
    }
}
