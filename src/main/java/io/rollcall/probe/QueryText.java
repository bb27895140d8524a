package io.rollcall.probe;

import java.util.regex.Pattern;

/** Which part of a query's text may be shown: not the values in it, for they may be anybody's data. */
enum QueryText {
    POSTGRES("[eE]'(?:[^'\\\\]++|\\\\.|'')*+(?:'|$)|'(?:[^']++|'')*+(?:'|$)|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)"),
    MYSQL("'(?:[^'\\\\]++|\\\\.|'')*+(?:'|\\\\?$)|\"(?:[^\"\\\\]++|\\\\.|\"\")*+(?:\"|\\\\?$)");

    private static final int LONGEST = 300;

    private final Pattern literal;

    QueryText(String literal) {
        // Comments go too. They and literals are found in one pass: either may look like the other's beginning.
        this.literal =
                Pattern.compile("--[^\\n]*|/\\*.*?(?:\\*/|$)|" + literal + "|(?<![\\w$])\\d[\\w.]*+", Pattern.DOTALL);
    }

    /** The text on one line, with question marks for literals, cut. */
    String withoutLiterals(String query) {
        String plain = literal.matcher(query)
                .replaceAll(
                        found -> found.group().startsWith("--") || found.group().startsWith("/*") ? " " : "?")
                .replaceAll("\\s+", " ")
                .strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
