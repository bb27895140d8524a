package io.rollcall.condition;

import io.rollcall.condition.Node.Joined;
import io.rollcall.condition.Node.Junction;
import io.rollcall.condition.Node.Not;
import io.rollcall.condition.Operand.Found;
import io.rollcall.condition.Operand.Length;
import io.rollcall.condition.Operand.Literal;
import io.rollcall.condition.Operand.Presence;
import io.rollcall.condition.Operand.Variable;
import io.rollcall.condition.Value.Bool;
import io.rollcall.condition.Value.Quantity;
import io.rollcall.condition.Value.Text;
import io.rollcall.condition.Value.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary conditions: every kind of node and operand that the parser can give for the tests' vocabulary. */
final class Nodes {
    private Nodes() {}

    static Arbitrary<Node> any() {
        return nested(3);
    }

    private static Arbitrary<Node> nested(int depth) {
        if (depth == 0) {
            return simple();
        }
        Arbitrary<Node> joined = Combinators.combine(
                        Arbitraries.of(Junction.class),
                        nested(depth - 1).list().ofMinSize(2).ofMaxSize(3))
                .as(Joined::new);
        return Arbitraries.oneOf(simple(), joined, nested(depth - 1).map(Not::new));
    }

    private static Arbitrary<Node> simple() {
        Arbitrary<Op> ops = Arbitraries.of(Op.class).filter(op -> op != Op.CONTAINS);
        Arbitrary<Op> equality = Arbitraries.of(Op.EQUAL, Op.NOT_EQUAL);
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(8);
        Arbitrary<Literal> texts = text.map(t -> Literal.of(new Text(t)));
        Arbitrary<Literal> flags = Arbitraries.of(true, false).map(b -> Literal.of(new Bool(b)));
        Arbitrary<Variable> paths = paths();
        return Arbitraries.oneOf(
                Combinators.combine(paths, ops, decimals().map(n -> quantity(n, Type.NUMBER)))
                        .as(Comparison::new),
                Combinators.combine(durations(), ops, Arbitraries.just(variable("latency", Type.DURATION)))
                        .as(Comparison::new),
                Combinators.combine(Arbitraries.just(variable("heap", Type.SIZE)), ops, sizes())
                        .as(Comparison::new),
                Combinators.combine(
                                Arbitraries.just(variable("memory", Type.PERCENT)),
                                ops,
                                decimals().map(n -> quantity(n, Type.PERCENT)))
                        .as(Comparison::new),
                Combinators.combine(paths, equality, Arbitraries.oneOf(texts, flags))
                        .as(Comparison::new),
                Combinators.combine(
                                paths, equality, Arbitraries.of("DOWN", "A1_B").map(w -> Literal.of(new Word(w))))
                        .as(Comparison::new),
                Combinators.combine(paths, texts).as((path, part) -> new Comparison(path, Op.CONTAINS, part)),
                Combinators.combine(paths, ops, paths.map(Length::new)).as(Comparison::new),
                Combinators.combine(paths, ops, found()).as(Comparison::new),
                Combinators.combine(found().map(Length::new), ops, paths).as(Comparison::new),
                found().map(found -> new Flag(new Presence(found))),
                Combinators.combine(paths, text).as((p, t) -> new Matches(p, Pattern.compile(Pattern.quote(t)))),
                Combinators.combine(paths, Arbitraries.of(true, false)).as(NullTest::new),
                paths.map(path -> new Flag(new Presence(path))),
                paths.map(Flag::new));
    }

    private static Arbitrary<Found> found() {
        Arbitrary<String> queries = Arbitraries.of(
                "$",
                "$.a",
                "$..a",
                "$.a[?(@.b != 'x')].c",
                "$['a \"quoted\" key']",
                "$.d[0:2]",
                "$.a.length()",
                "$[*]");
        Arbitrary<Variable> whole = Arbitraries.just(new Variable("body", "body", List.of(), Type.TEXT));
        return Combinators.combine(Arbitraries.oneOf(paths(), whole), queries.map(Query::parse))
                .as(Found::new);
    }

    private static Arbitrary<Variable> paths() {
        Arbitrary<Step> keys = Arbitraries.oneOf(
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .withChars("-_$@")
                                .ofMaxLength(5),
                        Arbitraries.strings().ofMaxLength(5))
                .map(Step.Key::new);
        Arbitrary<Step> indexes = Arbitraries.integers().between(0, 999_999_999).map(Step.Index::new);
        return Arbitraries.oneOf(keys, indexes).list().ofMinSize(1).ofMaxSize(3).map(Nodes::path);
    }

    private static Variable path(List<Step> steps) {
        StringBuilder name = new StringBuilder("body");
        steps.forEach(step -> step.write(name));
        return new Variable(name.toString(), "body", steps, Type.JSON);
    }

    private static Variable variable(String name, Type type) {
        return new Variable(name, name, List.of(), type);
    }

    private static Arbitrary<BigDecimal> decimals() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1e20"), new BigDecimal("1e20"))
                .ofScale(6);
    }

    private static Arbitrary<Literal> durations() {
        return Arbitraries.longs()
                .between(-86_400_000_000_000L * 36_500, 86_400_000_000_000L * 36_500)
                .map(nanos -> quantity(BigDecimal.valueOf(nanos), Type.DURATION));
    }

    private static Arbitrary<Literal> sizes() {
        Arbitrary<BigDecimal> whole = Arbitraries.longs().map(BigDecimal::valueOf);
        return Arbitraries.oneOf(whole, decimals()).map(bytes -> quantity(bytes, Type.SIZE));
    }

    static Literal quantity(BigDecimal amount, Type type) {
        return Literal.of(new Quantity(amount, type));
    }
}
