package io.rollcall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is watched, asked of and changed in the running engine: each sub-command is a class of its own. */
@Command(
        name = "integration",
        description = "Show, check, pause and change what the running engine watches.",
        mixinStandardHelpOptions = true,
        subcommands = {
            IntegrationListCommand.class,
            IntegrationShowCommand.class,
            IntegrationCheckCommand.class,
            IntegrationPauseCommand.class,
            IntegrationResumeCommand.class,
            IntegrationAddCommand.class,
            IntegrationEditCommand.class,
            IntegrationRemoveCommand.class
        })
final class IntegrationCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
