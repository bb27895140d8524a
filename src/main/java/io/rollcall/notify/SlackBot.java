package io.rollcall.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.util.json.GsonFactory;
import io.rollcall.group.Notice;
import io.rollcall.words.Words;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a bot says in Slack (Web API), call by call, and what Slack's answers mean. Immutable. */
public final class SlackBot {
    private final @Nullable SlackBotSettings settings;
    private final URI publicUrl;
    private final Words words;

    /** In English. */
    public SlackBot(@Nullable SlackSettings settings, URI publicUrl) {
        this(settings, publicUrl, Words.english());
    }

    /** Without a bot in the settings nothing is rendered. */
    public SlackBot(@Nullable SlackSettings settings, URI publicUrl, Words words) {
        this.settings = settings == null ? null : settings.bot();
        this.publicUrl = publicUrl;
        this.words = words;
    }

    /** Whether there is a bot. */
    public boolean isOn() {
        return settings != null;
    }

    /** What is said first. */
    public SlackTurn begin(Notification notification) {
        return SlackTurn.first(notification);
    }

    /** Whether something is left to say; nothing is after a failure, of which the body then tells. */
    public boolean hasMore(Object body) {
        return body instanceof SlackTurn turn && turn.open();
    }

    /** Where it is said. */
    public String url(SlackTurn turn) {
        return bot().url(turn.step().method);
    }

    /** The header {@code Authorization}; secret. */
    public String authorization() {
        return "Bearer " + bot().token();
    }

    /** The JSON body of the call. */
    public String render(SlackTurn turn) {
        Notice notice = turn.notification().notice();
        Map<String, Object> call = new LinkedHashMap<>();
        switch (turn.step()) {
            case POST -> {
                call.put("channel", bot().channel());
                addMessage(call, notice);
                addNoPreviews(call);
            }
            case UPDATE -> {
                call.put("channel", turn.channel());
                call.put("ts", turn.timestamp());
                addMessage(call, notice);
            }
            case REPLY -> {
                call.put("channel", turn.channel());
                call.put("thread_ts", turn.timestamp());
                call.put("reply_broadcast", SlackTimeline.isLoud(notice));
                call.put("text", SlackTimeline.of(notice, words));
                addNoPreviews(call);
            }
            case DONE -> throw new IllegalStateException("nothing is left to say");
        }
        return GsonFactory.createSnakeCase().toJson(call);
    }

    private void addMessage(Map<String, Object> call, Notice notice) {
        Story story = Story.of(notice, publicUrl, words);
        SlackBlocks message = SlackBlocks.of(story, bot().hasButtons() ? SlackButtons.below(notice, words) : List.of());
        call.put("text", message.text());
        call.put("blocks", message.header());
        call.put("attachments", message.bar());
    }

    private static void addNoPreviews(Map<String, Object> call) {
        call.put("unfurl_links", false);
        call.put("unfurl_media", false);
    }

    /** What is said after that answer. Slack answers 200 also to what it refuses. */
    public SlackTurn next(SlackTurn turn, @Nullable String answer) {
        JsonNode json = Answers.json(answer);
        if (!json.path("ok").isBoolean()) {
            throw new RefusedException(DeliveryFailure.ambiguous("What was answered is not Slack's"));
        }
        if (json.path("ok").asBoolean()) {
            return turn.taken(
                    json.path("channel").asText() + ":" + json.path("ts").asText());
        }
        String error = json.path("error").asText();
        String word = error.matches("[a-z0-9_]{1,80}") ? error : "an error without a name";
        return turn.refused(word).orElseThrow(() -> new RefusedException(SlackErrors.failure(word)));
    }

    private SlackBotSettings bot() {
        if (settings == null) {
            throw new IllegalStateException("There is no bot for Slack");
        }
        return settings;
    }
}
