package io.rollcall.camel;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.calendar.Calendars;
import io.rollcall.condition.Condition;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Truth;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Status;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;
import org.jspecify.annotations.Nullable;

/**
 * The language of conditions in routes, about the alert in the body: {@code severity == CRITICAL and group == "payments"}. A
 * label or group that an alert does not have is the empty text; {@code during.business-hours} asks whether it fires then.
 */
public final class ConditionLanguage extends LanguageSupport {
    private static final String LABEL = "label.";
    private static final String DURING = "during.";
    private static final Vocabulary VOCABULARY = Vocabulary.empty()
            .withWords("severity", names(Severity.values()))
            .withWords("status", names(Status.values()))
            .with("rule", Type.TEXT)
            .with("integration", Type.TEXT)
            .with("name", Type.TEXT)
            .with("kind", Type.TEXT)
            .with("group", Type.TEXT)
            .withPrefix(LABEL, Type.TEXT)
            .withPrefix(DURING, Type.BOOLEAN);

    private final Calendars calendars;

    /** @param calendars the times that {@code during.<name>} speaks of */
    public ConditionLanguage(Calendars calendars) {
        this.calendars = calendars;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Override
    public Predicate createPredicate(String text) {
        Condition condition = parse(text);
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                Alert alert = exchange.getMessage().getBody(Alert.class);
                return condition.truth(name -> value(alert, name)) == Truth.TRUE;
            }

            @Override
            public boolean matches(Exchange exchange) {
                return (boolean) evaluate(exchange);
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }

    @Override
    public Expression createExpression(String text) {
        return (Expression) createPredicate(text);
    }

    private static Condition parse(String text) {
        try {
            return Condition.parse(text, VOCABULARY);
        } catch (ConditionException e) {
            throw new IllegalArgumentException("condition '" + text + "': " + e.getMessage(), e);
        }
    }

    private @Nullable Object value(Alert alert, String name) {
        return switch (name) {
            case "severity" -> alert.severity();
            case "status" -> alert.status();
            case "rule" -> alert.rule();
            case "integration" -> alert.integration();
            case "name" -> alert.name();
            case "kind" -> alert.kind();
            case "group" -> alert.group() == null ? "" : alert.group();
            default ->
                name.startsWith(DURING)
                        ? during(alert, name.substring(DURING.length()))
                        : alert.labels().getOrDefault(name.substring(LABEL.length()), "");
        };
    }

    /** Null for times that no file declares: a condition about them cannot be decided, and so does not hold. */
    private @Nullable Boolean during(Alert alert, String name) {
        return calendars
                .intervals(name)
                .map(times -> times.contains(alert.at()))
                .orElse(null);
    }
}
