package io.rollcall.notify;

import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
import io.rollcall.words.Words;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an incoming webhook of Slack is sent (Block Kit) and what its answer means. Immutable. */
public final class SlackMessage {
    private final @Nullable URI webhookUrl;
    private final URI publicUrl;
    private final Words words;

    /** In English. */
    public SlackMessage(@Nullable SlackSettings settings, URI publicUrl) {
        this(settings, publicUrl, Words.english());
    }

    /** Without settings the channel is off and nothing is rendered. */
    public SlackMessage(@Nullable SlackSettings settings, URI publicUrl, Words words) {
        this.webhookUrl = settings == null ? null : settings.webhookUrl();
        this.publicUrl = publicUrl;
        this.words = words;
    }

    /** Where it is posted; secret. */
    public String url() {
        if (webhookUrl == null) {
            throw new IllegalStateException("Channel slack is off");
        }
        return webhookUrl.toString();
    }

    /** The JSON body. */
    public String render(Notification notification) {
        SlackBlocks message = SlackBlocks.of(Story.of(notification.notice(), publicUrl, words), List.of());
        Payload payload = Payload.builder()
                .text(message.text())
                .blocks(message.header())
                .attachments(message.bar())
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
}
