package io.rollcall.web;

import java.util.Map;

/**
 * A small picture with a word and a value, to be shown on other pages: flat, 20 pixels high, as shields.io has made usual.
 *
 * @param colour behind the value, such as {@code #0f7b0f}
 */
record Badge(String label, String message, String colour) {
    /** Advance of an average glyph of Verdana at 11 pixels; the text is fitted to what this gives. */
    private static final double GLYPH = 6.6;

    private static final int PADDING = 5;

    /** Scalable, and said aloud by screen readers. */
    String svg() {
        int left = width(label);
        int right = width(message);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%4$s: %5$s">\
                <title>%4$s: %5$s</title>\
                <clipPath id="r"><rect width="%1$d" height="20" rx="3" fill="#fff"/></clipPath>\
                <g clip-path="url(#r)"><rect width="%2$d" height="20" fill="#4b5563"/>\
                <rect x="%2$d" width="%3$d" height="20" fill="%6$s"/></g>\
                <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\
                <text x="%7$d" y="14" textLength="%8$d" lengthAdjust="spacingAndGlyphs">%4$s</text>\
                <text x="%9$d" y="14" textLength="%10$d" lengthAdjust="spacingAndGlyphs">%5$s</text></g></svg>
                """
                .formatted(
                        left + right,
                        left,
                        right,
                        StatusTable.text(label),
                        StatusTable.text(message),
                        colour,
                        left / 2,
                        left - 2 * PADDING,
                        left + right / 2,
                        right - 2 * PADDING);
    }

    /** As shields.io's endpoint badges want it. */
    Map<String, Object> shield() {
        return Map.of("schemaVersion", 1, "label", label, "message", message, "color", colour);
    }

    private static int width(String text) {
        int glyphs = text.codePointCount(0, text.length());
        return (int) Math.ceil(glyphs * GLYPH) + 2 * PADDING;
    }
}
