package io.rollcall.alert;

import io.rollcall.alert.AlertRule.Timing;
import io.rollcall.alert.RuleScope.Per;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.OverTime;
import io.rollcall.condition.TimedCondition;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.DurationText;
import io.rollcall.spelling.Nearest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a rule from its parameters as texts, and says what is wrong with one and what would be right. */
public final class RuleParameters {
    private static final List<String> TEXTS =
            List.of("summary", "description", "summary.de", "description.de", "runbook");
    private static final List<String> KNOWN = List.of(
            "condition",
            "services",
            "groups",
            "kinds",
            "per",
            "severity",
            "for",
            "keep-firing-for",
            "window",
            "unless",
            "labels",
            "summary",
            "description",
            "summary.de",
            "description.de",
            "runbook",
            "annotations");

    /** Labels that every alert has by itself. */
    private static final Set<String> OWN = Set.of("rule", "severity", "integration", "kind", "group");

    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<String, Type> metrics;

    private RuleParameters(Map<String, String> texts, Map<String, Type> metrics) {
        this.metrics = metrics;
        texts.forEach((name, text) -> {
            String known = name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(known)) {
                throw new IllegalArgumentException("unknown parameter '" + known + "'" + Nearest.hint(known, KNOWN));
            }
            given.put(known, text.strip());
        });
    }

    /**
     * The rule of that name.
     *
     * @param texts by name in camelCase or kebab-case
     * @param metrics what checks find, by name, and how it is compared
     * @throws IllegalArgumentException with what is wrong
     */
    public static AlertRule read(String name, Map<String, String> texts, Map<String, Type> metrics) {
        try {
            return new RuleParameters(texts, metrics).rule(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule '" + name + "': " + e.getMessage(), e);
        }
    }

    private AlertRule rule(String name) {
        Per per = per(text("per"));
        Vocabulary words = RuleWords.vocabulary(per, metrics);
        TimedCondition condition = condition(words);
        Set<String> variables = condition.condition().variables();
        Duration window = duration("window", AlertRule.WINDOW);
        checkReach(window, variables);
        checkSubject(per, variables, window);
        Timing timing = new Timing(hold(condition), duration("keep-firing-for", Duration.ZERO), window);
        Map<String, String> labels = pairs("labels");
        labels.keySet().stream().filter(OWN::contains).findFirst().ifPresent(own -> {
            throw new IllegalArgumentException("labels: every alert has its own '" + own + "'; choose another name");
        });
        RuleScope scope = scope(per, variables);
        return new AlertRule(
                name, condition, scope, severity(text("severity")), timing, names("unless"), labels, texts(words));
    }

    private TimedCondition condition(Vocabulary words) {
        String text = text("condition");
        try {
            return TimedCondition.parse(text, words);
        } catch (ConditionException e) {
            throw new IllegalArgumentException("condition '" + text + "': " + e.getMessage(), e);
        }
    }

    private Duration hold(TimedCondition condition) {
        if (!given.containsKey("for")) {
            return condition.hold();
        }
        if (!condition.hold().isZero()) {
            throw new IllegalArgumentException("the condition says for how long already; leave out 'for'");
        }
        return duration("for", Duration.ZERO);
    }

    private RuleScope scope(Per per, Set<String> variables) {
        Set<String> services = names("services");
        Set<String> groups = names("groups");
        Set<String> kinds = names("kinds");
        if (per == Per.SYSTEM && !(services.isEmpty() && groups.isEmpty() && kinds.isEmpty())) {
            throw new IllegalArgumentException(
                    "per: system is about all integrations; leave out services, groups, kinds");
        }
        if (per == Per.GROUP && !(services.isEmpty() && kinds.isEmpty())) {
            throw new IllegalArgumentException("per: group is about whole groups; write groups, not services or kinds");
        }
        Set<String> words = services.isEmpty() && groups.isEmpty() && kinds.isEmpty()
                ? variables.stream()
                        .filter(name -> name.endsWith(RuleWords.HEALTH))
                        .map(name -> name.substring(0, name.length() - RuleWords.HEALTH.length()))
                        .collect(Collectors.toSet())
                : Set.of();
        return new RuleScope(per, services, groups, kinds, words);
    }

    private static void checkReach(Duration window, Set<String> variables) {
        for (String variable : variables) {
            OverTime overTime = OverTime.of(variable);
            if (overTime != null && !overTime.of().equals(Need.LATENCY) && !RuleWords.isMetric(overTime.of())) {
                throw new IllegalArgumentException(
                        "condition: " + overTime.function() + " is of latency or of a metric, not of " + overTime.of());
            }
            Duration span = overTime == null || overTime.span() == null ? window : overTime.span();
            if (span.compareTo(Standings.MEMORY) > 0 || span.toSeconds() < 1) {
                throw new IllegalArgumentException("a window reaches over 1s to 1d, not " + DurationText.format(span));
            }
        }
    }

    private static void checkSubject(Per per, Set<String> variables, Duration window) {
        variables.stream()
                .filter(name ->
                        per != Per.INTEGRATION && Need.of(name, per, window).isEmpty())
                .findFirst()
                .ifPresent(single -> {
                    throw new IllegalArgumentException("condition: " + single + " is of a single integration; per: "
                            + per.word() + " has error_rate, success_rate, uptime, checks, failures, latency_avg,"
                            + " latency_p50, latency_p95, latency_p99, and functions over time such as rate(x[5m])");
                });
    }

    private Map<String, Wording> texts(Vocabulary words) {
        Map<String, String> all = pairs("annotations");
        TEXTS.stream().filter(given::containsKey).forEach(name -> all.put(name, text(name)));
        Map<String, Wording> texts = new LinkedHashMap<>();
        all.forEach((name, text) -> {
            try {
                texts.put(name, Wording.parse(text, words));
            } catch (ConditionException e) {
                String fields =
                        String.join(", ", Wording.FIELDS.stream().sorted().toList());
                throw new IllegalArgumentException(
                        name + " '" + text + "': " + e.getMessage() + "; and there are " + fields + ", label.<name>",
                        e);
            }
        });
        return texts;
    }

    /** Pairs of name and value with commas between them; a comma belongs to the value unless a name follows. */
    private Map<String, String> pairs(String parameter) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (text(parameter).isEmpty()) {
            return pairs;
        }
        for (String pair : text(parameter).split("\\s*(,|\\R)\\s*(?=[A-Za-z_][\\w-]*\\s*=)")) {
            String[] parts = pair.split("\\s*=\\s*", 2);
            if (parts.length < 2 || !parts[0].matches("[A-Za-z_][\\w-]*")) {
                throw new IllegalArgumentException(
                        parameter + ": '" + pair + "' is no pair; write name=value, other=value");
            }
            pairs.put(parts[0], parts[1]);
        }
        return pairs;
    }

    private Set<String> names(String parameter) {
        return Arrays.stream(text(parameter).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Duration duration(String parameter, Duration otherwise) {
        try {
            String text = text(parameter);
            return text.isEmpty() ? otherwise : DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(parameter + ": " + e.getMessage(), e);
        }
    }

    private String text(String parameter) {
        return given.getOrDefault(parameter, "");
    }

    private static Per per(String word) {
        try {
            return word.isEmpty() ? Per.INTEGRATION : Per.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("per: '" + word + "'; write integration, group or system", e);
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
