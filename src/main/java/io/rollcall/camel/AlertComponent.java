package io.rollcall.camel;

import io.rollcall.alert.AlertRule;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.RuleParameters;
import io.rollcall.condition.Type;
import io.rollcall.integration.Integration;
import io.rollcall.probe.Kinds;
import io.rollcall.spelling.Nearest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Makes an alert rule a consumer: {@code from: alert:high-latency} with parameters such as {@code condition}, {@code severity}
 * and {@code services}, see {@link RuleParameters}. The body of its messages is an Alert.
 */
public final class AlertComponent extends DefaultComponent {
    /** What every endpoint takes, whatever it is. */
    private static final List<String> OF_ANY_ENDPOINT = List.of(
            "bridgeErrorHandler", "exceptionHandler", "exchangePattern", "autowiredEnabled", "lazyStartProducer");

    /** The name of a metric at the beginning of its declaration. */
    private static final Pattern METRIC = Pattern.compile("(?m)^\\s*([a-z][a-z0-9_]*)");

    private final AlertRules rules;
    private final Map<String, Type> metrics = Kinds.metrics();

    private final ConcurrentMap<String, AlertRule> made = new ConcurrentHashMap<>();

    public AlertComponent(AlertRules rules) {
        this.rules = rules;
    }

    /** What is valid and yet will never be told: rules about numbers that no check gives. */
    public List<String> remarks(Collection<Integration> integrations) {
        Set<String> known = new TreeSet<>(metrics.keySet());
        integrations.forEach(integration -> known.addAll(declared(integration)));
        return made.values().stream()
                .sorted(Comparator.comparing(AlertRule::name))
                .flatMap(rule -> rule.metricsBeyond(known).stream()
                        .map(metric -> "Silent: " + rule.name() + ": no check gives a metric '" + metric + "'"
                                + Nearest.hint(metric, known)))
                .toList();
    }

    /** The metrics that an integration's checks find because its parameters say so. */
    public static Set<String> declared(Integration integration) {
        Set<String> declared = new TreeSet<>();
        Stream.of("metrics", "metric")
                .map(name -> integration.parameters().getOrDefault(name, ""))
                .forEach(text -> METRIC.matcher(text).results().forEach(found -> declared.add(found.group(1))));
        return declared;
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
        Map<String, String> texts = new HashMap<>();
        for (String parameter : List.copyOf(parameters.keySet())) {
            if (!OF_ANY_ENDPOINT.contains(parameter)) {
                texts.put(parameter, getAndRemoveParameter(parameters, parameter, String.class, ""));
            }
        }
        AlertRule rule = RuleParameters.read(name, texts, metrics);
        made.put(name, rule);
        return new AlertEndpoint(uri, this, rules, rule);
    }
}
