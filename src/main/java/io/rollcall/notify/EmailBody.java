package io.rollcall.notify;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An alert's story as plain text and as HTML that is well-formed and reads on a phone. */
final class EmailBody {
    private static final int LONGEST = 10_000;

    private EmailBody() {}

    static String text(Story story, List<AnswerLinks.Link> links) {
        String facts = story.facts().stream()
                .map(fact -> fact.label() + ": " + Text.cut(fact.value(), LONGEST))
                .collect(Collectors.joining("\n"));
        String runbook =
                story.runbook() == null ? "" : story.words().say("caption.runbook") + ": " + story.runbook() + "\n";
        String dashboard = story.words().say("caption.dashboard") + ": " + story.link() + "\n";
        String answers = links.stream()
                .map(link -> link.words() + ": " + link.address() + "\n")
                .collect(Collectors.joining());
        return story.headline() + "\n" + story.sentence() + "\n\n" + facts + "\n\n" + runbook + dashboard
                + (answers.isEmpty() ? "" : "\n" + answers);
    }

    static String html(Story story, List<AnswerLinks.Link> links) {
        String rows = story.facts().stream()
                .map(fact -> ROW.formatted(escape(fact.label()), escape(Text.cut(fact.value(), LONGEST))))
                .collect(Collectors.joining());
        return PAGE.formatted(
                story.words().language().code(),
                escape(story.headline()),
                story.colour(),
                escape(story.headline()),
                escape(story.sentence()),
                rows,
                runbook(story, story.runbook()),
                answers(links),
                escape(story.link().toString()),
                escape(story.words().say("caption.open")));
    }

    private static String answers(List<AnswerLinks.Link> links) {
        String all = links.stream()
                .map(link -> "<a href=\"" + escape(link.address()) + "\">" + escape(link.words()) + "</a>")
                .collect(Collectors.joining(" &#183; "));
        return all.isEmpty() ? "" : "<p>" + all + "</p>\n";
    }

    private static String runbook(Story story, @Nullable String runbook) {
        if (runbook == null) {
            return "";
        }
        String text = escape(runbook);
        return "<p>" + escape(story.words().say("caption.runbook")) + ": "
                + (story.runbookIsLink() ? "<a href=\"" + text + "\">" + text + "</a>" : text) + "</p>";
    }

    /** Also drops the control characters that no XML may hold. */
    static String escape(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final String ROW =
            """
            <tr><th style="text-align:left;vertical-align:top;padding:4px 12px 4px 0;font-weight:600">%s</th>\
            <td style="padding:4px 0;word-break:break-word">%s</td></tr>
            """;

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>\
            <title>%s</title></head>
            <body style="margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff">
            <div style="max-width:600px;margin:0 auto;border-left:6px solid %s;padding-left:16px">
            <h1 style="font-size:20px;margin:0 0 4px">%s</h1>
            <p style="margin:0 0 12px">%s</p>
            <table style="border-collapse:collapse;font-size:15px">
            %s</table>
            %s
            %s<p><a href="%s">%s</a></p>
            </div>
            </body>
            </html>
            """;
}
