package io.rollcall.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Watch something no longer that no file declares. */
@Command(
        name = "remove",
        description = "Watch something no longer that no file declares.",
        mixinStandardHelpOptions = true)
final class IntegrationRemoveCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Parameters(completionCandidates = KnownKeys.class, paramLabel = "KEY", description = "Its key, such as stripe.")
    private String key = "";

    IntegrationRemoveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        options.one(options.engine(environment), "DELETE", key, "", null);
        if (options.json()) {
            environment.json(Map.of("key", key, "done", "removed"));
        } else {
            environment.out().println(key + " is removed.");
        }
        return 0;
    }
}
