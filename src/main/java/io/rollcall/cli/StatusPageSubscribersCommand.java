package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts those who get news of the status page by email, and removes one. */
@Command(
        name = "subscribers",
        description = "Count those who get news of the status page by email, or remove one who asks for it.",
        mixinStandardHelpOptions = true)
final class StatusPageSubscribersCommand implements Callable<Integer> {
    private static final String PATH = "/api/status-page/subscribers";

    private final Environment environment;

    @Mixin
    private final StatusPageOptions options = new StatusPageOptions();

    @Option(names = "--remove", paramLabel = "EMAIL", description = "Remove this address.")
    private @Nullable String email;

    StatusPageSubscribersCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Remote engine = options.engine(environment);
        JsonNode answer = (email == null
                        ? engine.get(PATH)
                        : engine.ask("POST", PATH + "/remove", Map.of("email", email)))
                .json();
        if (options.json()) {
            environment.json(answer);
        } else if (email == null) {
            environment
                    .out()
                    .println(answer.path("confirmed").asInt() + " confirmed, "
                            + answer.path("waiting").asInt() + " waiting");
        } else {
            environment.out().println(answer.path("removed").asInt() == 0 ? "There was none" : "Removed");
        }
        return 0;
    }
}
