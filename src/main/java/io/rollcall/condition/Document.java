package io.rollcall.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** A text that may be JSON, such as an HTTP body: parsed at most once, and only when a condition looks into it. */
public final class Document {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String text;
    private volatile @Nullable JsonNode tree;

    public Document(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Its JSON, or a missing node when it is none. */
    public JsonNode tree() {
        JsonNode known = tree;
        if (known == null) {
            known = parse();
            tree = known;
        }
        return known;
    }

    private JsonNode parse() {
        try {
            JsonNode parsed = text.isBlank() ? null : JSON.readValue(text);
            return parsed == null ? MissingNode.getInstance() : parsed;
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}
