package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.words.Words;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The item that Rollbar is sent, and what its answer means (API 1, {@code POST /item/}). Immutable.
 *
 * <p>An occurrence resolves nothing there, and reopens what someone has resolved. So an end is an item of its own, of level
 * info.
 */
public final class RollbarItem {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TITLE = 255;
    private static final int FINGERPRINT = 40;
    /** Keeps the body below 128 KB, also when every text is at its limit and every character takes six bytes. */
    private static final int DETAIL = 800;

    private final @Nullable RollbarSettings settings;
    private final URI publicUrl;
    private final Words words;

    private record Item(Data data) {}

    private record Data(
            String environment,
            String level,
            long timestamp,
            String context,
            String fingerprint,
            String title,
            String uuid,
            Map<String, String> notifier,
            Map<String, Object> body) {}

    /** In English. */
    public RollbarItem(@Nullable RollbarSettings settings, URI publicUrl) {
        this(settings, publicUrl, Words.english());
    }

    /** Without settings the channel is off and nothing is rendered. */
    public RollbarItem(@Nullable RollbarSettings settings, URI publicUrl, Words words) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.words = words;
    }

    /** Where it is posted. */
    public String url() {
        return rollbar().url().toString();
    }

    /** The header {@code X-Rollbar-Access-Token}; secret. */
    public String accessToken() {
        return rollbar().accessToken();
    }

    /** The JSON body. Rollbar discards a repeat, which it knows by the uuid. */
    public String render(Notification notification) {
        Notice notice = notification.notice();
        String headline = Story.of(notice, publicUrl, words).headline();
        Alert alert = notice.lead();
        Data data = new Data(
                rollbar().environment(),
                notice.firing() ? alert.severity().word() : "info",
                alert.at().getEpochSecond(),
                Text.cut(alert.integration(), TITLE),
                fingerprint(notice),
                Text.cut(headline, TITLE),
                notification.id().toString(),
                Map.of("name", "rollcall"),
                Map.of("message", message(headline, notice)));
        try {
            return JSON.writeValueAsString(new Item(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of text can always be written", e);
        }
    }

    /** Rollbar's name of the occurrence. */
    public String receipt(String answer) {
        JsonNode json = Answers.json(answer);
        if (!json.path("err").isInt() || json.path("err").asInt() != 0) {
            throw new RefusedException("Rollbar" + Answers.explain(answer));
        }
        return json.path("result").path("uuid").asText();
    }

    /** The same for all occurrences of one item. */
    private static String fingerprint(Notice notice) {
        return Hash.of(notice.topic() + (notice.firing() ? "" : " ended")).substring(0, FINGERPRINT);
    }

    /** Searches at Rollbar name its fields: only the headline is in the language of people. */
    private Map<String, String> message(String headline, Notice notice) {
        Story story = Story.of(notice, publicUrl);
        String error = notice.lead().message();
        boolean told = notice.firing() && notice.alerts().size() == 1 && error != null && !error.isBlank();
        Map<String, String> message = new LinkedHashMap<>();
        story.facts().forEach(fact -> message.put(fact.label(), Text.cut(fact.value(), DETAIL)));
        message.put("Since", story.sentence());
        message.put("Dashboard", story.link().toString());
        if (story.runbook() != null) {
            message.put("Runbook", Text.cut(story.runbook(), DETAIL));
        }
        // Last, so that no integration of that name can take its place.
        message.put("body", Text.cut(headline + (told ? ": " + error : ""), DETAIL));
        return message;
    }

    private RollbarSettings rollbar() {
        if (settings == null) {
            throw new IllegalStateException("Channel rollbar is off");
        }
        return settings;
    }
}
