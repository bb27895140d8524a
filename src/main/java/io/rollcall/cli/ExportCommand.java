package io.rollcall.cli;

import io.rollcall.app.EngineClient.Answer;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints all that people have set in an engine. */
@Command(
        name = "export",
        description = "Print integrations, silences, maintenance and rules as one YAML text, without secrets.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    /** The line that each export has, and no other text that is likely to be there. */
    private static final Pattern VERSION = Pattern.compile("(?m)^rollcall: \\d+$");

    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    ExportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Remote engine = new Remote(remote.engine(environment, environment.settings()));
        Answer exported = engine.known(engine.get("/api/export"), answer -> VERSION.matcher(answer.body())
                .find());
        environment.out().print(exported.body());
        environment.out().flush();
        return 0;
    }
}
