package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check --json} prints is what docs/schema/check.schema.json says. */
class CheckSchemaTest {
    private static final String INTEGRATIONS =
            """
            - templatedRoute:
                routeTemplateRef: clerk
                routeId: sign-in
                parameters:
                  - { name: name, value: Sign-in }
                  - { name: url, value: "URL" }
                  - { name: api-key, value: sk_4711 }
            - templatedRoute:
                routeTemplateRef: clerk
                routeId: sign-up
                parameters:
                  - { name: url, value: "URL" }
                  - { name: api-key, value: "{{env:SURELY_NOT_SET}}" }
            - templatedRoute:
                routeTemplateRef: http
                routeId: shop
                parameters:
                  - { name: url, value: "URL/shop" }
            - templatedRoute:
                routeTemplateRef: sql
                routeId: stock
                parameters:
                  - { name: url, value: "postgres://127.0.0.1:1/stock" }
            """;

    @TempDir
    private Path folder;

    @Test
    void every_outcome_fits_the_schema_and_names_select_them() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/schema/check.schema.json")));
        try (Vendor vendor = new Vendor(folder)) {
            vendor.answers("GET /v1/users/count", "{\"total_count\": 3}").answers("GET /v1/jwks", "{\"keys\": []}");
            List<Outcome> outcomes = vendor.checkAll(INTEGRATIONS.replace("URL", vendor.url()));
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Status.DEGRADED, Status.DOWN, Status.UNKNOWN, Status.DOWN);
            JsonNode json = SingleRun.json().valueToTree(outcomes);
            assertThat(schema.validate(json)).isEmpty();
            assertThat(json.at("/0/subChecks/2/status").asText()).isEqualTo("UNKNOWN");
            ((com.fasterxml.jackson.databind.node.ObjectNode) json.get(0)).put("more", 1);
            assertThat(schema.validate(json)).hasSize(1);

            assertThat(SingleRun.check(vendor.settings(), List.of("database", "clerk")))
                    .extracting(Outcome::key)
                    .containsExactly("sign-in", "sign-up", "stock");
        }
    }
}
