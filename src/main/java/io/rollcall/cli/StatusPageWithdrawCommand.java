package io.rollcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells something no longer. */
@Command(
        name = "withdraw",
        description = "Take back what is told on the status page; it stays on record.",
        mixinStandardHelpOptions = true)
final class StatusPageWithdrawCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final StatusPageOptions options = new StatusPageOptions();

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
    private String id = "";

    StatusPageWithdrawCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        options.one(environment, "DELETE", id, null);
        environment.out().println("Withdrawn");
        return 0;
    }
}
