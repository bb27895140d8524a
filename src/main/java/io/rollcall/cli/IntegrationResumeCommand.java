package io.rollcall.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Check an integration again that was paused. */
@Command(name = "resume", description = "Check an integration again that was paused.", mixinStandardHelpOptions = true)
final class IntegrationResumeCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Parameters(completionCandidates = KnownKeys.class, paramLabel = "KEY", description = "Its key, such as stripe.")
    private String key = "";

    IntegrationResumeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        options.one(options.engine(environment), "POST", key, "/resume", null);
        if (options.json()) {
            environment.json(Map.of("key", key, "done", "checked again"));
        } else {
            environment.out().println(key + " is checked again.");
        }
        return 0;
    }
}
