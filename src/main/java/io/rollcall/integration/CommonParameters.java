package io.rollcall.integration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters that every template takes, with their defaults: design "The outside", requirement 000-26 for the breaker. */
public final class CommonParameters {
    private static final Map<String, Parameter> ALL = new LinkedHashMap<>();
    private static final Set<String> EXPECTATIONS = Set.of("healthy-when", "degraded-when", "sub-checks", "metrics");

    static {
        add("name", ParameterType.TEXT, null, "what people read");
        add("group", ParameterType.TEXT, null, "what it belongs to");
        add("interval", ParameterType.DURATION, "5m", "between two checks, at least 5s");
        add("cron", ParameterType.CRON, null, "when instead of how often: minute, hour, day, month, day of the week");
        add("timezone", ParameterType.TIME_ZONE, null, "of cron and quiet-hours");
        add("recheck", ParameterType.DURATION, "10s", "between two checks while a change waits to be confirmed");
        add("timeout", ParameterType.DURATION, "5s", "for one try");
        add("deadline", ParameterType.DURATION, "15s", "for all tries together");
        add("degraded-above", ParameterType.DURATION, "2s", "a slower answer is degraded");
        add("threshold", ParameterType.COUNT, "3", "failures in a row until down");
        add("recovery", ParameterType.COUNT, "2", "successes in a row until healthy");
        add("breaker-failures", ParameterType.COUNT, "5", "failures in a row that open the circuit breaker");
        add("breaker-open", ParameterType.DURATION, "60s", "how long the circuit breaker stays open");
        add("breaker-trials", ParameterType.COUNT, "3", "calls permitted while the circuit breaker is half-open");
        add("breaker-successes", ParameterType.COUNT, "2", "successful trials that close the circuit breaker");
        add("enabled", ParameterType.BOOLEAN, "true", "false stops checking");
        add("alert-on-failure", ParameterType.BOOLEAN, "true", "false mutes every alert");
        add("alert-email", ParameterType.EMAILS, null, "who gets email, comma-separated");
        add("quiet-hours", ParameterType.QUIET_HOURS, null, "when no alert begins, such as 22:00-06:00; Sat,Sun");
        add("flap-high", ParameterType.PERCENT, "30", "percent of changes from which on it flaps; 0 for never");
        add("flap-low", ParameterType.PERCENT, "20", "percent of changes at which it has settled");
        add("concurrency-group", ParameterType.NAME, null, "whom it shares the quota rollcall.quota.<group> with");
        add("depends-on", ParameterType.TEXT, null, "keys of the integrations it needs, comma-separated");
        add("healthy-when", ParameterType.TEXT, null, "condition that must hold, or it is down");
        add("degraded-when", ParameterType.TEXT, null, "condition under which it is degraded");
        add("sub-checks", ParameterType.TEXT, null, "things to look at one by one, one a line: name: condition");
        add("metrics", ParameterType.TEXT, null, "numbers to keep, one a line: name (unit) = where it is found");
        add("runbook", ParameterType.TEXT, null, "what to do when it fails: an address or a sentence");
    }

    private CommonParameters() {}

    /** One parameter: how its text must look, its default or null, and what it means. */
    public record Parameter(ParameterType type, @Nullable String defaultValue, String description) {}

    /** All of them by name, in the order of the documentation. */
    public static Map<String, Parameter> all() {
        return java.util.Collections.unmodifiableMap(ALL);
    }

    /** Whether the parameter says what a right answer is; such a one is handed on with those of the template. */
    static boolean isExpectation(String name) {
        return EXPECTATIONS.contains(name);
    }

    private static void add(String name, ParameterType type, @Nullable String defaultValue, String description) {
        ALL.put(name, new Parameter(type, defaultValue, description));
    }
}
