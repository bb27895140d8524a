package io.rollcall.condition;

import io.rollcall.condition.Operand.Literal;
import io.rollcall.condition.Operand.Variable;
import io.rollcall.condition.Value.Text;
import io.rollcall.condition.Value.Word;
import io.rollcall.spelling.Nearest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Decides at parse time whether operands can meet, so that no condition is accepted that can never be decided. */
final class Typing {
    private final Vocabulary vocabulary;

    Typing(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Node flag(Term term) {
        checkVariable(term, term);
        Operand operand = term.operand();
        if (term.type() != Type.BOOLEAN && term.type() != Type.JSON) {
            String op = term.type() == Type.TEXT ? " == " : " > ";
            throw error(term, term.described() + " and must be compared, as in " + operand + op + example(operand));
        }
        return new Flag(operand);
    }

    Node matches(Term term, Token regex) {
        if (term.isLiteral() || term.type() != Type.TEXT && term.type() != Type.JSON) {
            throw error(term, "matches looks at a text variable, and " + term.described());
        }
        if (regex.kind() != Token.Kind.TEXT) {
            throw error(regex, "a regular expression in quotes belongs after matches, not " + regex.shown());
        }
        try {
            return new Matches(term.operand(), Pattern.compile(regex.text(), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " near its position " + (e.getIndex() + 1);
            throw error(regex, "the regular expression is wrong" + where + ": " + e.getDescription());
        }
    }

    Node comparison(Term left, Op op, Token opToken, Term right) {
        checkVariable(left, right);
        if (left.isNull() || right.isNull()) {
            return nullTest(left.isNull() ? right : left, op, opToken);
        }
        if (op == Op.CONTAINS) {
            checkContains(left, right);
        } else {
            checkSameType(left, right);
        }
        if (op.orders() && !(left.type().ordered() && right.type().ordered())) {
            Term unordered = left.type().ordered() ? right : left;
            String why = op.symbol() + " compares quantities, and " + unordered.described();
            throw error(opToken, why + "; write == or !=");
        }
        return new Comparison(word(left, right), op, word(right, left));
    }

    private void checkVariable(Term left, Term right) {
        if (!left.isLiteral() || !right.isLiteral()) {
            return;
        }
        Token token = left.token();
        String meant = token.kind() == Token.Kind.WORD ? vocabulary.nearest(token.text()) : null;
        String why = meant == null
                ? "there is no variable to compare"
                : token.shown() + " is a word, not a variable; did you mean " + meant + "?";
        throw error(token, why);
    }

    private static Node nullTest(Term term, Op op, Token opToken) {
        Operand operand = term.operand();
        if (op != Op.EQUAL && op != Op.NOT_EQUAL) {
            throw error(opToken, "null can only be compared with == and !=");
        }
        if (term.type() != Type.JSON) {
            String advice = operand instanceof Variable ? "; has(" + operand + ") tells whether it is known" : "";
            throw error(opToken, operand + " is never null" + advice);
        }
        return new NullTest(operand, op == Op.EQUAL);
    }

    /** A text that names one of the other side's words, as that word; a text that names none of them is a mistake. */
    private Operand word(Term term, Term other) {
        Set<String> words = vocabulary.words(other.operand());
        if (words.isEmpty() || !(term.operand() instanceof Literal literal)) {
            return term.operand();
        }
        String text = literal.value() instanceof Text quoted
                ? quoted.text()
                : literal.value().shown();
        String word = text.toUpperCase(Locale.ROOT);
        if (!words.contains(word)) {
            String near = Nearest.to(word, words);
            String meant = near == null ? "" : "did you mean " + near + "? ";
            String all = meant + "It is one of " + String.join(", ", words);
            throw error(term, other.operand() + " is never " + text + "; " + all);
        }
        return Literal.of(new Word(word));
    }

    private static void checkContains(Term left, Term right) {
        if (left.isLiteral() || left.type() != Type.TEXT && left.type() != Type.JSON) {
            throw error(left, "contains looks into text or a list, and " + left.described());
        }
        boolean word = right.operand() instanceof Literal literal && literal.value() instanceof Word;
        boolean text = right.type() == Type.TEXT || right.type() == Type.JSON;
        boolean entry = left.type() == Type.JSON && !right.type().hasUnit();
        if (word || !text && !entry) {
            throw error(right, "text in quotes belongs after contains, not " + right.operand());
        }
    }

    private void checkSameType(Term left, Term right) {
        Type a = left.type();
        Type b = right.type();
        boolean json = a == Type.JSON && !b.hasUnit() || b == Type.JSON && !a.hasUnit();
        if (a == b || json) {
            return;
        }
        Term known = left.isLiteral() ? right : left;
        String advice = known.type() == Type.JSON
                ? "JSON carries no unit, so compare it with a plain number"
                : "compare " + known.operand() + " with " + known.type().label() + ", such as "
                        + example(known.operand());
        Term wrong = left.isLiteral() ? left : right;
        throw error(wrong, left.described() + " and " + right.described() + "; " + advice);
    }

    private String example(Operand operand) {
        return vocabulary.words(operand).stream()
                .findFirst()
                .orElse(operand.type().example());
    }

    private static ConditionException error(Term term, String message) {
        return error(term.token(), message);
    }

    private static ConditionException error(Token token, String message) {
        return new ConditionException(token.column(), message);
    }
}
