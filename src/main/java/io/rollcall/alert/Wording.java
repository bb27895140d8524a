package io.rollcall.alert;

import io.rollcall.condition.Condition;
import io.rollcall.condition.Expression;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Measured;
import io.rollcall.condition.Vocabulary;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says to the reader: a text with names in braces, such as {@code Error rate is {value as %}}
 * (requirements 001-24 and 001-26).
 */
final class Wording {
    /** What a text can name beside what the condition can. */
    static final Set<String> FIELDS =
            Set.of("value", "threshold", "integration", "name", "kind", "group", "severity", "rule");

    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*([^{}]+?)(\\s+as %)?\\s*}");
    private static final String LABEL = "label.";

    private final String text;
    private final Map<String, Expression> variables;

    private Wording(String text, Map<String, Expression> variables) {
        this.text = text;
        this.variables = variables;
    }

    /** Throws ConditionException when it names what there is not. */
    static Wording parse(String text, Vocabulary vocabulary) {
        Map<String, Expression> variables = new HashMap<>();
        Matcher found = VARIABLE.matcher(text);
        while (found.find()) {
            String name = found.group(1);
            if (!FIELDS.contains(name) && !name.startsWith(LABEL)) {
                variables.put(name, Expression.parseAny(name, vocabulary));
            }
        }
        return new Wording(text, variables);
    }

    /** With its names filled in; what is not known reads "unknown". */
    String with(Condition condition, Facts facts, Map<String, String> fields) {
        Measured measured = condition.measured(facts);
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = value(found.group(1), measured, facts, fields);
            String shown = value == null || value.isEmpty() ? "unknown" : value;
            return Matcher.quoteReplacement(found.group(2) == null ? shown : percent(shown));
        });
    }

    private @Nullable String value(String name, Measured measured, Facts facts, Map<String, String> fields) {
        if (name.equals("value")) {
            return measured.value();
        }
        if (name.equals("threshold")) {
            return measured.threshold();
        }
        Expression expression = variables.get(name);
        if (expression != null) {
            String text = expression.text(facts);
            return text.equals("missing") ? null : text;
        }
        return fields.get(name.startsWith(LABEL) ? name.substring(LABEL.length()) : name);
    }

    /** A part of one as hundredths: 0.05 as 5%. Anything else stays as it is. */
    private static String percent(String value) {
        if (!value.matches("-?\\d+(\\.\\d+)?")) {
            return value;
        }
        return new BigDecimal(value).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    @Override
    public String toString() {
        return text;
    }
}
