package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about updates on the status page have in common: whom they ask, and how they print. */
final class StatusPageOptions {
    private static final String PATH = "/api/status-page/updates";

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    boolean json() {
        return json;
    }

    Remote engine(Environment environment) {
        return new Remote(remote.engine(environment, environment.settings()));
    }

    /** All that is told, the newest first. */
    List<JsonNode> updates(Remote engine) throws InterruptedException {
        List<JsonNode> updates = new ArrayList<>();
        engine.page(PATH, "updates").path("updates").forEach(updates::add);
        return updates;
    }

    Answer add(Environment environment, Object draft) throws InterruptedException {
        return engine(environment).ask("POST", PATH, draft, "id");
    }

    /** Does something with the update whose id begins so. */
    Answer one(Environment environment, String method, String id, @Nullable Object body) throws InterruptedException {
        Remote engine = engine(environment);
        List<String> meant = updates(engine).stream()
                .map(update -> update.path("id").asText())
                .filter(known -> !id.isEmpty() && known.startsWith(id))
                .toList();
        if (meant.size() != 1) {
            String why = meant.isEmpty() ? "no update '" + id + "'" : "more than one begins with '" + id + "'";
            throw new Remote.Refusal(404, "status-page: " + why + "; `rollcall status-page list` shows them");
        }
        return engine.ask(method, PATH + "/" + IntegrationOptions.encoded(meant.get(0)), body);
    }

    void print(Environment environment, List<JsonNode> updates) throws JsonProcessingException {
        if (json) {
            environment.json(updates);
        } else if (updates.isEmpty()) {
            environment.out().println("Nothing is told");
        } else {
            updates.forEach(update -> environment.out().println(line(update)));
        }
    }

    void print(Environment environment, Answer answer) throws JsonProcessingException {
        if (json) {
            environment.json(answer.json());
        } else {
            environment.out().println(line(answer.json()));
        }
    }

    private static String line(JsonNode update) {
        List<String> about = new ArrayList<>();
        update.path("components").forEach(component -> about.add(component.asText()));
        String title = update.path("title").isTextual() ? update.path("title").asText() + ": " : "";
        return Columns.clean(update.path("id").asText() + "  "
                + update.path("at").asText() + "  "
                + update.path("state").asText() + "  " + (about.isEmpty() ? "all" : String.join(",", about)) + "  "
                + title + update.path("text").asText() + "  ("
                + update.path("author").asText() + ")");
    }
}
