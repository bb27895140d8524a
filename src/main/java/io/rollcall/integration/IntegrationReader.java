package io.rollcall.integration;

import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.Integration.BreakerSettings;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Integration.Thresholds;
import io.rollcall.spelling.Nearest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns a declaration into an integration: fills in defaults and placeholders, and checks every value. Thread-safe. */
public final class IntegrationReader {
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(31);
    /** A breaker remembers each of its calls. */
    private static final int MOST_CALLS = 1000;

    private final Placeholders placeholders;
    private final ParameterRules rules;

    public IntegrationReader(Placeholders placeholders, ParameterRules rules) {
        this.placeholders = placeholders;
        this.rules = rules;
    }

    /** Says what is wrong with the value of a parameter, given those of all others: null when nothing is. */
    @FunctionalInterface
    public interface ParameterRules {
        @Nullable
        String complaint(Template template, String parameter, Map<String, String> values);
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
                var common = CommonParameters.all().get(written.getKey());
                putIfPresent(values, written.getKey(), common == null ? null : common.defaultValue());
            }
        }
        String missing = unset.isEmpty() ? null : String.join("; ", unset);
        missing = complainAboutMissing(declaration, template, values, missing, problems);
        values.keySet().forEach(name -> complainAboutValue(declaration, template, name, values, problems));
        if (problems.size() > before) {
            return null;
        }
        Integration integration = build(declaration, template, values, missing);
        complainAboutTimes(declaration, integration.cadence(), problems);
        complainAboutBreaker(declaration, integration.breaker(), problems);
        complainAboutFlapping(declaration, integration.alerting().flapping(), problems);
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
        String reason = missing;
        for (var own : new TreeMap<>(template.parameters()).entrySet()) {
            String value = values.get(own.getKey());
            boolean written = declaration.parameters().containsKey(own.getKey());
            if (!own.getValue().required() || (value != null && !value.isBlank())) {
                continue;
            }
            if (!written && !declaration.file().equals(Declaration.TABLE)) {
                problems.add(declaration.problem(
                        own.getKey(), "template '" + template.id() + "' needs this parameter; add it"));
            } else if (reason == null) {
                reason = own.getKey() + " is empty";
            }
        }
        return reason;
    }

    private void complainAboutValue(
            Declaration declaration,
            Template template,
            String name,
            Map<String, String> values,
            List<Problem> problems) {
        String value = values.getOrDefault(name, "");
        var common = CommonParameters.all().get(name);
        String complaint = common == null || common.defaultValue() == null && value.isBlank()
                ? null
                : common.type().complaint(value).orElse(null);
        if (complaint == null && !value.isBlank()) {
            complaint = rules.complaint(template, name, values);
        }
        if (complaint != null) {
            problems.add(declaration.problem(name, complaint));
        }
    }

    private static void complainAboutTimes(Declaration declaration, Cadence cadence, List<Problem> problems) {
        boolean tooShort = cadence.interval().compareTo(LEAST_INTERVAL) < 0;
        if (cadence.timetable() == null && (tooShort || cadence.interval().compareTo(LONGEST_INTERVAL) > 0)) {
            problems.add(declaration.problem("interval", "must be from 5s to 31d"));
        }
        if (cadence.recheck().compareTo(Duration.ofSeconds(1)) < 0) {
            problems.add(declaration.problem("recheck", "must be at least 1s"));
        }
        if (cadence.timeout().isZero()) {
            problems.add(declaration.problem("timeout", "must be longer than 0s"));
        }
        if (cadence.deadline().compareTo(cadence.timeout()) < 0) {
            problems.add(declaration.problem(
                    "deadline",
                    "must not be shorter than the timeout of one try, which is "
                            + DurationText.format(cadence.timeout())));
        }
        if (cadence.deadline().compareTo(Duration.ofMinutes(10)) > 0) {
            problems.add(declaration.problem("deadline", "must be at most 10m"));
        }
    }

    private static void complainAboutBreaker(Declaration declaration, BreakerSettings breaker, List<Problem> problems) {
        if (breaker.failures() > MOST_CALLS) {
            problems.add(declaration.problem("breaker-failures", "must be at most " + MOST_CALLS));
        }
        if (breaker.trials() > MOST_CALLS) {
            problems.add(declaration.problem("breaker-trials", "must be at most " + MOST_CALLS));
        }
        if (breaker.open().compareTo(Duration.ofSeconds(1)) < 0) {
            problems.add(declaration.problem("breaker-open", "must be at least 1s"));
        }
        if (breaker.successes() > breaker.trials()) {
            problems.add(declaration.problem(
                    "breaker-successes", "must not exceed breaker-trials, or the breaker could never close"));
        }
    }

    private static void complainAboutFlapping(Declaration declaration, FlapLimits limits, List<Problem> problems) {
        if (!limits.off() && limits.low() >= limits.high()) {
            problems.add(declaration.problem(
                    "flap-low",
                    "must be less than flap-high, which is " + limits.high() + ", or it could never settle"));
        }
    }

    private static Integration build(
            Declaration declaration, Template template, Map<String, String> values, @Nullable String missing) {
        Map<String, String> own = new HashMap<>(values);
        own.keySet()
                .removeIf(name -> !template.parameters().containsKey(name) && !CommonParameters.isExpectation(name));
        return new Integration(
                declaration.key(),
                Objects.requireNonNullElse(text(values, "name"), declaration.key()),
                declaration.kind(),
                text(values, "group"),
                cadence(values),
                new Thresholds(
                        duration(values, "degraded-above"), count(values, "threshold"), count(values, "recovery")),
                new BreakerSettings(
                        count(values, "breaker-failures"),
                        duration(values, "breaker-open"),
                        count(values, "breaker-trials"),
                        count(values, "breaker-successes")),
                new Alerting(
                        Boolean.parseBoolean(values.get("alert-on-failure")),
                        list(values.get("alert-email")),
                        QuietHours.parse(text(values, "quiet-hours"), zone(values)),
                        new FlapLimits(count(values, "flap-high"), count(values, "flap-low"))),
                list(values.get("depends-on")),
                text(values, "runbook"),
                own,
                missing);
    }

    private static Cadence cadence(Map<String, String> values) {
        String cron = text(values, "cron");
        Timetable timetable = cron == null ? null : Timetable.parse(cron, zone(values));
        return new Cadence(
                Boolean.parseBoolean(values.get("enabled")),
                timetable == null ? duration(values, "interval") : timetable.longestGap(),
                duration(values, "recheck"),
                duration(values, "timeout"),
                duration(values, "deadline"),
                timetable,
                text(values, "concurrency-group"));
    }

    private static ZoneId zone(Map<String, String> values) {
        String zone = text(values, "timezone");
        return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    private static @Nullable String text(Map<String, String> values, String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value;
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
