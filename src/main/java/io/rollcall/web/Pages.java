package io.rollcall.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The pages people look at. All of them are one document: its scripts decide by the path what to show. Without scripts it is
 * a plain list of all statuses, which renews itself.
 */
public final class Pages {
    private static final String SHELL =
            """
            <!DOCTYPE html>
            <html lang="%1$s" data-theme="%2$s" data-role="%3$s" data-user="%8$s" data-csrf="%7$s" data-push="%9$s" data-version="%4$s"><head><meta charset="utf-8">
            <title>Rollcall – Integration Health Monitor</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="description" content="How every integration is, now and over time">
            <meta name="theme-color" content="#f6f7f9" media="(prefers-color-scheme: light)">
            <meta name="theme-color" content="#0d1117" media="(prefers-color-scheme: dark)">
            <link rel="icon" href="/assets/%4$s/icon.svg" type="image/svg+xml">
            <link rel="apple-touch-icon" href="/assets/%4$s/icon-192.png">
            <link rel="manifest" href="/assets/%4$s/rollcall.webmanifest">
            <link rel="stylesheet" href="/assets/%4$s/style.css">
            %5$s<script type="module" src="/assets/%4$s/app.js"></script>
            <noscript><meta http-equiv="refresh" content="5"></noscript>
            </head><body><div id="app"></div><noscript><main lang="en">%6$s</main></noscript></body></html>
            """;
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; font-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private final HealthApi api;
    private final Assets assets;
    private final String preloads;
    private final boolean push;

    /** @param push whether browsers can be told (docs/channels/push.md) */
    public Pages(HealthApi api, Assets assets, boolean push) {
        this.push = push;
        this.api = api;
        this.assets = assets;
        this.preloads = assets.scripts().stream()
                .map(name -> "<link rel=\"modulepreload\" href=\"/assets/" + assets.version() + "/" + name + "\">\n")
                .collect(Collectors.joining());
    }

    /** Answers with the document, in the language and with the colours that the reader has chosen. */
    public void show(Exchange exchange) {
        Message request = exchange.getMessage();
        Reader reader = Reader.of(
                request.getHeader("Cookie", "", String.class), request.getHeader("Accept-Language", "", String.class));
        String page = SHELL.formatted(
                reader.language().code(),
                reader.theme(),
                StatusTable.text(request.getHeader("RollcallRole", "", String.class)),
                assets.version(),
                preloads,
                withoutScripts(request.getHeader(Exchange.HTTP_PATH, "", String.class)),
                StatusTable.text(request.getHeader("RollcallCsrf", "", String.class)),
                StatusTable.text(request.getHeader("RollcallCaller", "", String.class)),
                push);
        boolean small = request.getHeader("Accept-Encoding", "", String.class).contains("gzip");
        request.removeHeaders("*");
        request.setHeader("Content-Type", "text/html; charset=utf-8");
        request.setHeader("Content-Security-Policy", POLICY);
        request.setHeader("X-Content-Type-Options", "nosniff");
        request.setHeader("Referrer-Policy", "same-origin");
        request.setHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        if (small) {
            request.setHeader("Content-Encoding", "gzip");
        }
        request.setBody(small ? gzip(bytes) : bytes);
    }

    /** Leads an admin to what only admins do. */
    public void admin(Exchange exchange) {
        LoginPages.goTo(exchange.getMessage(), "/admin/people", List.of());
    }

    /** Leads whoever knows the host only to the dashboard. */
    public void start(Exchange exchange) {
        LoginPages.goTo(exchange.getMessage(), "/health", List.of());
    }

    private String withoutScripts(String path) {
        return path.equals("/health") ? StatusTable.of(api.status()) : "<p><a href=\"/health\">Rollcall</a></p>";
    }

    /** A list of a thousand statuses has many words that repeat. */
    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream small = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.toByteArray();
    }
}
