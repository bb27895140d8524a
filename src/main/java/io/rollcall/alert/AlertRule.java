package io.rollcall.alert;

import io.rollcall.condition.TimedCondition;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A condition with a severity (requirements 000-14 and 000-15).
 *
 * @param name unique over all rules
 * @param condition what must hold, and for how long
 * @param services keys of the integrations it is about; empty means every one
 * @param severity how bad it is when it holds
 */
public record AlertRule(String name, TimedCondition condition, Set<String> services, Severity severity) {
    public AlertRule {
        services = Set.copyOf(services);
    }

    /** What the condition of a rule can speak of. */
    public static Vocabulary vocabulary() {
        List<String> statuses = Arrays.stream(Status.values()).map(Status::name).toList();
        return Vocabulary.empty()
                .withWords("status", statuses)
                .withWords("service.status", statuses)
                .with("latency", Type.DURATION)
                .with("consecutive_failures", Type.NUMBER)
                .withPrefix("metric.", Type.NUMBER);
    }

    boolean concerns(String integration) {
        return services.isEmpty() || services.contains(integration);
    }
}
