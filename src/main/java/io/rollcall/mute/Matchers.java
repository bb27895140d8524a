package io.rollcall.mute;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which alerts are meant? Those whose labels fit every matcher, written as Alertmanager writes them:
 * {@code severity=critical, group=~"pay.*", team!=x}. Immutable; two are equal when they read the same.
 */
public record Matchers(List<Matcher> all) {
    /** Nobody needs more, and each costs time for every alert. */
    static final int MOST = 50;

    public Matchers {
        all = List.copyOf(all);
    }

    /**
     * Reads matchers; braces around them, quotes around values and a comma at the end may be there or not.
     *
     * @throws MatcherException saying at which column what is wrong
     */
    public static Matchers parse(String text) {
        return new Matchers(new MatcherReader(text).read());
    }

    /**
     * The same, for where everything would be too much: one of them must ask for a label that is there.
     *
     * @throws MatcherException also when all of them match an alert without any label
     */
    public static Matchers parseSelective(String text) {
        Matchers matchers = parse(text);
        if (matchers.all.stream().allMatch(Matcher::matchesEmpty)) {
            throw new MatcherException(
                    1,
                    "'" + text.strip()
                            + "' would match alerts without these labels too; add a matcher that asks for a value, such as severity=warning");
        }
        return matchers;
    }

    /** Whether an alert of these labels is meant. */
    public boolean matches(Map<String, String> labels) {
        return all.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** As they are written, with quotes and without braces. */
    @Override
    public String toString() {
        return all.stream().map(Matcher::toString).collect(Collectors.joining(", "));
    }
}
