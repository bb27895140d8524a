package io.rollcall.integration;

import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.Integration.BreakerSettings;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Integration.Thresholds;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns a declaration into an integration: fills in defaults and placeholders, and checks every value. Thread-safe. */
public final class IntegrationReader {
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(31);

    private final Placeholders placeholders;
    private final ParameterRules rules;

    public IntegrationReader(Placeholders placeholders, ParameterRules rules) {
        this.placeholders = placeholders;
        this.rules = rules;
    }

    /** Says what is wrong with the value of a template's own parameter: null when nothing is. */
    @FunctionalInterface
    public interface ParameterRules {
        @Nullable
        String complaint(Template template, String parameter, String value);
    }

    /**
     * The integration that the declaration describes. Problems of the text are added to the list, and then the answer is
     * null; a placeholder without a value is no mistake but makes the integration unknown.
     */
    public @Nullable Integration read(Declaration declaration, Template template, List<Problem> problems) {
        int before = problems.size();
        complainAboutNames(declaration, template, problems);
        Set<String> unset = new TreeSet<>();
        Map<String, String> values = new HashMap<>();
        for (var written : withDefaults(declaration, template).entrySet()) {
            try {
                values.put(written.getKey(), placeholders.resolve(written.getValue()));
            } catch (Placeholders.MissingValueException e) {
                unset.add(String.valueOf(e.getMessage()));
            }
        }
        String missing = unset.isEmpty() ? null : String.join("; ", unset);
        missing = complainAboutMissing(declaration, template, values, missing, problems);
        values.forEach((name, value) -> complainAboutValue(declaration, template, name, value, problems));
        if (problems.size() > before) {
            return null;
        }
        Integration integration = build(declaration, template, values, missing);
        complainAboutTimes(declaration, integration.cadence(), problems);
        if (integration.breaker().successes() > integration.breaker().trials()) {
            problems.add(declaration.problem(
                    "breaker-successes", "must not exceed breaker-trials, or the breaker could never close"));
        }
        return problems.size() > before ? null : integration;
    }

    private static Map<String, String> withDefaults(Declaration declaration, Template template) {
        Map<String, String> all = new TreeMap<>();
        CommonParameters.all().forEach((name, common) -> putIfPresent(all, name, common.defaultValue()));
        template.parameters().forEach((name, own) -> putIfPresent(all, name, own.defaultValue()));
        all.putAll(declaration.parameters());
        return all;
    }

    private static void putIfPresent(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static void complainAboutNames(Declaration declaration, Template template, List<Problem> problems) {
        for (String name : new TreeMap<>(declaration.parameters()).keySet()) {
            if (!CommonParameters.all().containsKey(name)
                    && !template.parameters().containsKey(name)) {
                var known = new java.util.ArrayList<>(template.parameters().keySet());
                known.addAll(CommonParameters.all().keySet());
                problems.add(declaration.problem(
                        name, "template '" + template.id() + "' has no such parameter" + Nearest.hint(name, known)));
            }
        }
    }

    /** A required parameter that is not written is a mistake in a file; one that is empty, or in the table, is not. */
    private static @Nullable String complainAboutMissing(
            Declaration declaration,
            Template template,
            Map<String, String> values,
            @Nullable String missing,
            List<Problem> problems) {
        for (var own : new TreeMap<>(template.parameters()).entrySet()) {
            String value = values.get(own.getKey());
            boolean written = declaration.parameters().containsKey(own.getKey());
            if (!own.getValue().required() || missing != null || (value != null && !value.isBlank())) {
                continue;
            }
            if (!written && !declaration.file().equals(Declaration.TABLE)) {
                problems.add(declaration.problem(
                        own.getKey(), "template '" + template.id() + "' needs this parameter; add it"));
            } else {
                return own.getKey() + " is empty";
            }
        }
        return missing;
    }

    private void complainAboutValue(
            Declaration declaration, Template template, String name, String value, List<Problem> problems) {
        var common = CommonParameters.all().get(name);
        if (common != null) {
            common.type().complaint(value).ifPresent(text -> problems.add(declaration.problem(name, text)));
        } else if (template.parameters().containsKey(name) && !value.isBlank()) {
            String complaint = rules.complaint(template, name, value);
            if (complaint != null) {
                problems.add(declaration.problem(name, complaint));
            }
        }
    }

    private static void complainAboutTimes(Declaration declaration, Cadence cadence, List<Problem> problems) {
        if (cadence.interval().compareTo(LEAST_INTERVAL) < 0
                || cadence.interval().compareTo(LONGEST_INTERVAL) > 0) {
            problems.add(declaration.problem("interval", "must be from 5s to 31d"));
        }
        if (cadence.recheck().compareTo(Duration.ofSeconds(1)) < 0) {
            problems.add(declaration.problem("recheck", "must be at least 1s"));
        }
        if (cadence.timeout().isZero() || cadence.deadline().compareTo(cadence.timeout()) < 0) {
            problems.add(declaration.problem(
                    "deadline",
                    "must not be shorter than the timeout of one try, which is "
                            + DurationText.format(cadence.timeout())));
        }
        if (cadence.deadline().compareTo(Duration.ofMinutes(10)) > 0) {
            problems.add(declaration.problem("deadline", "must be at most 10m"));
        }
    }

    private static Integration build(
            Declaration declaration, Template template, Map<String, String> values, @Nullable String missing) {
        Map<String, String> own = new HashMap<>(values);
        own.keySet().retainAll(template.parameters().keySet());
        return new Integration(
                declaration.key(),
                values.getOrDefault("name", declaration.key()),
                declaration.kind(),
                values.get("group"),
                new Cadence(
                        Boolean.parseBoolean(values.get("enabled")),
                        duration(values, "interval"),
                        duration(values, "recheck"),
                        duration(values, "timeout"),
                        duration(values, "deadline")),
                new Thresholds(
                        duration(values, "degraded-above"), count(values, "threshold"), count(values, "recovery")),
                new BreakerSettings(
                        count(values, "breaker-failures"),
                        duration(values, "breaker-open"),
                        count(values, "breaker-trials"),
                        count(values, "breaker-successes")),
                new Alerting(Boolean.parseBoolean(values.get("alert-on-failure")), list(values.get("alert-email"))),
                list(values.get("depends-on")),
                values.get("runbook"),
                own,
                missing);
    }

    private static Duration duration(Map<String, String> values, String name) {
        return DurationText.parse(values.getOrDefault(name, ""));
    }

    private static int count(Map<String, String> values, String name) {
        return Integer.parseInt(values.getOrDefault(name, ""));
    }

    private static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }
}
