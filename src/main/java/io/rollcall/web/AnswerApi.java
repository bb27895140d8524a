package io.rollcall.web;

import io.rollcall.notify.LinkAnswers;
import io.rollcall.notify.LinkAnswers.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The pages behind the links in emails: one that asks, since programs follow links too, and one that says what was done. */
public final class AnswerApi {
    private static final String STYLE =
            ":root{color-scheme:light dark}body{margin:0;padding:24px;font:18px/1.5 sans-serif}"
                    + "main{max-width:36em;margin:0 auto}h1{font-size:24px;margin:0 0 8px}"
                    + "button{font:inherit;padding:12px 24px;border:0;border-radius:6px;color:#fff;background:#1565c0}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "Cache-Control", "no-store",
            "X-Robots-Tag", "noindex",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer");
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
            <body><main><h1>%s</h1><p>%s</p>%s</main></body>
            </html>
            """;

    private final LinkAnswers answers;

    public AnswerApi(LinkAnswers answers) {
        this.answers = answers;
    }

    /** Asks. */
    public void ask(Exchange exchange) {
        Message message = exchange.getMessage();
        show(message, answers.look(token(message)));
    }

    /** Does it, and says what was done. */
    public void act(Exchange exchange) {
        Message message = exchange.getMessage();
        show(message, answers.follow(token(message)));
    }

    private static String token(Message message) {
        return String.valueOf(message.getHeader("token", String.class));
    }

    private static void show(Message message, Page page) {
        String title = escape(page.title());
        String html =
                PAGE.formatted(page.language().code(), title, STYLE, title, escape(page.text()), button(page.button()));
        new Answer(page.status(), "text/html; charset=utf-8", html, HEADERS).write(message);
    }

    /** A form without an address of its own goes back to the page's. */
    private static String button(@Nullable String words) {
        return words == null ? "" : "<form method=\"post\"><button>" + escape(words) + "</button></form>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
