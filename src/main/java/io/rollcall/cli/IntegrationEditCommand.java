package io.rollcall.cli;

import io.rollcall.app.EngineClient.Answer;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes the settings of an integration. */
@Command(
        name = "edit",
        description = "Change settings; a change lasts until somebody edits the file that declares the integration.",
        mixinStandardHelpOptions = true)
final class IntegrationEditCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(completionCandidates = KnownKeys.class, paramLabel = "KEY", description = "Its key, such as stripe.")
    private String key = "";

    IntegrationEditCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> body = settings.body();
        if (body.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say what is to be different, such as --every 30s or --set degraded-above=1s");
        }
        Answer answer = options.one(options.engine(environment), "PATCH", key, "", body);
        if (options.json()) {
            environment.json(answer.json());
        } else {
            environment.out().println(key + " is changed.");
        }
        return 0;
    }
}
