package io.rollcall.alert;

import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The words that conditions of rules can speak of (requirements 000-15, 001-24 to 001-27, 003-09 to 003-13). */
final class RuleWords {
    /** What is about one integration ends so: {@code stripe_health} is 1 while it works and 0 while it does not. */
    static final String HEALTH = "_health";

    /** A metric as a plain number in its unit. */
    private static final String METRIC = "metric.";
    /** A metric in seconds as a duration. */
    private static final String SECONDS = "seconds.";

    private record Alias(String metric, Type type) {}

    /** Names that people use for metrics which checks call otherwise. */
    private static final Map<String, Alias> ALIASES = Map.ofEntries(
            Map.entry("queue_depth", new Alias("queue_size", Type.NUMBER)),
            Map.entry("memory", new Alias("memory_used", Type.PERCENT)),
            Map.entry("cpu", new Alias("cpu_used", Type.PERCENT)),
            Map.entry("disk", new Alias("disk_used", Type.PERCENT)),
            Map.entry("load", new Alias("load_per_processor", Type.NUMBER)),
            Map.entry("threads_connected", new Alias("mysql_global_status_threads_connected", Type.NUMBER)),
            Map.entry("conversion_rate", new Alias("conversion_rate", Type.PERCENT)),
            Map.entry("max_connections", new Alias("max_connections", Type.NUMBER)),
            Map.entry("certificate_expiry", new Alias("certificate_expiry", Type.DURATION)),
            Map.entry(
                    "mysql_global_status_threads_connected",
                    new Alias("mysql_global_status_threads_connected", Type.NUMBER)),
            Map.entry(
                    "mysql_global_variables_max_connections",
                    new Alias("mysql_global_variables_max_connections", Type.NUMBER)));

    /** What a check of another kind calls the same. */
    private static final Map<String, String> SAME = Map.of("max_connections", "mysql_global_variables_max_connections");

    private static final Set<String> WINDOWED = Set.of("error_rate", "success_rate", "uptime");

    private RuleWords() {}

    /** The words of rules about such subjects, with these metrics known by their bare names. */
    static Vocabulary vocabulary(RuleScope.Per per, Map<String, Type> metrics) {
        Vocabulary words = Vocabulary.empty()
                .with("checks", Type.NUMBER)
                .with("failures", Type.NUMBER)
                .with("latency_avg", Type.DURATION)
                .with("latency_p50", Type.DURATION)
                .with("latency_p95", Type.DURATION)
                .with("latency_p99", Type.DURATION)
                .withAlias("avg_response_time", Type.DURATION, "latency_avg")
                .withPrefix(METRIC, Type.NUMBER)
                .withSeries(METRIC);
        for (String share : WINDOWED) {
            words = words.with(share, Type.PERCENT);
        }
        for (Map.Entry<String, Alias> alias : aliases(metrics).entrySet()) {
            Alias to = alias.getValue();
            String means = (to.type() == Type.DURATION ? SECONDS : METRIC) + to.metric();
            words = words.withAlias(alias.getKey(), to.type(), means);
        }
        words = words.with("latency", Type.DURATION);
        return per == RuleScope.Per.INTEGRATION ? withSingle(words) : words;
    }

    private static Vocabulary withSingle(Vocabulary words) {
        List<String> statuses = Arrays.stream(Status.values()).map(Status::name).toList();
        return words.withWords("status", statuses)
                .withWords("service.status", statuses)
                .withWords("breaker", List.of("CLOSED", "OPEN", "HALF_OPEN"))
                .with("consecutive_failures", Type.NUMBER)
                .withSuffix(HEALTH, Type.NUMBER);
    }

    private static Map<String, Alias> aliases(Map<String, Type> metrics) {
        Map<String, Alias> all = new TreeMap<>();
        metrics.forEach((name, type) -> all.put(name, new Alias(name, type)));
        all.putAll(ALIASES);
        all.keySet().removeAll(Set.of("status", "latency", "value", "rows", "row", "series", "size"));
        return all;
    }

    /** Whether a name of facts is a metric's. */
    static boolean isMetric(String name) {
        return name.startsWith(METRIC) || name.startsWith(SECONDS);
    }

    /** Whether facts are to give it as a duration. */
    static boolean isDuration(String name) {
        return name.startsWith(SECONDS);
    }

    /** The metric that such a name is about. */
    static String metric(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    /** Whether a found metric is the one that a condition names. */
    static boolean isSame(String wanted, String found) {
        return found.equals(wanted) || found.equals(SAME.get(wanted));
    }

    /** Whether checks may be made to yield it although none does by itself: the documents' rules speak of it. */
    static boolean isExpected(String metric) {
        return metric.startsWith("mysql_global_")
                || Set.of("conversion_rate", "api_errors_total", "api_response_time")
                        .contains(metric);
    }
}
