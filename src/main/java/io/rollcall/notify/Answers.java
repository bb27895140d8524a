package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a vendor's answer says in words that may be shown: its error fields only, with everything key-like removed. */
final class Answers {
    private static final JsonMapper JSON = new JsonMapper();
    /** Addresses, and anything as long as a key, token or account number. */
    private static final Pattern SECRET =
            Pattern.compile("https?://\\S+|[A-Za-z0-9_\\-]*\\d[A-Za-z0-9_\\-]{15,}|[A-Za-z0-9]{24,}");

    private static final int LONGEST = 200;

    private Answers() {}

    /** The body as JSON; a missing node when it is none. */
    static JsonNode json(@Nullable String body) {
        try {
            JsonNode node = body == null ? null : JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Something like {@code ": channel_not_found"}, or empty when the body says nothing that can be shown. */
    static String explain(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        List<String> words = new ArrayList<>();
        JsonNode answer = json(body);
        JsonNode json = answer.path("error").isObject() ? answer.path("error") : answer;
        if (json.isObject()) {
            for (String field : List.of("code", "error", "message")) {
                if (json.path(field).isValueNode()) {
                    words.add(json.path(field).asText());
                }
            }
            json.path("errors").forEach(error -> words.add(error.asText()));
        } else if (body.matches("[a-z_]{2,60}")) {
            words.add(body);
        }
        String text = SECRET.matcher(String.join(", ", words)).replaceAll("***").replaceAll("\\s+", " ");
        return text.isBlank() ? "" : ": " + Text.cut(text, LONGEST);
    }
}
