package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.integration.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has the engine check something now. */
@Command(
        name = "check",
        description = {
            "Have the engine check it now, and wait for what it finds, which counts like any other check.",
            "Exit status 1 when something is degraded or down."
        },
        mixinStandardHelpOptions = true)
final class IntegrationCheckCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Parameters(
            completionCandidates = KnownKeys.class,
            arity = "1..*",
            paramLabel = "KEY",
            description = "Its key, such as stripe.")
    private List<String> keys = List.of();

    IntegrationCheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Remote engine = options.engine(environment);
        List<JsonNode> outcomes = new ArrayList<>();
        for (String key : keys) {
            outcomes.add(options.one(engine, "POST", key, "/check", null).json());
        }
        if (options.json()) {
            environment.json(outcomes);
        } else {
            int width = outcomes.stream()
                    .mapToInt(one -> Columns.of(one.path("name").asText()))
                    .max()
                    .orElse(0);
            outcomes.forEach(one -> environment.out().println(line(one, width)));
        }
        return outcomes.stream().map(IntegrationCheckCommand::status).anyMatch(Status.DOWN::equals)
                        || outcomes.stream()
                                .map(IntegrationCheckCommand::status)
                                .anyMatch(Status.DEGRADED::equals)
                ? 1
                : 0;
    }

    private String line(JsonNode one, int width) {
        JsonNode time = one.path("responseTimeMs");
        JsonNode message = one.path("message");
        return new Lines(environment.terminal().coloured())
                .line(
                        status(one),
                        one.path("name").asText(),
                        width,
                        time.isNumber() ? time.asDouble() : null,
                        message.isTextual() ? message.asText() : null);
    }

    private static Status status(JsonNode one) {
        return Status.ofWord(one.path("status").asText());
    }
}
