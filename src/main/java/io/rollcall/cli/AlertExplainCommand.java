package io.rollcall.cli;

import io.rollcall.alert.Severity;
import io.rollcall.app.AlertExplanation;
import io.rollcall.app.AlertInquiry;
import io.rollcall.app.AlertInquiry.Question;
import io.rollcall.app.Settings;
import io.rollcall.app.logging.Logs;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Says who would be told of an alert, when and over what, and why not. */
@Command(
        name = "explain",
        description = {
            "Say who would be told of an alert about an integration, when and over what, and why not.",
            "Tells nobody. Needs no engine."
        },
        mixinStandardHelpOptions = true)
final class AlertExplainCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(
            names = "--integration",
            completionCandidates = KnownKeys.class,
            paramLabel = "KEY",
            required = true,
            description = "Key of the integration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String integration;

    @Option(names = "--rule", description = "This rule only; with --severity it need not exist.")
    private @Nullable String rule;

    @Option(
            names = "--severity",
            converter = Severities.class,
            description = "info, warning or critical, instead of the rule's.")
    private @Nullable Severity severity;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "With this label, for the router and the groups.")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Times.class,
            description =
                    "When it fires, such as 2026-12-24T23:00 by this machine's clock, or with Z or +01:00. Default: now.")
    private @Nullable Instant at;

    @Option(
            names = "--all",
            description = "Also each rule that speaks of numbers its checks do not find, and each channel that is off.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AlertExplainCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Question question = new Question(integration, rule, severity, labels, at == null ? Instant.now() : at);
        Settings settings = environment.settings();
        // The explanation itself says which channels are off.
        new Logs().quiet("io.rollcall");
        AlertExplanation explanation = AlertInquiry.ask(settings, question);
        if (json) {
            environment.json(explanation);
        } else {
            ExplanationLines.of(explanation, all).forEach(environment.out()::println);
        }
        return 0;
    }

    /** A severity by its word. */
    static final class Severities implements ITypeConverter<Severity> {
        @Override
        public Severity convert(String word) {
            try {
                return Severity.valueOf(word.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + word + "' is no severity; write info, warning or critical");
            }
        }
    }
}
