package io.rollcall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is about the engine's own numbers. */
@Command(
        name = "metrics",
        description = "Show how the engine itself does.",
        mixinStandardHelpOptions = true,
        subcommands = MetricsStreamCommand.class)
final class MetricsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
