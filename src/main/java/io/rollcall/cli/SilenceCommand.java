package io.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Silences: who does not want to be told of what, for how long. */
@Command(
        name = "silence",
        description = "Ask not to be told of some alerts for a while.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SilenceAddCommand.class,
            SilenceListCommand.class,
            SilenceChangeCommand.class,
            SilenceExpireCommand.class
        })
final class SilenceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
