package io.rollcall.cli;

import io.rollcall.app.ResponseDesk;
import io.rollcall.app.ResponseDesk.Answered;
import io.rollcall.app.ResponseDesk.Question;
import io.rollcall.app.Settings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that answer an alert have in common. */
final class AnswerOptions {
    /** The engine looks every second. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Parameters(
            paramLabel = "INTEGRATION|TOPIC",
            description = "Key of an integration, or rule/integration of an alert, or a group of alerts.")
    private String target = "";

    @Option(names = "--rule", description = "Of the integration's alerts only that of this rule.")
    private @Nullable String rule;

    @Option(
            names = "--by",
            description = "Who answers; over --url it is the name of the token. Default: ${DEFAULT-VALUE}.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    int ask(Environment environment, String action) throws Exception {
        Settings settings = environment.settings();
        List<Answered> answers = remote.named(environment)
                ? new RemoteAlerts(new Remote(remote.engine(environment, settings))).answer(action, target, rule)
                : ResponseDesk.ask(settings, new Question(action, target, rule, by), PATIENCE);
        if (json) {
            environment.json(answers);
        } else {
            answers.forEach(answer -> environment.out().println(answer.topic() + " : " + answer.text()));
        }
        return answers.stream().allMatch(Answered::done) ? 0 : 1;
    }
}
