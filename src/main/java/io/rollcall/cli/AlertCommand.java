package io.rollcall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is about alerts: each sub-command is a class of its own. */
@Command(
        name = "alert",
        description = "List alerts, answer and silence them, explain who is told of them, and try channels.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AlertListCommand.class,
            AlertAckCommand.class,
            AlertReleaseCommand.class,
            AlertEscalateCommand.class,
            SilenceCommand.class,
            AlertExplainCommand.class,
            AlertTestCommand.class,
            AlertDeadCommand.class,
            AlertReplayCommand.class
        })
final class AlertCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
