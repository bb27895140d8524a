package io.rollcall.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which silence people mean who type its id, or only the beginning of it. */
final class SilenceId {
    private SilenceId() {}

    /**
     * The one of that id, or the only one whose id begins so.
     *
     * @throws IllegalArgumentException saying that there is none, or which ones there are
     */
    static <T> T meant(String typed, List<T> silences, Function<T, String> id) {
        List<T> meant = silences.stream()
                .filter(silence -> !typed.isEmpty() && id.apply(silence).startsWith(typed))
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(
                    "no silence '" + typed + "' that is not over; `rollcall alert silence list` shows them");
        }
        if (meant.size() == 1) {
            return meant.get(0);
        }
        return meant.stream()
                .filter(silence -> id.apply(silence).equals(typed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("several silences begin with '" + typed + "': "
                        + meant.stream().map(id).collect(Collectors.joining(", ")) + "; write more of it"));
    }
}
