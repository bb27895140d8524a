package io.rollcall.probe;

import org.jspecify.annotations.Nullable;

/** How much of a foreign text is shown. */
final class Cut {
    private Cut() {}

    static String at100(@Nullable String text) {
        String shown = String.valueOf(text);
        return shown.length() <= 100 ? shown : shown.substring(0, 100) + "…";
    }
}
