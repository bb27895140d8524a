package io.rollcall.condition;

import io.rollcall.condition.Operand.Found;
import io.rollcall.condition.Operand.Length;
import io.rollcall.condition.Operand.Literal;
import io.rollcall.condition.Operand.Presence;
import io.rollcall.condition.Operand.Variable;
import io.rollcall.condition.Token.Kind;
import io.rollcall.condition.Value.Bool;
import io.rollcall.condition.Value.Null;
import io.rollcall.condition.Value.Quantity;
import io.rollcall.condition.Value.Text;
import io.rollcall.condition.Value.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a condition by recursive descent: or, and, not, comparison, operand. */
final class Parser {
    private static final int DEEPEST = 50;
    private static final Set<String> NO_OPERAND = Set.of("and", "or", "not", "contains", "matches", "for");

    private final List<Token> tokens;
    private final Vocabulary vocabulary;
    private final Typing typing;
    private int at;
    private int depth;

    Parser(String source, Vocabulary vocabulary) {
        this.tokens = new Lexer(source).tokens();
        this.vocabulary = vocabulary;
        this.typing = new Typing(vocabulary);
    }

    /** The condition itself; what follows it is left for {@link #hold()} or {@link #end}. */
    Node condition() {
        return joined(Node.Junction.OR, "or", () -> joined(Node.Junction.AND, "and", this::negated));
    }

    /** A single operand that can be a number. */
    Operand number() {
        Token token = next();
        Operand operand = operand(token);
        if (!operand.type().ordered()) {
            throw error(
                    token,
                    "expected a number, and " + operand + " is "
                            + operand.type().label());
        }
        return operand;
    }

    /** A single operand of any type. */
    Operand any() {
        return sum(next());
    }

    /** The time after "for"; zero when there is none. */
    Duration hold() {
        if (!accept("for")) {
            return Duration.ZERO;
        }
        Token number = next();
        Unit unit = Unit.spelledOut(peek().text());
        if (number.kind() != Kind.NUMBER) {
            throw error(number, "a time belongs after 'for': 5m or 5 minutes");
        }
        Quantity time = Unit.quantity(number);
        if (time.type() == Type.NUMBER && unit != null) {
            time = unit.times(time.amount(), number.column());
            next();
        }
        if (time.type() != Type.DURATION || time.amount().signum() <= 0) {
            throw error(number, "a time above zero belongs after 'for': 5m or 5 minutes");
        }
        return Duration.ofNanos(time.amount().longValueExact());
    }

    void end(String alternatives) {
        Token token = peek();
        if (token.kind() != Kind.END) {
            throw error(token, "expected " + alternatives + ", found " + token.shown() + hint(token));
        }
    }

    private static String hint(Token token) {
        boolean loud = token.kind() == Kind.WORD && Set.of("AND", "OR", "FOR").contains(token.text());
        return loud ? "; write it in lower case" : "";
    }

    private Node joined(Node.Junction junction, String word, Supplier<Node> part) {
        Node first = part.get();
        if (!peek().is(word)) {
            return first;
        }
        List<Node> parts = new ArrayList<>(List.of(first));
        while (accept(word)) {
            parts.add(part.get());
        }
        return new Node.Joined(junction, List.copyOf(parts));
    }

    private Node negated() {
        Token token = peek();
        boolean not = accept("not");
        if (!not && !accept("(")) {
            return comparison();
        }
        if (++depth > DEEPEST) {
            throw error(token, "parentheses and 'not' are nested deeper than " + DEEPEST);
        }
        Node node = not ? new Node.Not(negated()) : condition();
        if (!not) {
            expect(")");
        }
        depth--;
        return node;
    }

    private Node comparison() {
        Term left = term();
        Token opToken = peek();
        Op op = Op.of(opToken);
        if (accept("matches")) {
            return typing.matches(left, next());
        }
        if (op == null) {
            return alone(left, opToken);
        }
        next();
        return typing.comparison(left, op, opToken, term());
    }

    private Node alone(Term left, Token following) {
        boolean ends =
                following.kind() == Kind.END || Set.of("and", "or", "for", ")").contains(following.text());
        if (!ends) {
            String operators = "==, !=, <, <=, >, >=, contains or matches";
            throw error(
                    following, "expected " + operators + " after " + left.operand() + ", found " + following.shown());
        }
        return typing.flag(left);
    }

    private Term term() {
        Token token = next();
        return new Term(sum(token), token);
    }

    private Operand sum(Token first) {
        Operand sum = product(first);
        while (peek().is("+") || peek().is("-")) {
            sum = Arithmetic.of(sum, next(), product(next()));
        }
        return sum;
    }

    private Operand product(Token first) {
        Operand product = operand(first);
        while (peek().is("*") || peek().is("/")) {
            product = Arithmetic.of(product, next(), operand(next()));
        }
        return product;
    }

    private Operand operand(Token token) {
        return switch (token.kind()) {
            case NUMBER -> Literal.of(Unit.quantity(token));
            case TEXT -> Literal.of(new Text(token.text()));
            case WORD -> Literal.of(new Word(token.text()));
            case NAME -> named(token);
            case SYMBOL, END -> throw error(token, "expected a variable or a value, found " + token.shown());
        };
    }

    private Operand named(Token token) {
        if (NO_OPERAND.contains(token.text())) {
            throw error(token, "expected a variable or a value, found " + token.shown());
        }
        if (token.is("path") && peek().is("(")) {
            return found();
        }
        if (vocabulary.holdsSeries() && peek().is("(") && OverTime.isFunction(token.text())) {
            expect("(");
            return token.is("histogram_quantile") ? quantile() : series(token.text(), next());
        }
        return switch (token.text()) {
            case "true", "false" -> Literal.of(new Bool(token.is("true")));
            case "null" -> Literal.of(new Null());
            case "has" -> new Presence(argument());
            case "len" -> length(argument(), token);
            default -> vocabulary.variable(token);
        };
    }

    private Found found() {
        expect("(");
        Token name = next();
        Variable of = variable(name);
        if (!vocabulary.holdsJson(of)) {
            throw error(
                    name, "path looks into JSON, and " + of + " is " + of.type().label());
        }
        expect(",");
        Token path = next();
        if (path.kind() != Kind.TEXT) {
            throw error(path, "a path in quotes belongs after the comma, not " + path.shown());
        }
        expect(")");
        try {
            return new Found(of, Query.parse(path.text()));
        } catch (IllegalArgumentException e) {
            throw error(path, String.valueOf(e.getMessage()));
        }
    }

    /** Prometheus' own way to write a percentile. */
    private Variable quantile() {
        Token share = next();
        String function = OverTime.percentile(share.text());
        if (function == null) {
            throw error(share, "a share such as 0.95 belongs here, not " + share.shown());
        }
        expect(",");
        Token name = next();
        String counted = name.text().replaceFirst("_bucket$", "");
        return series(function, new Token(name.kind(), counted, name.column(), name.path()));
    }

    private Variable series(String function, Token name) {
        if (name.kind() != Kind.NAME) {
            throw error(name, "expected a variable, found " + name.shown());
        }
        Variable of = vocabulary.series(name);
        if (!of.type().ordered() || of.type() == Type.JSON) {
            throw error(name, function + " is of a quantity, and " + of + " is not");
        }
        Duration span = null;
        if (accept("[")) {
            span = OverTime.span(next());
            expect("]");
        }
        expect(")");
        return OverTime.variable(function, of, span);
    }

    private Length length(Operand of, Token token) {
        if (of.type() != Type.TEXT && of.type() != Type.JSON) {
            throw error(
                    token,
                    "len counts text, lists and objects, and " + of + " is "
                            + of.type().label());
        }
        return new Length(of);
    }

    private Operand argument() {
        expect("(");
        Token token = next();
        Operand operand = token.is("path") && peek().is("(") ? found() : variable(token);
        expect(")");
        return operand;
    }

    private Variable variable(Token token) {
        if (token.kind() != Kind.NAME) {
            throw error(token, "expected a variable, found " + token.shown());
        }
        return vocabulary.variable(token);
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw error(peek(), "expected '" + symbol + "', found " + peek().shown());
        }
    }

    private boolean accept(String keywordOrSymbol) {
        boolean found = peek().is(keywordOrSymbol);
        at += found ? 1 : 0;
        return found;
    }

    private Token peek() {
        return tokens.get(at);
    }

    /** The end is never passed. */
    private Token next() {
        Token token = peek();
        at += token.kind() == Kind.END ? 0 : 1;
        return token;
    }

    private static ConditionException error(Token token, String message) {
        return new ConditionException(token.column(), message);
    }
}
