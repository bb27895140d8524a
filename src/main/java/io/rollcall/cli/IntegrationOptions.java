package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient.Answer;
import io.rollcall.spelling.Nearest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about integrations have in common: whom they ask, and how they print. */
final class IntegrationOptions {
    private static final String PATH = "/api/integrations";
    private static final int PAGE = 1000;

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

    /** Does something with one integration; where there is none of that key, says which may be meant. */
    Answer one(Remote engine, String method, String key, String action, @Nullable Object body)
            throws InterruptedException {
        try {
            String path = PATH + "/" + encoded(key) + action;
            return method.equals("DELETE") ? engine.ask(method, path, body) : engine.ask(method, path, body, "key");
        } catch (Remote.Refusal e) {
            if (e.status() == 404) {
                throw new Remote.Refusal(
                        404, "integration: no such integration '" + key + "'" + Nearest.hint(key, keys(engine)));
            }
            throw e;
        }
    }

    /** Watches something that no file declares. */
    Answer add(Remote engine, Object body) throws InterruptedException {
        return engine.ask("POST", PATH, body, "key");
    }

    /** All of them, page by page. */
    List<JsonNode> all(Remote engine, String query) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = engine.page(PATH + "?limit=" + PAGE + query + after, "integrations");
            page.path("integrations").forEach(all::add);
            after = page.path("next").isTextual()
                    ? "&after=" + encoded(page.path("next").asText())
                    : "";
        } while (!after.isEmpty());
        return all;
    }

    private List<String> keys(Remote engine) throws InterruptedException {
        return all(engine, "").stream().map(one -> one.path("key").asText()).toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
