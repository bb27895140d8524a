package io.rollcall.routefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.rollcall.integration.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Checks a route file against the JSON schema that comes with Camel's YAML DSL, and says at which line it does not fit. */
public final class RouteSchema {
    private static final String SCHEMA = "schema/camelYamlDsl.json";

    private final ObjectMapper json;
    private @Nullable JsonSchema schema;

    public RouteSchema(ObjectMapper json) {
        this.json = json;
    }

    /** What does not fit, deepest first place only for each entry; empty when all of it does. */
    public List<Problem> problems(RouteFile file) {
        if (file.entries().isEmpty()) {
            return List.of();
        }
        Map<Integer, Problem> byEntry = new LinkedHashMap<>();
        Node root = new Compose(LoadSettings.builder().build())
                .composeString(file.text())
                .orElseThrow();
        // With numbers as numbers, unlike the entries, which hold everything as text.
        List<?> typed = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(file.text());
        for (int i = 0; i < file.entries().size(); i++) {
            JsonNode instance = json.valueToTree(List.of(typed.get(i)));
            Set<ValidationMessage> messages = schema().validate(instance);
            int index = i;
            // The deepest message is the one about the mistake itself; those above it only say that something below is
            // wrong. At the same depth a wrong name says more than that no alternative fits.
            messages.stream()
                    .filter(message -> !"type".equals(message.getType()))
                    .max(Comparator.comparingInt((ValidationMessage message) ->
                                    message.getInstanceLocation().getNameCount())
                            .thenComparing(RouteSchema::isAboutName))
                    .ifPresent(message -> byEntry.put(index, problem(file, root, index, message)));
        }
        return new ArrayList<>(byEntry.values());
    }

    private static Problem problem(RouteFile file, Node root, int index, ValidationMessage message) {
        Node node = ((SequenceNode) root).getValue().get(index);
        var location = message.getInstanceLocation();
        for (int i = 1; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            Node below = element instanceof Integer position
                    ? node instanceof SequenceNode list ? list.getValue().get(position) : null
                    : RouteFileReader.child(node, element.toString());
            if (below == null) {
                break;
            }
            node = below;
        }
        String property = message.getProperty();
        if (property != null) {
            Node named = RouteFileReader.child(node, property);
            node = named == null ? node : named;
        }
        String what = property != null && isAboutName(message)
                ? "Camel's YAML has no '" + property + "' here"
                : message.getMessage().replaceFirst("^\\S+: ", "");
        return new Problem(file.name(), RouteFileReader.line(node), property, what);
    }

    private static boolean isAboutName(ValidationMessage message) {
        return "additionalProperties".equals(message.getType());
    }

    private synchronized JsonSchema schema() {
        if (schema == null) {
            try (InputStream in = RouteSchema.class.getClassLoader().getResourceAsStream(SCHEMA)) {
                schema = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(json.readTree(in));
            } catch (IOException e) {
                throw new IllegalStateException("the YAML DSL's schema cannot be read", e);
            }
        }
        return schema;
    }
}
