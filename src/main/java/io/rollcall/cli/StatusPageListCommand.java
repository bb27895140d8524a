package io.rollcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what everybody is told. */
@Command(
        name = "list",
        description = "List what is told on the status page, the newest first.",
        mixinStandardHelpOptions = true)
final class StatusPageListCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final StatusPageOptions options = new StatusPageOptions();

    StatusPageListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        options.print(environment, options.updates(options.engine(environment)));
        return 0;
    }
}
