package io.rollcall.cli;

import java.util.ArrayList;
import java.util.List;

/** A frame around lines, as the documents draw it (requirements 000-03 and 000-22); plain where there is only ASCII. */
final class Box {
    private static final int MARGINS = 4;

    private final boolean unicode;
    private final int width;

    /** A box that is so many columns wide, its frame among them. */
    Box(boolean unicode, int width) {
        this.unicode = unicode;
        this.width = Math.max(width, MARGINS + 2);
    }

    /** The columns between the frame and its margins. */
    int room() {
        return width - MARGINS;
    }

    /** Parts with a line between them; the title stands in the upper frame, unless it is empty. */
    List<String> of(String title, List<List<String>> parts) {
        List<String> lines = new ArrayList<>();
        lines.add(top(title));
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                lines.add(edge("├", "┤"));
            }
            for (String line : parts.get(i)) {
                lines.add(side() + " " + Columns.left(line, room()) + " " + side());
            }
        }
        lines.add(edge("└", "┘"));
        return lines;
    }

    private String top(String title) {
        if (title.isEmpty()) {
            return edge("┌", "┐");
        }
        String start = (unicode ? "┌─ " : "+- ") + Columns.cut(title, room() - 2) + " ";
        return start + dash().repeat(Math.max(0, width - 1 - Columns.of(start))) + (unicode ? "┐" : "+");
    }

    private String edge(String left, String right) {
        return (unicode ? left : "+") + dash().repeat(width - 2) + (unicode ? right : "+");
    }

    private String side() {
        return unicode ? "│" : "|";
    }

    private String dash() {
        return unicode ? "─" : "-";
    }

    /** How much of a whole something is, from 0 to 1, as a bar of so many columns. */
    String bar(double share, int columns) {
        int full = (int) Math.floor(share * columns + 1e-9);
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(columns - full);
    }
}
