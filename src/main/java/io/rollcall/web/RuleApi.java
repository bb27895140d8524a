package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rollcall.alert.AlertRule;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.CustomRule;
import io.rollcall.integration.DurationText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The alert rules there are, and those that programs make at run time (requirement 003-14). */
public final class RuleApi {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final int LONGEST_NAME = 200;

    private final Frame frame;
    private final AlertRules rules;
    private final CustomRules custom;

    public RuleApi(Frame frame, AlertRules rules, CustomRules custom) {
        this.frame = frame;
        this.rules = rules;
        this.custom = custom;
    }

    /**
     * A rule.
     *
     * @param firing how many alerts of it fire now
     * @param source file or api
     * @param custom as it was sent; null for one of a file
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Shown(
            String id,
            @Nullable String condition,
            String severity,
            String per,
            @Nullable String hold,
            @Nullable String window,
            List<String> services,
            List<String> groups,
            List<String> kinds,
            long firing,
            boolean enabled,
            String source,
            @Nullable CustomRule custom) {}

    /** All of them, by their names. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> Reply.ok(Map.of("rules", shown())).tagged("rules"));
    }

    private List<Shown> shown() {
        Map<String, CustomRule> made = custom.all();
        Map<String, Long> firing = rules.firingAlerts().stream()
                .collect(Collectors.groupingBy(alert -> alert.rule(), Collectors.counting()));
        List<Shown> all = new ArrayList<>();
        rules.all()
                .forEach(rule -> all.add(shown(rule, made.remove(rule.name()), firing.getOrDefault(rule.name(), 0L))));
        made.values()
                .forEach(rule -> all.add(new Shown(
                        rule.id(),
                        null,
                        rule.severity(),
                        "integration",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        rule.isEnabled(),
                        "api",
                        rule)));
        all.sort(Comparator.comparing(Shown::id));
        return all;
    }

    private static Shown shown(AlertRule rule, @Nullable CustomRule made, long firing) {
        return new Shown(
                rule.name(),
                rule.condition().toString(),
                rule.severity().word(),
                rule.scope().per().name().toLowerCase(Locale.ROOT),
                DurationText.format(rule.timing().hold()),
                DurationText.format(rule.timing().window()),
                rule.scope().services().stream().sorted().toList(),
                rule.scope().groups().stream().sorted().toList(),
                rule.scope().kinds().stream().sorted().toList(),
                firing,
                true,
                made == null ? "file" : "api",
                made);
    }

    /** Makes one. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            CustomRule rule = checked(request.body(CustomRule.class));
            boolean taken = custom.find(rule.id()).isPresent()
                    || rules.all().stream().anyMatch(other -> other.name().equals(rule.id()));
            if (taken) {
                throw Refused.of(409, "There is a rule '" + rule.id() + "' already");
            }
            custom.put(rule);
            return Reply.created("/api/rules/" + rule.id(), rule);
        });
    }

    /** Gives one that was made here another form. */
    public void replace(Exchange exchange) {
        frame.answer(exchange, request -> {
            CustomRule rule = checked(request.body(CustomRule.class));
            if (!rule.id().equals(require(request).id())) {
                throw Refused.field("id", "the id in the path, or none of another rule");
            }
            custom.put(rule);
            return Reply.ok(rule);
        });
    }

    /** Takes out one that was made here. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            custom.remove(require(request).id());
            return Reply.none();
        });
    }

    private CustomRule require(Request request) {
        String id = request.part("id");
        boolean fixed = rules.all().stream().anyMatch(rule -> rule.name().equals(id));
        return custom.find(id)
                .orElseThrow(() -> fixed
                        ? Refused.of(409, "Rule '" + id + "' stands in a file; change it there")
                        : Refused.of(404, "There is no rule '" + id + "'"));
    }

    static CustomRule checked(CustomRule rule) {
        if (rule.id() == null || !ID.matcher(rule.id()).matches()) {
            throw Refused.field("id", "1 to 63 letters, digits, '-' and '_'");
        }
        if (rule.condition() == null) {
            throw Refused.field("condition", "an object with metric, operator, threshold and timeWindow");
        }
        if (rule.severity() == null) {
            throw Refused.field("severity", "info, warning or critical");
        }
        if (rule.name() != null && rule.name().length() > LONGEST_NAME) {
            throw Refused.field("name", "at most " + LONGEST_NAME + " characters");
        }
        return rule;
    }
}
