package io.rollcall.notify;

import com.slack.api.model.Attachment;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message says in Slack (Block Kit): a text for where no blocks are shown, a header, and details beside a coloured
 * bar. Longer texts than Slack takes are cut.
 */
record SlackBlocks(String text, List<LayoutBlock> header, List<Attachment> bar) {
    static final int SECTION = 3000;
    private static final int HEADER = 150;
    private static final int FIELD = 2000;
    private static final int FIELDS = 10;

    /** @param below what stands below the details, if anything */
    static SlackBlocks of(Story story, List<? extends LayoutBlock> below) {
        String text = mrkdwn(story.headline(), SECTION);
        HeaderBlock header = HeaderBlock.builder()
                .text(PlainTextObject.builder()
                        .text(Text.cut(story.headline(), HEADER))
                        .build())
                .build();
        List<LayoutBlock> details = details(story);
        details.addAll(below);
        Attachment bar = Attachment.builder()
                .color(story.colour())
                .fallback(text)
                .blocks(details)
                .build();
        return new SlackBlocks(text, List.of(header), List.of(bar));
    }

    private static List<LayoutBlock> details(Story story) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(SectionBlock.builder()
                .text(markdown(mrkdwn(story.sentence(), SECTION)))
                .build());
        List<TextObject> fields = new ArrayList<>();
        for (Story.Fact fact : story.facts()) {
            String label = "*" + fact.label() + "*\n";
            fields.add(markdown(label + mrkdwn(fact.value(), FIELD - label.length())));
        }
        blocks.add(SectionBlock.builder()
                .fields(fields.subList(0, Math.min(fields.size(), FIELDS)))
                .build());
        blocks.add(
                ContextBlock.builder().elements(List.of(markdown(links(story)))).build());
        return blocks;
    }

    private static String links(Story story) {
        String dashboard =
                "<" + escape(story.link().toString()) + "|" + story.words().say("caption.dashboard") + ">";
        if (story.runbook() == null) {
            return dashboard;
        }
        int rest = FIELD - dashboard.length();
        String address = escape(story.runbook()).replace("|", "%7C");
        boolean link = story.runbookIsLink() && address.length() < rest - 20;
        return dashboard + "  •  "
                + (link
                        ? "<" + address + "|" + story.words().say("caption.runbook") + ">"
                        : mrkdwn(story.runbook(), rest - 5));
    }

    private static MarkdownTextObject markdown(String text) {
        return MarkdownTextObject.builder().text(text).build();
    }

    /** Escaped, and cut so that the escaped text fits and no entity is torn. */
    static String mrkdwn(String text, int length) {
        String escaped = escape(text);
        if (escaped.length() <= length) {
            return escaped;
        }
        return Text.start(escaped, length - 1).replaceFirst("&[a-z]{0,3}$", "") + "…";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
