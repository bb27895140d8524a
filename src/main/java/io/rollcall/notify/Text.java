package io.rollcall.notify;

/** Fits text into the limits of a channel. */
final class Text {
    private static final String ELLIPSIS = "…";

    private Text() {}

    /** At most so many UTF-16 units, the last one an ellipsis when something was cut; never half a character. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return start(text, length - 1) + ELLIPSIS;
    }

    /** At most so many UTF-16 units from the start; never half a character. */
    static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
