package io.rollcall.camel;

import io.rollcall.alert.AlertRule;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.Severity;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.TimedCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Makes an alert rule a consumer: {@code from: alert:high-latency} with the parameters {@code condition}, {@code services}
 * (keys, comma-separated; every integration when left out) and {@code severity}. The body of its messages is an Alert.
 */
public final class AlertComponent extends DefaultComponent {
    private final AlertRules rules;

    public AlertComponent(AlertRules rules) {
        this.rules = rules;
    }

    /** The rules of a context, whether its routes run or not. */
    public static List<AlertRule> rules(CamelContext context) {
        return context.getEndpoints().stream()
                .filter(AlertEndpoint.class::isInstance)
                .map(endpoint -> ((AlertEndpoint) endpoint).rule())
                .toList();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        String condition = getAndRemoveParameter(parameters, "condition", String.class, "");
        String services = getAndRemoveParameter(parameters, "services", String.class, "");
        String severity = getAndRemoveParameter(parameters, "severity", String.class, "");
        return new AlertEndpoint(uri, this, rules, rule(name, condition, services, severity));
    }

    private static AlertRule rule(String name, String condition, String services, String severity) {
        try {
            Set<String> keys = Arrays.stream(services.split(","))
                    .map(String::strip)
                    .filter(key -> !key.isEmpty())
                    .collect(Collectors.toSet());
            TimedCondition parsed = TimedCondition.parse(condition, AlertRule.vocabulary());
            return new AlertRule(name, parsed, keys, severity(severity));
        } catch (ConditionException e) {
            throw new IllegalArgumentException(
                    "rule '" + name + "': condition '" + condition + "': " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule '" + name + "': " + e.getMessage(), e);
        }
    }

    private static Severity severity(String word) {
        try {
            return Severity.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + word + "' is no severity; write info, warning or critical", e);
        }
    }
}
