package io.rollcall.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The OpenAPI document as a contract: whether answers are as it says, and which operations have been seen to answer well. */
final class Contract {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final Set<String> seen = new TreeSet<>();

    Contract() throws IOException {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
    }

    /** What is wrong with an answer; empty when it is as the document says. */
    Set<String> complaints(String method, String path, HttpResponse<String> answer) throws IOException {
        String template = template(path.replaceFirst("\\?.*", ""), method);
        JsonNode operation = document.path("paths").path(template).path(method.toLowerCase());
        if (operation.isMissingNode()) {
            return Set.of(method + " " + path + " is not in the document");
        }
        JsonNode response = operation.path("responses").path(String.valueOf(answer.statusCode()));
        if (response.isMissingNode()) {
            return Set.of(method + " " + path + " answers with " + answer.statusCode() + ": " + answer.body());
        }
        if (answer.statusCode() < 400) {
            seen.add(operation.path("operationId").asText());
        }
        if (!response.has("content")) {
            return answer.body().isEmpty() ? Set.of() : Set.of("a body where there is none: " + answer.body());
        }
        Map.Entry<String, JsonNode> content =
                response.path("content").properties().iterator().next();
        String type = answer.headers().firstValue("content-type").orElse("");
        boolean problem = answer.statusCode() >= 400 && type.equals("application/problem+json");
        if (!type.startsWith(content.getKey()) && !problem) {
            return Set.of("the media type " + type + " instead of " + content.getKey());
        }
        return content.getKey().contains("json")
                ? schemaErrors(content.getValue().path("schema"), answer.body())
                : Set.of();
    }

    private Set<String> schemaErrors(JsonNode schema, String body) throws IOException {
        ObjectNode whole = new JsonMapper().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(whole)
                .validate(new JsonMapper().readTree(body))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Operations that have not been seen to answer well. */
    Set<String> unseen() {
        Set<String> all = operations();
        all.removeAll(seen);
        return all;
    }

    /** Ids of all operations. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        document.path("paths").forEach(path -> METHODS.stream()
                .map(path::path)
                .filter(operation -> !operation.isMissingNode())
                .forEach(operation -> all.add(operation.path("operationId").asText())));
        return all;
    }

    private String template(String path, String method) {
        if (document.path("paths").path(path).has(method.toLowerCase())) {
            return path;
        }
        for (Map.Entry<String, JsonNode> known : document.path("paths").properties()) {
            if (path.matches(known.getKey().replaceAll("\\{\\w+}", "[^/]+"))
                    && known.getValue().has(method.toLowerCase())) {
                return known.getKey();
            }
        }
        return path;
    }
}
