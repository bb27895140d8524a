package io.rollcall.alert;

import io.rollcall.integration.Integration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which integrations a rule looks at. In each set a name with an exclamation mark before it leaves that one out; an empty
 * set leaves out none.
 *
 * @param per whether it looks at each integration, at each group as one, or at all as one
 * @param services keys
 * @param groups names of groups
 * @param kinds such as {@code http}
 * @param words of which an integration's key or kind must have one, as in {@code stripe_health}; empty asks for none
 */
public record RuleScope(Per per, Set<String> services, Set<String> groups, Set<String> kinds, Set<String> words) {
    /** What a rule takes for one. */
    public enum Per {
        INTEGRATION,
        GROUP,
        SYSTEM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RuleScope {
        services = Set.copyOf(services);
        groups = Set.copyOf(groups);
        kinds = Set.copyOf(kinds);
        words = Set.copyOf(words);
    }

    /** Each integration of these keys, or every one. */
    static RuleScope of(Set<String> services) {
        return new RuleScope(Per.INTEGRATION, services, Set.of(), Set.of(), Set.of());
    }

    boolean concerns(Integration integration) {
        return fits(services, integration.key())
                && fits(groups, integration.group())
                && fits(kinds, integration.kind())
                && (words.isEmpty() || words.contains(integration.kind()) || hasWord(integration.key()))
                && (per != Per.GROUP || integration.group() != null);
    }

    /** Whom an outcome of that integration tells something about; null when nobody. */
    @Nullable
    Subject subject(Integration integration) {
        if (per == Per.GROUP) {
            return integration.group() == null ? null : Subject.group(integration.group());
        }
        return per == Per.SYSTEM ? Subject.SYSTEM : Subject.of(integration);
    }

    private boolean hasWord(String key) {
        return words.contains(key) || Arrays.stream(key.split("[-_.]")).anyMatch(words::contains);
    }

    private static boolean fits(Set<String> names, @Nullable String name) {
        if (names.isEmpty() || name != null && names.contains(name)) {
            return true;
        }
        return (name == null || !names.contains("!" + name)) && names.stream().allMatch(one -> one.startsWith("!"));
    }
}
