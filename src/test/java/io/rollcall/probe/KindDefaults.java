package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The parameters that a kind's shipped template gives by default, and those that a test adds. */
final class KindDefaults {
    private KindDefaults() {}

    static Map<String, String> of(String kind, Map<String, String> more) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        JsonNode file = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("routes/checks", kind + ".camel.yaml").toFile());
        for (JsonNode parameter : file.path(0).path("routeTemplate").path("parameters")) {
            if (parameter.has("defaultValue")) {
                parameters.put(
                        parameter.path("name").asText(),
                        parameter.path("defaultValue").asText());
            }
        }
        parameters.putAll(more);
        return parameters;
    }
}
