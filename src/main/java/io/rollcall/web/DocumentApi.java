package io.rollcall.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the API is: as OpenAPI for programs, and as a page for people. */
public final class DocumentApi {
    private static final String FILE = "/openapi.yaml";
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final Frame frame;
    private final String version;
    private @Nullable Shown shown;

    public DocumentApi(Frame frame, String version) {
        this.frame = frame;
        this.version = version;
    }

    private record Shown(JsonNode document, String page) {}

    /** Read when somebody asks first: a start need not wait for it. */
    private synchronized Shown shown() {
        if (shown == null) {
            JsonNode document = read();
            ((ObjectNode) document.path("info")).put("version", version);
            shown = new Shown(document, DocumentPage.of(document));
        }
        return shown;
    }

    private static JsonNode read() {
        try (InputStream in = DocumentApi.class.getResourceAsStream(FILE)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("The packaged " + FILE + " cannot be read", e);
        }
    }

    /** The OpenAPI document. */
    public void json(Exchange exchange) {
        frame.always(exchange, request -> Reply.ok(shown().document()).tagged("openapi"));
    }

    /** The same to read. */
    public void page(Exchange exchange) {
        frame.always(exchange, request -> Reply.text("text/html; charset=utf-8", shown().page())
                .with(Map.of("Content-Security-Policy", POLICY)));
    }
}
