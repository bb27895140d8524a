package io.rollcall.cli;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.store.StoreException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: each command is a class of its own. Exit status 0 all well, 1 something is not, 2 wrong use. */
@Command(
        name = "rollcall",
        description = "Calls the roll of every integration a business depends on.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            ValidateCommand.class,
            ProvisionCommand.class,
            AlertCommand.class,
            MetricsCommand.class,
            IntegrationCommand.class,
            InboxCommand.class,
            StatusPageCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            UserCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            DemoCommand.class,
            CompletionCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs the command that the arguments name. */
    public static void main(String[] arguments) {
        System.exit(run(Environment.ofThisProcess(), arguments));
    }

    /** Runs the command that the arguments name, with that folder, those variables and those streams; its exit status. */
    public static int run(Environment environment, String... arguments) {
        CommandLine commands = new CommandLine(new Main(), new Commands(environment))
                .setOut(new PrintWriter(environment.out(), true))
                .setErr(new PrintWriter(environment.err(), true))
                .setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, command));
        Numbers.register(commands);
        return commands.execute(OtherNames.inOurWords(commands, arguments));
    }

    /** One clear message for what the reader can mend; a stack trace only for a fault of ours. */
    private static int explain(Exception fault, CommandLine command) {
        if (fault instanceof InvalidConfigurationException invalid) {
            invalid.problems().forEach(problem -> command.getErr().println(problem));
        } else if (fault instanceof StoreException) {
            // Those of the database's own tools have several lines, with a rule between them.
            String message = String.valueOf(fault.getMessage()).replaceAll("\\R-{9,}\\R", "; ");
            command.getErr().println(Columns.clean(message).strip());
        } else if (fault instanceof Remote.Refusal || fault instanceof Mistake) {
            command.getErr().println(fault.getMessage());
        } else {
            fault.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
