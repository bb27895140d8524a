package io.rollcall.probe;

import io.rollcall.condition.Expression;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said when a sub-check does not hold: a text with variables in braces, such as
 * {@code Queue {fullest_queue} has {queue_size} jobs pending}.
 */
record Saying(String text, Map<String, Expression> variables) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    /** Throws ConditionException when it names a variable that there is not. */
    static Saying parse(String text, Vocabulary vocabulary) {
        Map<String, Expression> variables = new HashMap<>();
        Matcher found = VARIABLE.matcher(text);
        while (found.find()) {
            variables.put(found.group(1), Expression.parseAny(found.group(1), vocabulary));
        }
        return new Saying(text, variables);
    }

    String with(Facts facts) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            Expression variable = variables.get(found.group(1));
            return variable == null ? "" : Matcher.quoteReplacement(variable.text(facts));
        });
    }
}
