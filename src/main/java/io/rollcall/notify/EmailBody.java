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
        String column = ";border-left:6px solid " + story.colour() + ";padding-left:16px";
        return new MailPage(story.words(), story.headline(), story.sentence(), column)
                .with(TABLE.formatted(rows) + runbook(story, story.runbook()) + "\n" + answers(links)
                        + MailPage.link(story.link().toString(), story.words().say("caption.open")));
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

    private static String escape(String text) {
        return MailPage.escape(text);
    }

    private static final String ROW =
            """
            <tr><th style="text-align:left;vertical-align:top;padding:4px 12px 4px 0;font-weight:600">%s</th>\
            <td style="padding:4px 0;word-break:break-word">%s</td></tr>
            """;

    private static final String TABLE =
            """
            <table style="border-collapse:collapse;font-size:15px">
            %s</table>
            """;
}
