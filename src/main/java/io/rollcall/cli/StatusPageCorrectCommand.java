package io.rollcall.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Corrects what everybody is told. */
@Command(
        name = "correct",
        description = "Correct what is told on the status page; the former words stay on record.",
        mixinStandardHelpOptions = true)
final class StatusPageCorrectCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final StatusPageOptions options = new StatusPageOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, or the beginning of it.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "What everybody shall read instead.")
    private String text = "";

    @Option(names = "--state", description = "How far you have come instead.")
    private @Nullable String state;

    StatusPageCorrectCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("text", text);
        if (state != null) {
            change.put("state", state);
        }
        options.print(environment, options.one(environment, "PATCH", id, change));
        return 0;
    }
}
