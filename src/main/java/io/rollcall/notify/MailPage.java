package io.rollcall.notify;

import io.rollcall.words.Words;

/**
 * An HTML mail that is well-formed and reads on a phone: what each mail has around what it tells.
 *
 * @param style of the column in which all stands, after what each has
 */
record MailPage(Words words, String headline, String sentence, String style) {
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>\
            <title>%s</title></head>
            <body style="margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff">
            <div style="max-width:600px;margin:0 auto%s">
            <h1 style="font-size:20px;margin:0 0 4px">%s</h1>
            <p style="margin:0 0 12px">%s</p>
            %s</div>
            </body>
            </html>
            """;

    /** The whole of it, with this HTML below headline and sentence. */
    String with(String content) {
        String title = escape(headline);
        return PAGE.formatted(words.language().code(), title, style, title, escape(sentence), content);
    }

    /** Where it leads on to, in a paragraph of its own. */
    static String link(String address, String text) {
        return "<p><a href=\"" + escape(address) + "\">" + escape(text) + "</a></p>\n";
    }

    /** Also drops the control characters that no XML may hold. */
    static String escape(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
