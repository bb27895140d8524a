package io.rollcall.condition;

import io.rollcall.condition.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a condition's text into tokens. */
final class Lexer {
    private static final int LONGEST = 4000;
    private static final List<String> SYMBOLS =
            List.of("==", "!=", "<=", ">=", "<", ">", "(", ")", ",", "+", "-", "*", "/", "[", "]");
    private static final Map<Character, String> INSTEAD = Map.of(
            '=', "==", '&', "and", '|', "or", '!', "not", '~', "matches", '“', "\"", '”', "\"", '‘', "'", '’', "'");

    private final String source;
    private int at;

    Lexer(String source) {
        this.source = source;
    }

    List<Token> tokens() {
        if (source.length() > LONGEST) {
            throw new ConditionException(LONGEST + 1, "the condition is longer than " + LONGEST + " characters");
        }
        List<Token> tokens = new ArrayList<>();
        do {
            while (Character.isWhitespace(peek())) {
                at++;
            }
            tokens.add(token());
        } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
        return tokens;
    }

    private Token token() {
        int start = at;
        char first = peek();
        if (start == source.length()) {
            return token(Kind.END, "", start);
        }
        if (Character.isLetter(first) || first == '_') {
            return name();
        }
        if (isDigit(first) || first == '-' && isDigit(charAt(at + 1))) {
            return number();
        }
        if (first == '"' || first == '\'') {
            return token(Kind.TEXT, quoted(), start);
        }
        for (String symbol : SYMBOLS) {
            if (source.startsWith(symbol, at)) {
                at += symbol.length();
                return token(Kind.SYMBOL, symbol, start);
            }
        }
        String instead = INSTEAD.get(first);
        String found = new String(Character.toChars(source.codePointAt(at)));
        throw error(start, "'" + found + "' means nothing here" + (instead == null ? "" : "; write " + instead));
    }

    private Token name() {
        int start = at;
        List<Step> path = new ArrayList<>();
        path.add(new Step.Key(part()));
        while (peek() == '.' || peek() == '[' && !spanFollows()) {
            path.add(source.charAt(at++) == '.' ? new Step.Key(part()) : index());
        }
        String text = source.substring(start, at);
        Kind kind = path.size() == 1 && isWord(text) ? Kind.WORD : Kind.NAME;
        return new Token(kind, text, start + 1, List.copyOf(path));
    }

    /** True before a time in brackets, such as [5m], which is no part of a name. */
    private boolean spanFollows() {
        int end = at + 1;
        while (isDigit(charAt(end))) {
            end++;
        }
        return end > at + 1 && Character.isLetter(charAt(end));
    }

    private String part() {
        int start = at;
        while (isNamePart(peek())) {
            at++;
        }
        if (at == start) {
            throw error(start, "a name is missing after '.'");
        }
        return source.substring(start, at);
    }

    private Step index() {
        int start = at;
        Step step;
        if (peek() == '"' || peek() == '\'') {
            step = new Step.Key(quoted());
        } else {
            while (isDigit(peek())) {
                at++;
            }
            if (at == start || at - start > 9) {
                throw error(start, "a position such as [0] or a key such as [\"a key\"] belongs after '['");
            }
            step = new Step.Index(Integer.parseInt(source.substring(start, at)));
        }
        if (peek() != ']') {
            throw error(at, "']' is missing");
        }
        at++;
        return step;
    }

    private Token number() {
        int start = at++;
        while (isDigit(peek()) || peek() == '.') {
            at++;
        }
        while (Character.isLetter(peek()) || peek() == '%') {
            at++;
        }
        return token(Kind.NUMBER, source.substring(start, at), start);
    }

    /** A backslash protects a quote or a backslash; before anything else it stands for itself, as in "\d+". */
    private String quoted() {
        int start = at;
        char quote = source.charAt(at++);
        StringBuilder text = new StringBuilder();
        while (at < source.length() && source.charAt(at) != quote) {
            char next = charAt(at + 1);
            if (peek() == '\\' && (next == '\\' || next == '"' || next == '\'')) {
                at++;
            }
            text.append(source.charAt(at++));
        }
        if (at == source.length()) {
            throw error(start, "the closing " + quote + " is missing");
        }
        at++;
        return text.toString();
    }

    /** The opposite of reading quoted text. */
    static StringBuilder quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        return out.append('"');
    }

    static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$' || c == '@';
    }

    static boolean isWord(String text) {
        return text.matches("[A-Z][A-Z0-9_]*");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek() {
        return charAt(at);
    }

    private char charAt(int position) {
        return position < source.length() ? source.charAt(position) : '\0';
    }

    private static Token token(Kind kind, String text, int start) {
        return new Token(kind, text, start + 1, List.of());
    }

    private static ConditionException error(int position, String message) {
        return new ConditionException(position + 1, message);
    }
}
