package io.rollcall.probe;

import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Expression;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Vocabulary;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of parameter {@code metrics}: {@code credit_balance (EUR) = body.balance}. */
record MetricRule(String name, String unit, Expression expression) {
    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9_]*)\\s*(?:\\(([^()]*)\\))?\\s*=\\s*(.+)");

    static MetricRule parse(String line, Vocabulary vocabulary) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new ConditionException(
                    1, "'" + line.strip() + "' is no metric; write name = body.path or name (unit) = body.path");
        }
        if (parts.group(1).startsWith("rollcall_")) {
            throw new ConditionException(1, "names that begin with rollcall_ are the engine's own");
        }
        String unit = parts.group(2) == null ? "" : parts.group(2).strip();
        return new MetricRule(parts.group(1), unit, Expression.parse(parts.group(3), vocabulary));
    }

    Vocabulary in(Vocabulary vocabulary) {
        return vocabulary.with(name, Metric.type(unit));
    }

    /** What cannot be found is not measured. */
    void measure(Facts facts, Findings findings) {
        expression.number(facts).ifPresent(value -> findings.metric(name, unit, value));
    }
}
