package io.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The status page for everybody: what people tell there. */
@Command(
        name = "status-page",
        description = "Tell everybody about trouble and plans, on the status page.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StatusPagePostCommand.class,
            StatusPageAnnounceCommand.class,
            StatusPageListCommand.class,
            StatusPageCorrectCommand.class,
            StatusPageWithdrawCommand.class,
            StatusPageSubscribersCommand.class
        })
final class StatusPageCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
