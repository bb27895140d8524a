package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient.Answer;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has an engine take in what another one, or the same at another time, has exported. */
@Command(
        name = "import",
        description = "Take in what was exported: adds and changes, removes nothing; all of it or nothing.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Parameters(paramLabel = "FILE", description = "What was exported; - reads standard input.")
    private String file = "";

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ImportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Remote engine = new Remote(remote.engine(environment, environment.settings()));
        Answer answer = engine.post("/api/import?dryRun=" + dryRun, "application/yaml", text());
        JsonNode done = engine.known(answer, ours -> ours.json().path("changes").isArray())
                .json();
        if (json) {
            environment.json(done);
        } else if (done.path("changes").isEmpty()) {
            environment.out().println("Nothing differs.");
        } else {
            done.path("changes").forEach(this::print);
        }
        return 0;
    }

    private String text() {
        try {
            return file.equals(STANDARD_INPUT)
                    ? new String(environment.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(environment.calledFrom().resolve(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new InvalidConfigurationException(List.of(new Problem(file, 0, null, "there is no such file")));
        } catch (IOException e) {
            throw new InvalidConfigurationException(List.of(new Problem(file, 0, null, "cannot be read")));
        }
    }

    private void print(JsonNode change) {
        String action = change.path("action").asText();
        String tense = action.equals("add") ? "added" : "changed";
        environment
                .out()
                .println(Columns.clean(change.path("kind").asText() + " "
                        + change.path("id").asText() + " " + (dryRun ? "would be " : "is ") + tense));
        change.path("fields").properties().forEach(field -> environment
                .out()
                .println(Columns.clean("   " + field.getKey() + ": "
                        + said(field.getValue().path("from")) + " → "
                        + said(field.getValue().path("to")))));
    }

    private static String said(JsonNode value) {
        return value.isTextual() ? value.asText() : "-";
    }
}
