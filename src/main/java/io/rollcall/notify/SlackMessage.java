package io.rollcall.notify;

import com.slack.api.model.Attachment;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an incoming webhook of Slack is sent (Block Kit) and what its answer means. Immutable. */
public final class SlackMessage {
    private static final int HEADER = 150;
    private static final int SECTION = 3000;
    private static final int FIELD = 2000;
    private static final int FIELDS = 10;

    private final @Nullable SlackSettings settings;
    private final URI publicUrl;

    /** Without settings the channel is off and nothing is rendered. */
    public SlackMessage(@Nullable SlackSettings settings, URI publicUrl) {
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    /** Where it is posted; secret. */
    public String url() {
        if (settings == null) {
            throw new IllegalStateException("Channel slack is off");
        }
        return settings.webhookUrl().toString();
    }

    /** The JSON body. */
    public String render(Notification notification) {
        Story story = Story.of(notification.notice(), publicUrl);
        List<LayoutBlock> blocks = List.of(HeaderBlock.builder()
                .text(PlainTextObject.builder()
                        .text(Text.cut(story.headline(), HEADER))
                        .build())
                .build());
        Attachment bar = Attachment.builder()
                .color(story.colour())
                .fallback(mrkdwn(story.headline(), SECTION))
                .blocks(details(story))
                .build();
        Payload payload = Payload.builder()
                .text(mrkdwn(story.headline(), SECTION))
                .blocks(blocks)
                .attachments(List.of(bar))
                .build();
        return GsonFactory.createSnakeCase().toJson(payload);
    }

    /** Slack's word for success; anything else was refused. */
    public String receipt(String answer) {
        if (!"ok".equals(answer.strip())) {
            throw new RefusedException("Slack" + Answers.explain(answer));
        }
        return "ok";
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
        String dashboard = "<" + escape(story.link().toString()) + "|Dashboard>";
        if (story.runbook() == null) {
            return dashboard;
        }
        int rest = FIELD - dashboard.length();
        String address = escape(story.runbook()).replace("|", "%7C");
        boolean link = story.runbookIsLink() && address.length() < rest - 20;
        return dashboard + "  •  " + (link ? "<" + address + "|Runbook>" : mrkdwn(story.runbook(), rest - 5));
    }

    private static MarkdownTextObject markdown(String text) {
        return MarkdownTextObject.builder().text(text).build();
    }

    /** Escaped, and cut so that the escaped text fits and no entity is torn. */
    private static String mrkdwn(String text, int length) {
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
