package io.rollcall.probe;

import io.rollcall.check.Metric;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Vocabulary;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metric is called, and its unit if it has one, as integrations declare it: {@code credit_balance (EUR)}.
 *
 * @param unit or empty
 */
record MetricName(String name, String unit) {
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_]*)\\s*(?:\\(([^()]*)\\))?");

    /** What conditions of kinds with one metric of many things know already. */
    private static final Set<String> TAKEN = Set.of("latency", "row", "rows", "series", "value");

    /** Throws ConditionException, saying what would be right, when it is none. */
    static MetricName parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new ConditionException(1, "'" + text.strip() + "' names no metric; write name or name (unit)");
        }
        if (parts.group(1).startsWith("rollcall_")) {
            throw new ConditionException(1, "names that begin with rollcall_ are the engine's own");
        }
        return new MetricName(
                parts.group(1), parts.group(2) == null ? "" : parts.group(2).strip());
    }

    /** What is wrong with a text as the name of the one metric that an integration keeps of many things. */
    static Optional<String> complaint(String text) {
        try {
            boolean taken = !text.isBlank() && TAKEN.contains(parse(text).name());
            return taken
                    ? Optional.of("'" + text + "' means something else in conditions; choose another name")
                    : Optional.empty();
        } catch (ConditionException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    Vocabulary in(Vocabulary vocabulary) {
        return vocabulary.with(name, Metric.type(unit));
    }
}
