package io.rollcall.mute;

import io.rollcall.mute.Matcher.Op;
import java.util.ArrayList;
import java.util.List;

/** Reads a text of matchers from left to right. Used once. */
final class MatcherReader {
    private static final String EXAMPLE = "; write severity=critical, group=~\"pay.*\"";

    private final String text;
    private int at;

    MatcherReader(String text) {
        this.text = text;
    }

    List<Matcher> read() {
        boolean braced = skip('{');
        List<Matcher> matchers = new ArrayList<>();
        while (!ended(braced)) {
            matchers.add(matcher(braced));
            if (!skip(',') && !ended(braced)) {
                throw wrong("a comma is missing before '" + text.charAt(at) + "'");
            }
        }
        if (braced && !skip('}')) {
            throw wrong("the brace is not closed");
        }
        if (!ended(false)) {
            throw wrong("nothing may follow the closing brace");
        }
        if (matchers.isEmpty() || matchers.size() > Matchers.MOST) {
            throw wrong((matchers.isEmpty() ? "no matcher" : "more than " + Matchers.MOST + " matchers") + EXAMPLE);
        }
        return matchers;
    }

    private Matcher matcher(boolean braced) {
        String label = next() == '"' ? quoted() : word("=!~,{}\"");
        if (label.isBlank()) {
            throw wrong("the name of a label is missing" + EXAMPLE);
        }
        Op op = op(label);
        next();
        int value = at;
        try {
            return Matcher.of(label, op, next() == '"' ? quoted() : word(braced ? ",=}\"" : ",=\""));
        } catch (MatcherException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new MatcherException(value + 1, String.valueOf(e.getMessage()));
        }
    }

    private Op op(String label) {
        next();
        for (Op op : List.of(Op.LIKE, Op.UNLIKE, Op.UNEQUAL, Op.EQUAL)) {
            if (text.startsWith(op.sign, at)) {
                at += op.sign.length();
                if (text.startsWith("=", at)) {
                    throw wrong("label '" + label + "' is compared by =, !=, =~ or !~, not by " + op.sign + "=");
                }
                return op;
            }
        }
        throw wrong("after label '" + label + "' one of =, !=, =~ and !~ is missing");
    }

    /** Up to one of these characters. A quote in the middle of a word is more likely forgotten than meant. */
    private String word(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at).strip();
        if (!word.isEmpty() && at < text.length() && text.charAt(at) == '"') {
            throw wrong("a quote begins a value or ends it; within quotes write \\\"");
        } else if (!word.isEmpty() && at < text.length() && text.charAt(at) == '=' && ends.startsWith(",")) {
            throw wrong("after '" + word + "' a comma is missing, or quotes around a value that holds =");
        }
        return word;
    }

    private String quoted() {
        int from = at++;
        StringBuilder word = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char letter = text.charAt(at++);
            if (letter == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                // A regular expression's own backslash needs none before it: \d stays \d.
                word.append(escaped == 'n' ? "\n" : escaped == '"' || escaped == '\\' ? "" + escaped : "\\" + escaped);
            } else {
                word.append(letter);
            }
        }
        if (at >= text.length()) {
            at = from;
            throw wrong("the quote is not closed");
        }
        at++;
        return word.toString();
    }

    /** The next character that is no blank, where it is moved to; 0 at the end. */
    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean skip(char letter) {
        boolean there = next() == letter;
        at += there ? 1 : 0;
        return there;
    }

    private boolean ended(boolean braced) {
        return next() == 0 || braced && next() == '}';
    }

    private MatcherException wrong(String message) {
        return new MatcherException(Math.min(at, text.length()) + 1, message);
    }
}
