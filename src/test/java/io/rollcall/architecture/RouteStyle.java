package io.rollcall.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which rules of style the route files of a folder break: one sentence each, with the file's name. */
final class RouteStyle {
    private static final int LONGEST = 150;

    /** Languages that hide logic in a route, where no compiler and no unit test looks. */
    private static final Set<String> BANNED_LANGUAGES =
            Set.of("groovy", "js", "javascript", "joor", "java", "mvel", "ognl", "python", "spel");

    private static final Set<String> LANGUAGES =
            Set.of("simple", "constant", "method", "jsonpath", "header", "csimple");

    /** In these the word method is a setting, not the language. */
    private static final Set<String> HAVE_A_METHOD = Set.of("bean", "method");

    /** Below these stand names of their own, not Camel's. */
    private static final Set<String> FREE_NAMES = Set.of("parameters", "properties");

    private static final Pattern STATIC_DIRECT = Pattern.compile("direct:(?://)?([\\w.-]+)");

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final JsonSchema schema;
    private final List<String> violations = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Pattern> consumed = new ArrayList<>();
    /** The name of a called direct endpoint, and the file that calls it. */
    private final Map<String, String> called = new TreeMap<>();

    RouteStyle() throws IOException {
        try (InputStream in = RouteStyle.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(in);
        }
    }

    /** All violations in the folder and below it; none when there is no such folder. */
    List<String> violations(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                        .sorted()
                        .toList()) {
                    read(file);
                }
            }
        }
        called.forEach((name, file) -> {
            if (consumed.stream().noneMatch(consumer -> consumer.matcher(name).matches())) {
                violations.add(file + ": nothing consumes direct:" + name);
            }
        });
        return List.copyOf(violations);
    }

    private void read(Path path) throws IOException {
        String file = path.getFileName().toString();
        String text = Files.readString(path);
        if (text.lines().count() > LONGEST) {
            violations.add(file + ": longer than " + LONGEST + " lines");
        }
        JsonNode entries;
        try {
            entries = yaml.readTree(text);
        } catch (JsonProcessingException e) {
            violations.add(file + ": not YAML, line " + e.getLocation().getLineNr());
            return;
        }
        schema.validate(entries).forEach(message -> violations.add(file + ": not valid, " + message.getMessage()));
        for (JsonNode entry : entries) {
            entry.properties().forEach(named -> {
                if (Set.of("route", "routeTemplate").contains(named.getKey())) {
                    identity(file, named.getKey(), named.getValue());
                } else if (named.getKey().equals("templatedRoute")) {
                    unique(file, named.getValue().path("routeId").asText());
                }
            });
            walk(file, "", entry);
        }
    }

    private void identity(String file, String kind, JsonNode route) {
        String id = route.path("id").asText();
        if (id.isBlank()) {
            violations.add(file + ": a route without id");
        }
        if (route.path("description").asText().isBlank()) {
            violations.add(file + ": route " + id + " without description");
        }
        // A template and an integration may share a name, such as redis: they are never looked up in the same place.
        unique(file, kind.equals("routeTemplate") ? "template " + id : id);
    }

    private void unique(String file, String id) {
        if (!id.isBlank() && !ids.add(id)) {
            violations.add(file + ": the id " + id + " is there twice");
        }
    }

    /** Looks at what stands under {@code name}, and at everything below it. */
    private void walk(String file, String name, JsonNode node) {
        if (node.isObject()) {
            endpoint(file, name, node);
            node.properties().forEach(child -> {
                if (!FREE_NAMES.contains(child.getKey())) {
                    named(file, name, child.getKey(), child.getValue());
                }
            });
        } else if (node.isArray()) {
            node.forEach(child -> walk(file, name, child));
        } else if (node.isTextual() && node.asText().startsWith("direct:") && !name.equals("uri")) {
            call(file, node.asText());
        }
    }

    private void named(String file, String parent, String name, JsonNode value) {
        if (BANNED_LANGUAGES.contains(name)) {
            violations.add(file + ": the language " + name + " belongs in a bean");
        }
        boolean step = parent.equals("steps") || name.equals("from");
        boolean language = LANGUAGES.contains(name) && !HAVE_A_METHOD.contains(parent);
        if (value.isValueNode() && (step || language)) {
            violations.add(file + ": compact notation of " + name);
        }
        if (name.toLowerCase(Locale.ROOT).endsWith("uri") && value.asText().contains("?")) {
            violations.add(file + ": a question mark in a uri, write parameters");
        }
        walk(file, name, value);
    }

    private void endpoint(String file, String name, JsonNode node) {
        String uri = node.path("uri").asText();
        if (uri.equals("direct")) {
            uri = "direct:" + node.path("parameters").path("name").asText();
        }
        if (!uri.startsWith("direct:")) {
            return;
        }
        if (name.equals("from")) {
            String consumer = uri.substring("direct:".length());
            // A placeholder in a template stands for any name.
            consumed.add(Pattern.compile(Stream.of(consumer.split("\\{\\{[^}]*}}", -1))
                    .map(Pattern::quote)
                    .reduce((a, b) -> a + ".+" + b)
                    .orElseThrow()));
        } else {
            call(file, uri);
        }
    }

    private void call(String file, String uri) {
        var name = STATIC_DIRECT.matcher(uri);
        if (name.matches()) {
            called.putIfAbsent(name.group(1), file);
        }
    }
}
