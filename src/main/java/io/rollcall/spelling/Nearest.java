package io.rollcall.spelling;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which of the known names did somebody mean? The one with the fewest typing errors (Levenshtein distance). */
public final class Nearest {
    private Nearest() {}

    /** The nearest known name, or null when even that has too many errors to be meant. */
    public static @Nullable String to(String name, Collection<String> known) {
        String nearest = null;
        int fewest = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int errors = distance(name, candidate);
            if (errors < fewest && errors < candidate.length()) {
                nearest = candidate;
                fewest = errors;
            }
        }
        return nearest;
    }

    /** A half sentence that names the nearest known name, or all of them when none is near. */
    public static String hint(String name, Collection<String> known) {
        String nearest = to(name, known);
        if (nearest != null) {
            return "; did you mean '" + nearest + "'?";
        }
        return known.isEmpty()
                ? ""
                : "; there are " + String.join(", ", known.stream().sorted().toList());
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
