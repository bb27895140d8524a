package io.rollcall.cli;

import io.rollcall.app.RuleBacktest;
import io.rollcall.app.RuleBacktest.Question;
import io.rollcall.app.RuleBacktest.Report;
import io.rollcall.app.Settings;
import io.rollcall.app.logging.Logs;
import io.rollcall.integration.DurationText;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Plays recorded outcomes through changed rules. */
@Command(
        name = "backtest",
        description = {
            "Play the recorded outcomes through the rules as they are written now, and say what would have fired"
                    + " beside what has. Tells nobody. Needs no engine.",
            "Exit status 0 when the same would have fired, 1 when not."
        },
        mixinStandardHelpOptions = true)
final class AlertBacktestCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--routes", paramLabel = "FOLDERS", description = "Instead of rollcall.routes.")
    private @Nullable String routes;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimesOrAges.class,
            description = "A time, or how long ago, such as 7d, which is the default.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimesOrAges.class,
            description = "A time, or how long ago. Default: now.")
    private @Nullable Instant to;

    @Option(names = "--rule", description = "This rule only.")
    private @Nullable String rule;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AlertBacktestCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Instant now = Instant.now();
        Question question = new Question(
                routes,
                from == null ? now.minus(DurationText.parse("7d")) : from,
                to == null || to.isAfter(now) ? now : to,
                rule);
        if (!question.from().isBefore(question.to())) {
            throw new ParameterException(spec.commandLine(), "--from must be before --to");
        }
        Settings settings = environment.settings();
        // What would have fired must not look like alerts.
        Logs logs = new Logs();
        logs.quiet("io.rollcall.alert");
        logs.quiet("io.rollcall.judge");
        Report report = new Progress(environment)
                .during("Playing what is on record", () -> RuleBacktest.run(settings, question));
        if (json) {
            environment.json(report);
        } else {
            BacktestLines.of(report).forEach(environment.out()::println);
        }
        return BacktestLines.differs(report) ? 1 : 0;
    }

    /** A time, or a duration before now. */
    static final class TimesOrAges implements ITypeConverter<Instant> {
        private final Times times = new Times();

        @Override
        public Instant convert(String text) {
            if (!text.matches("\\d+[a-z]+")) {
                return times.convert(text);
            }
            try {
                return Instant.now().minus(DurationText.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
