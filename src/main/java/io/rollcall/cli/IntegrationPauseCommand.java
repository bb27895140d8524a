package io.rollcall.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stop checking an integration; what fires about it ends. */
@Command(
        name = "pause",
        description = "Stop checking an integration; what fires about it ends.",
        mixinStandardHelpOptions = true)
final class IntegrationPauseCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Parameters(completionCandidates = KnownKeys.class, paramLabel = "KEY", description = "Its key, such as stripe.")
    private String key = "";

    IntegrationPauseCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        options.one(options.engine(environment), "POST", key, "/pause", null);
        if (options.json()) {
            environment.json(Map.of("key", key, "done", "paused"));
        } else {
            environment.out().println(key + " is paused.");
        }
        return 0;
    }
}
