package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rollcall.access.AccessTable;
import io.rollcall.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document and the routes of the API speak of the same operations. */
class ApiDocumentTest {
    private final YAMLMapper yaml = new YAMLMapper();

    @Test
    void each_route_of_the_api_is_an_operation_of_the_document_and_the_other_way_round() throws IOException {
        assertThat(documented()).isEqualTo(routed());
    }

    @Test
    void each_operation_says_who_may_use_it() throws IOException {
        for (JsonNode path : document().path("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.path("x-access").asText())
                        .as(operation.path("operationId").asText())
                        .isIn("public", "viewer", "operator", "admin", "cron secret");
            }
        }
    }

    @Test
    void who_may_use_an_operation_is_the_same_in_the_document_and_in_the_table() throws IOException {
        AccessTable table = new AccessTable(List.of());
        document().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    Role role = table.line(method, path.getKey().replaceAll("\\{\\w+}", "x"))
                            .role();
                    String said = operation.getValue().path("x-access").asText();
                    assertThat(role == null ? "nobody asked" : role.word())
                            .as(method + " " + path.getKey())
                            .isEqualTo(said.matches("public|cron secret") ? "nobody asked" : said);
                }));
    }

    @Test
    void the_page_to_read_says_of_each_operation_who_may_use_it_and_what_it_takes() throws IOException {
        assertThat(DocumentPage.of(document()))
                .contains(
                        "<code><b>POST</b> /api/silences</code>",
                        "<code>comment*</code>",
                        "<code>Idempotency-Key</code>")
                .contains("healthy | degraded | down")
                .doesNotContain("$ref");
    }

    private JsonNode document() throws IOException {
        try (InputStream in = ApiDocumentTest.class.getResourceAsStream("/openapi.yaml")) {
            return yaml.readTree(in);
        }
    }

    private Set<String> documented() throws IOException {
        Set<String> operations = new TreeSet<>();
        document().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()
                        + " "
                        + operation.getValue().path("operationId").asText().replaceFirst("-get$", ""))));
        return operations;
    }

    private Set<String> routed() throws IOException {
        Set<String> operations = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("routes/engine"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("api[-.].*yaml"))
                    .toList()) {
                for (JsonNode entry : yaml.readTree(file.toFile())) {
                    JsonNode route = entry.path("route");
                    JsonNode parameters = route.at("/from/parameters");
                    String path = parameters.path("path").asText();
                    if (path.matches("/api.*|/openapi.json")) {
                        methods(parameters)
                                .forEach(method -> operations.add(method + " " + path + " "
                                        + route.path("id").asText()));
                    }
                }
            }
        }
        return operations;
    }

    private static List<String> methods(JsonNode parameters) {
        return Arrays.asList(parameters.path("httpMethodRestrict").asText().split(","));
    }
}
