package io.rollcall.probe;

import io.rollcall.check.Findings;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Expression;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Vocabulary;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of parameter {@code metrics}: {@code credit_balance (EUR) = body.balance}. */
record MetricRule(MetricName metric, Expression expression) {
    private static final Pattern LINE = Pattern.compile("([^=]+)=\\s*(.+)");

    static MetricRule parse(String line, Vocabulary vocabulary) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new ConditionException(
                    1, "'" + line.strip() + "' is no metric; write name = body.path or name (unit) = body.path");
        }
        return new MetricRule(MetricName.parse(parts.group(1)), Expression.parse(parts.group(2), vocabulary));
    }

    Vocabulary in(Vocabulary vocabulary) {
        return metric.in(vocabulary);
    }

    /** What cannot be found is not measured. */
    void measure(Facts facts, Findings findings) {
        expression.number(facts).ifPresent(value -> findings.metric(metric.name(), metric.unit(), value));
    }
}
