package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts those who get news of the status page, and removes one. */
@Command(
        name = "subscribers",
        description =
                "Count those who get news of the status page by email or on a device, or remove one who asks for it.",
        mixinStandardHelpOptions = true)
final class StatusPageSubscribersCommand implements Callable<Integer> {
    private static final String PATH = "/api/status-page/subscribers";

    private final Environment environment;

    @Mixin
    private final StatusPageOptions options = new StatusPageOptions();

    @Option(
            names = "--remove",
            paramLabel = "EMAIL|ID",
            description = "Remove this address, or whoever messages name so as recipient.")
    private @Nullable String whom;

    StatusPageSubscribersCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Remote engine = options.engine(environment);
        JsonNode answer = (whom == null
                        ? engine.ask("GET", PATH, null, "confirmed")
                        : engine.ask(
                                "POST", PATH + "/remove", Map.of(whom.contains("@") ? "email" : "id", whom), "removed"))
                .json();
        if (options.json()) {
            environment.json(answer);
        } else if (whom == null) {
            int devices = answer.path("devices").asInt();
            environment
                    .out()
                    .println(answer.path("confirmed").asInt() + " confirmed"
                            + (devices == 0 ? "" : " (" + devices + " on devices)") + ", "
                            + answer.path("waiting").asInt() + " waiting");
        } else {
            environment.out().println(answer.path("removed").asInt() == 0 ? "There was none" : "Removed");
        }
        return 0;
    }
}
