package io.rollcall.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the API is: as OpenAPI for programs, and as a page for people. */
public final class DocumentApi {
    private static final String FILE = "/openapi.yaml";
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
            shown = new Shown(document, render(document));
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

    private static String render(JsonNode document) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Rollcall API</title>"
                + "</head><body><h1>Rollcall API</h1><p>"
                + escape(document.at("/info/description").asText())
                + "</p><p><a href=\"/openapi.json\">openapi.json</a></p>");
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    JsonNode operation = path.getValue().path(method);
                    if (!operation.isMissingNode()) {
                        describe(html, method.toUpperCase(Locale.ROOT) + " " + path.getKey(), operation);
                    }
                }));
        return html.append("</body></html>\n").toString();
    }

    private static void describe(StringBuilder html, String name, JsonNode operation) {
        html.append("<h2 id=\"")
                .append(escape(operation.path("operationId").asText()))
                .append("\"><code>");
        html.append(escape(name)).append("</code></h2><p>");
        html.append(escape(operation.path("summary").asText())).append("</p>");
        if (operation.has("description")) {
            html.append("<p>")
                    .append(escape(operation.path("description").asText()))
                    .append("</p>");
        }
        html.append("<ul>");
        operation.path("parameters").forEach(parameter -> html.append("<li><code>")
                .append(escape(parameter
                        .path("name")
                        .asText(parameter.path("$ref").asText())
                        .replaceAll(".*/", "")))
                .append("</code> ")
                .append(escape(parameter.path("description").asText()))
                .append("</li>"));
        operation.path("responses").properties().forEach(response -> html.append("<li>")
                .append(escape(response.getKey()))
                .append(" ")
                .append(escape(response.getValue().path("description").asText()))
                .append("</li>"));
        html.append("</ul>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
