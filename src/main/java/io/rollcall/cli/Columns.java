package io.rollcall.cli;

import java.util.ArrayList;
import java.util.List;

/** How many columns of a terminal a text takes, and texts of a certain number of columns. */
final class Columns {
    private Columns() {}

    /** Without what could move the cursor or colour the screen: a text may come from a server that is watched. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** East Asian scripts and pictures take two. */
    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD
                || point == 0x2705
                || point == 0x274C
                || point == 0x2754;
    }

    /** Exactly so many columns: cut, or followed by spaces. */
    static String left(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(columns - of(cut));
    }

    /** Exactly so many columns: cut, or after spaces. */
    static String right(String text, int columns) {
        String cut = cut(text, columns);
        return " ".repeat(columns - of(cut)) + cut;
    }

    /** Lines of at most so many columns, broken between words; a word that is longer is cut. */
    static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : clean(text).split(" ")) {
            if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > columns) {
                lines.add(cut(line.toString(), columns));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(cut(line.toString(), columns));
        return lines;
    }

    /** At most so many columns; what was cut ends in dots. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = columns - 2;
        for (int point : text.codePoints().toArray()) {
            room -= of(point);
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return columns < 2 ? ".".repeat(Math.max(0, columns)) : cut.append("..").toString();
    }
}
