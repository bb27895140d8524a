package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.words.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook of a Microsoft Teams workflow is sent: a message with an Adaptive Card 1.4, which is the newest that
 * workflows take. All texts are text runs, which know no markup, so that an error message cannot be taken for a link.
 * Immutable.
 */
public final class TeamsMessage {
    private static final JsonMapper JSON = new JsonMapper();
    /** Teams takes 28 KB and counts a fifth more than is sent. */
    private static final int MOST_BYTES = 20_000;
    /** Lengths to which texts are cut until all of it fits. */
    private static final List<Integer> LENGTHS = List.of(2000, 500, 150, 50);

    private final @Nullable TeamsSettings settings;
    private final URI publicUrl;
    private final Words words;

    /** In English. */
    public TeamsMessage(@Nullable TeamsSettings settings, URI publicUrl) {
        this(settings, publicUrl, Words.english());
    }

    /** Without settings the channel is off and nothing is rendered. */
    public TeamsMessage(@Nullable TeamsSettings settings, URI publicUrl, Words words) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.words = words;
    }

    /** Where it is posted; secret. */
    public String url() {
        if (settings == null) {
            throw new IllegalStateException("Channel teams is off");
        }
        return settings.webhookUrl().toString();
    }

    /** The JSON body. */
    public String render(Notification notification) {
        Story story = Story.of(notification.notice(), publicUrl, words);
        String style = style(notification.lead());
        String json = "";
        for (int length : LENGTHS) {
            json = json(message(story, style, length));
            if (json.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                break;
            }
        }
        return json;
    }

    private static Map<String, Object> message(Story story, String style, int length) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("msteams", Map.of("width", "full"));
        card.put("body", body(story, style, length));
        card.put("actions", actions(story));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static List<Object> body(Story story, String style, int length) {
        List<Object> body = new ArrayList<>();
        Object headline = text(Map.of("weight", "bolder", "size", "large"), story.headline(), length);
        body.add(Map.of(
                "type",
                "Container",
                "style",
                style,
                "bleed",
                true,
                "items",
                List.of(headline, text(Map.of(), story.sentence(), length))));
        story.facts().forEach(fact -> body.add(line(fact.label(), fact.value(), length)));
        if (story.runbook() != null && !story.runbookIsLink()) {
            body.add(line(story.words().say("caption.runbook"), story.runbook(), length));
        }
        return body;
    }

    private static Object line(String label, String value, int length) {
        return Map.of(
                "type",
                "RichTextBlock",
                "spacing",
                "small",
                "inlines",
                List.of(
                        run(Map.of("weight", "bolder"), Text.cut(label, length) + ": "),
                        run(Map.of(), Text.cut(value, length))));
    }

    private static Object text(Map<String, Object> look, String text, int length) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(run(look, Text.cut(text, length))));
    }

    private static Object run(Map<String, Object> look, String text) {
        Map<String, Object> run = new LinkedHashMap<>(look);
        run.put("type", "TextRun");
        run.put("text", text);
        return run;
    }

    private static List<Object> actions(Story story) {
        List<Object> actions = new ArrayList<>();
        actions.add(open(story.words().say("caption.dashboard"), story.link().toString()));
        if (story.runbook() != null && story.runbookIsLink()) {
            actions.add(open(story.words().say("caption.runbook"), story.runbook()));
        }
        return actions;
    }

    private static Object open(String title, String url) {
        return Map.of("type", "Action.OpenUrl", "title", title, "url", url);
    }

    private static String style(Alert lead) {
        if (!lead.firing()) {
            return "good";
        }
        return switch (lead.severity()) {
            case CRITICAL -> "attention";
            case WARNING -> "warning";
            case INFO -> "accent";
        };
    }

    private static String json(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of text can always be written", e);
        }
    }
}
