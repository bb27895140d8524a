package io.rollcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints all that people have set in an engine. */
@Command(
        name = "export",
        description = "Print integrations, silences, maintenance and rules as one YAML text, without secrets.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    ExportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Remote engine = new Remote(remote.engine(environment, environment.settings()));
        environment.out().print(engine.get("/api/export").body());
        environment.out().flush();
        return 0;
    }
}
