package io.rollcall.probe;

import io.rollcall.condition.Condition;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What an integration's parameters say of a right answer. */
record Expectation(
        List<MetricRule> metrics,
        List<SubCheckRule> subChecks,
        @Nullable Condition healthyWhen,
        @Nullable Condition degradedWhen) {

    /**
     * Reads it; its conditions can speak of the kind's facts and of the integration's own metrics.
     *
     * @throws ConditionException with what is wrong
     */
    static Expectation of(Vocabulary facts, Map<String, String> parameters) {
        List<MetricRule> metrics = lines(parameters.get("metrics"), facts, MetricRule::parse);
        Vocabulary all = facts;
        for (MetricRule metric : metrics) {
            all = metric.in(all);
        }
        return new Expectation(
                metrics,
                lines(parameters.get("sub-checks"), all, SubCheckRule::parse),
                condition(parameters.get("healthy-when"), all),
                condition(parameters.get("degraded-when"), all));
    }

    private static <T> List<T> lines(
            @Nullable String text, Vocabulary vocabulary, BiFunction<String, Vocabulary, T> parse) {
        List<T> rules = new ArrayList<>();
        int number = 0;
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                rules.add(parse.apply(line, vocabulary));
            } catch (ConditionException e) {
                throw new ConditionException("line " + number, e);
            }
        }
        return rules;
    }

    private static @Nullable Condition condition(@Nullable String text, Vocabulary vocabulary) {
        return text == null || text.isBlank() ? null : Condition.parse(text, vocabulary);
    }
}
