package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertEntry;
import io.rollcall.alert.AlertRule;
import io.rollcall.alert.Severity;
import io.rollcall.app.AlertExplanation.Case;
import io.rollcall.camel.AlertComponent;
import io.rollcall.camel.AlertRouting;
import io.rollcall.condition.Truth;
import io.rollcall.group.Forecast;
import io.rollcall.group.MemberEntry;
import io.rollcall.group.Muting.Muted;
import io.rollcall.group.Receiver;
import io.rollcall.integration.Integration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Status;
import io.rollcall.judge.IntegrationState;
import io.rollcall.probe.Kinds;
import io.rollcall.routefile.RouteFile;
import io.rollcall.spelling.Nearest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Who would be told of an alert, when, and why not: sends an invented one through the real router, and tells nobody. */
public final class AlertInquiry {
    private final Question question;
    private final QuietEngine engine;
    private final Memory memory;
    private final ProducerTemplate template;

    /**
     * What is asked.
     *
     * @param integration the key
     * @param rule its name; null means every rule that is about the integration
     * @param severity instead of the rule's, or null
     * @param labels beside or instead of those of the alert
     * @param at when it would fire; the past is judged by what the database knows now
     */
    public record Question(
            String integration,
            @Nullable String rule,
            @Nullable Severity severity,
            Map<String, String> labels,
            Instant at) {}

    private AlertInquiry(Question question, QuietEngine engine, Memory memory) {
        this.question = question;
        this.engine = engine;
        this.memory = memory;
        this.template = engine.context().createProducerTemplate();
    }

    /**
     * The answer from files, and from the database where there is one.
     *
     * @throws InvalidConfigurationException when files are wrong or nothing has that name
     */
    public static AlertExplanation ask(Settings settings, Question question) {
        Clock then = Clock.fixed(question.at(), ZoneOffset.UTC);
        try (Memory memory = Memory.look(settings);
                QuietEngine engine = new QuietEngine(settings, memory.url(), then, entries -> {})) {
            engine.start(AlertInquiry::decides);
            engine.parts.integrations.plan(memory.maintenance());
            engine.parts.judge.restore(memory.states());
            memory.subscribe(engine.channels.push);
            memory.mute(engine.parts.muteParts, question.at());
            memory.replies(engine.channels.replies());
            return new AlertInquiry(question, engine, memory).answer();
        }
    }

    /** True for rules, the router and what it may call. */
    private static boolean decides(RouteFile file) {
        boolean called = !file.beginnings().isEmpty()
                && file.beginnings().stream().allMatch(uri -> uri.matches("(alert|direct)(:.*)?"));
        return called || file.ids("route").contains("route-alert");
    }

    private AlertExplanation answer() {
        Integration integration = integration();
        Set<String> found = found(integration);
        List<AlertEntry> known = memory.alerts();
        Forecast forecast = new Forecast(memory.members(), engine.channels.muting(), engine.channels.holdBack());
        List<Case> cases = new ArrayList<>();
        for (AlertRule rule : rules(integration)) {
            cases.add(explain(rule, integration, found, known, forecast));
        }
        if (cases.isEmpty() && question.severity() != null) {
            cases.add(explain(null, integration, found, known, forecast));
        }
        return new AlertExplanation(
                integration.key(),
                integration.name(),
                question.at(),
                engine.parts.rules.excuse(integration).orElse(null),
                cases);
    }

    /** The metrics that its checks find, as far as its kind, its parameters and its last outcomes say. */
    private Set<String> found(Integration integration) {
        Set<String> found = new HashSet<>(Kinds.metrics(integration.kind()));
        found.addAll(AlertComponent.declared(integration));
        memory.past().ifPresent(past -> found.addAll(past.metricNames(integration.key())));
        return found;
    }

    private Integration integration() {
        String key = question.integration();
        return engine.parts.integrations.find(key).orElseThrow(() -> {
            List<String> keys = engine.parts.integrations.all().stream()
                    .map(Integration::key)
                    .toList();
            return mistake("no such integration '" + key + "'" + Nearest.hint(key, keys));
        });
    }

    private List<AlertRule> rules(Integration integration) {
        List<AlertRule> about = engine.parts.rules.about(integration);
        String wanted = question.rule();
        if (wanted == null) {
            return about;
        }
        List<AlertRule> named =
                about.stream().filter(rule -> rule.name().equals(wanted)).toList();
        if (named.isEmpty() && question.severity() == null) {
            List<String> names = about.stream().map(AlertRule::name).toList();
            throw mistake("no rule '" + wanted + "' is about " + integration.key() + Nearest.hint(wanted, names)
                    + "; with a severity one is invented");
        }
        return named;
    }

    private static InvalidConfigurationException mistake(String message) {
        return new InvalidConfigurationException(List.of(new Problem("alert explain", 0, null, message)));
    }

    private Case explain(
            @Nullable AlertRule rule,
            Integration integration,
            Set<String> found,
            List<AlertEntry> known,
            Forecast forecast) {
        Alert alert = alert(rule, integration);
        AlertEntry open = known.stream()
                .filter(entry ->
                        entry.rule().equals(alert.rule()) && entry.key().equals(alert.integration()))
                .filter(entry -> !entry.state().equals("resolved"))
                .findFirst()
                .orElse(null);
        Muted muted = engine.channels
                .muting()
                .among(firing(), question.at())
                .apply(alert)
                .orElse(null);
        List<Receiver> receivers = AlertRouting.receivers(template, alert);
        return new Case(
                alert.rule(),
                rule == null ? null : rule.condition().toString(),
                rule == null || rule.canHoldOf(found),
                alert.severity().word(),
                open == null ? null : open.state(),
                Case.since(open),
                alert.labels(),
                Case.why(muted),
                new ReceiverOutlook(engine.channels).of(alert, forecast.of(alert, receivers)));
    }

    /** What is known to fire, which may inhibit others. */
    private List<Alert> firing() {
        return memory.members().stream()
                .map(MemberEntry::alert)
                .filter(Alert::firing)
                .distinct()
                .toList();
    }

    private Alert alert(@Nullable AlertRule rule, Integration integration) {
        IntegrationState state = engine.parts.judge.state(integration.key());
        Severity severity = question.severity() == null
                ? Objects.requireNonNull(rule, "an invented alert has a severity")
                        .severity()
                : question.severity();
        String invented = question.rule() == null ? "invented" : question.rule();
        Map<String, String> labels = labels(rule == null ? invented : rule.name(), severity, integration);
        if (rule != null) {
            rule.labels().forEach(labels::putIfAbsent);
        }
        return new Alert(
                rule == null ? invented : rule.name(),
                rule == null ? "" : rule.condition().toString(),
                severity,
                true,
                integration.key(),
                integration.name(),
                integration.kind(),
                labels.get("group"),
                rule == null ? Status.DOWN : statusFor(rule, state.status()),
                question.at(),
                question.at(),
                state.failures(),
                state.latency(),
                state.message(),
                integration.alerting().emails(),
                integration.runbook(),
                List.of(),
                labels,
                Map.of());
    }

    private Map<String, String> labels(String rule, Severity severity, Integration integration) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("rule", rule);
        labels.put("severity", severity.word());
        labels.put("integration", integration.key());
        labels.put("kind", integration.kind());
        if (integration.group() != null) {
            labels.put("group", integration.group());
        }
        labels.putAll(question.labels());
        return labels;
    }

    /** The status in which the rule holds, since the router may ask for it; the present one when the rule asks for none. */
    private static Status statusFor(AlertRule rule, Status present) {
        return Stream.of(present, Status.DOWN, Status.DEGRADED, Status.UNKNOWN, Status.HEALTHY)
                .filter(status -> rule.condition().condition().truth(name -> name.endsWith("status") ? status : null)
                        == Truth.TRUE)
                .findFirst()
                .orElse(present);
    }
}
