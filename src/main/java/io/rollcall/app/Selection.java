package io.rollcall.app;

import io.rollcall.integration.Integration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.spelling.Nearest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which integrations do the words of a command mean: one by its key, or all of a kind. */
final class Selection {
    /** What {@code database} means (requirement 000-25). */
    private static final Set<String> DATABASES = Set.of("sql", "postgresql", "mysql");

    private Selection() {}

    /**
     * The enabled ones that are meant, all when nothing is named, in the order of their names.
     *
     * @param command whose words they are
     * @throws InvalidConfigurationException when a word means none
     */
    static List<Integration> of(String command, Collection<Integration> all, List<String> words) {
        List<Integration> enabled = all.stream()
                .filter(integration -> integration.cadence().enabled())
                .sorted(Comparator.comparing(Integration::name))
                .toList();
        Set<String> keys = new TreeSet<>();
        for (String word : words) {
            keys.addAll(meant(command, enabled, word));
        }
        return words.isEmpty()
                ? enabled
                : enabled.stream().filter(one -> keys.contains(one.key())).toList();
    }

    private static List<String> meant(String command, List<Integration> all, String word) {
        if (all.stream().anyMatch(one -> one.key().equals(word))) {
            return List.of(word);
        }
        List<String> ofKind = all.stream()
                .filter(one -> word.equals("database")
                        ? DATABASES.contains(one.kind())
                        : one.kind().equals(word))
                .map(Integration::key)
                .toList();
        if (ofKind.isEmpty()) {
            List<String> known = all.stream().map(Integration::key).toList();
            throw new InvalidConfigurationException(
                    List.of(new Problem(command, 0, word, "no such integration" + Nearest.hint(word, known))));
        }
        return ofKind;
    }
}
