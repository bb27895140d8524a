package io.rollcall.integration;

import java.util.Collection;
import java.util.Comparator;

/** What somebody may have meant: the known name with the fewest changes (Levenshtein distance). */
public final class Nearest {
    private Nearest() {}

    /** A half sentence that names the nearest known name, or all of them when none is near. */
    public static String hint(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(best -> distance(name, best) <= Math.max(2, name.length() / 3))
                .map(best -> "; did you mean '" + best + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : "; there are "
                                + String.join(", ", known.stream().sorted().toList()));
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
