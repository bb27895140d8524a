package io.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What people do about alerts; each command is a class of its own. */
@Command(
        name = "alert",
        description = "What people do about alerts.",
        mixinStandardHelpOptions = true,
        subcommands = {SilenceCommand.class})
final class AlertCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
