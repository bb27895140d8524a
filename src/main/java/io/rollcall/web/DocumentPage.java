package io.rollcall.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI document as a page: each operation with who may use it, what it takes and what it answers. */
final class DocumentPage {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en" data-theme="auto"><head><meta charset="utf-8"><title>Rollcall API</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/style.css"><link rel="stylesheet" href="/assets/reference.css">
            </head><body><main class="reference"><h1>Rollcall API</h1>
            <p>%s</p><p><a href="/openapi.json">openapi.json</a> · <a href="/health">Dashboard</a></p>
            """;

    private final JsonNode document;
    private final StringBuilder html = new StringBuilder();

    private DocumentPage(JsonNode document) {
        this.document = document;
    }

    static String of(JsonNode document) {
        DocumentPage page = new DocumentPage(document);
        page.html.append(HEAD.formatted(escape(document.at("/info/description").asText())));
        page.contents();
        document.path("tags").forEach(page::section);
        return page.html.append("</main></body></html>\n").toString();
    }

    private record Operation(String method, String path, JsonNode described) {
        String id() {
            return escape(described.path("operationId").asText());
        }

        String name() {
            return "<code><b>" + method.toUpperCase(Locale.ROOT) + "</b> " + escape(path) + "</code>";
        }
    }

    private List<Operation> operations(String tag) {
        List<Operation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    JsonNode described = path.getValue().path(method);
                    if (described.at("/tags/0").asText().equals(tag)) {
                        all.add(new Operation(method, path.getKey(), described));
                    }
                }));
        return all;
    }

    private void contents() {
        html.append("<nav class=\"panel\" aria-label=\"Contents\">");
        document.path("tags").forEach(tag -> {
            html.append("<h2>").append(escape(tag.path("name").asText())).append("</h2><ul>");
            operations(tag.path("name").asText()).forEach(one -> html.append("<li><a href=\"#")
                    .append(one.id())
                    .append("\">")
                    .append(one.name())
                    .append("</a></li>"));
            html.append("</ul>");
        });
        html.append("</nav>\n");
    }

    private void section(JsonNode tag) {
        html.append("<section><h2>").append(escape(tag.path("name").asText())).append("</h2>");
        html.append("<p class=\"muted\">")
                .append(escape(tag.path("description").asText()))
                .append("</p>");
        operations(tag.path("name").asText()).forEach(this::article);
        html.append("</section>\n");
    }

    private void article(Operation operation) {
        JsonNode described = operation.described();
        html.append("<article class=\"panel\" id=\"").append(operation.id()).append("\"><h3>");
        html.append(operation.name())
                .append("</h3><p>")
                .append(escape(described.path("summary").asText()));
        html.append(" <span class=\"tag\">")
                .append(escape(described.path("x-access").asText()))
                .append("</span></p>");
        if (described.has("description")) {
            html.append("<p>")
                    .append(escape(described.path("description").asText()))
                    .append("</p>");
        }
        html.append("<dl class=\"facts\">");
        described.path("parameters").forEach(one -> {
            JsonNode parameter = resolved(one);
            fact(
                    parameter.path("name").asText(),
                    parameter.path("schema"),
                    parameter.path("description").asText());
        });
        html.append("</dl>");
        body(described.at("/requestBody/content"));
        html.append("<ul>");
        described.path("responses").properties().forEach(answer -> html.append("<li><b>")
                .append(escape(answer.getKey()))
                .append("</b> ")
                .append(escape(resolved(answer.getValue()).path("description").asText()))
                .append("</li>"));
        html.append("</ul></article>\n");
    }

    private void body(JsonNode content) {
        content.properties().forEach(type -> {
            JsonNode schema = resolved(type.getValue().path("schema"));
            List<String> required = new ArrayList<>();
            schema.path("required").forEach(name -> required.add(name.asText()));
            html.append("<p class=\"muted\">Body: ")
                    .append(escape(type.getKey()))
                    .append("</p><dl class=\"facts\">");
            schema.path("properties")
                    .properties()
                    .forEach(field -> fact(
                            field.getKey() + (required.contains(field.getKey()) ? "*" : ""),
                            field.getValue(),
                            field.getValue().path("description").asText()));
            html.append("</dl>");
        });
    }

    private void fact(String name, JsonNode schema, String description) {
        html.append("<dt><code>").append(escape(name)).append("</code></dt><dd>");
        html.append("<span class=\"muted\">").append(escape(kind(schema))).append("</span> ");
        html.append(escape(description)).append("</dd>");
    }

    /** What values a schema lets through, in a few words. */
    private String kind(JsonNode given) {
        JsonNode schema = resolved(given);
        if (schema.has("enum")) {
            return joined(schema.path("enum"));
        }
        if (schema.has("anyOf")) {
            return StreamSupport.stream(schema.path("anyOf").spliterator(), false)
                    .map(this::kind)
                    .collect(Collectors.joining(" or "));
        }
        String type = schema.path("type").isArray()
                ? joined(schema.path("type"))
                : schema.path("type").asText();
        if (type.equals("array")) {
            return "list of " + kind(schema.path("items"));
        }
        return schema.has("format") ? type + ", " + schema.path("format").asText() : type;
    }

    private static String joined(JsonNode words) {
        return StreamSupport.stream(words.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" | "));
    }

    /** What a reference within the document leads to. */
    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static String escape(String text) {
        return StatusTable.text(text);
    }
}
