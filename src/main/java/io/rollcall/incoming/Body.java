package io.rollcall.incoming;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Severity;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Part of a report's JSON, and where in it that stands. Throws {@link BadReport} for what is not as it must be. */
record Body(JsonNode node, String path) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Nothing begins earlier; far beyond that a table could not even hold the time. */
    private static final Duration MOST_AGE = Duration.ofDays(3650);

    static Body parse(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw new BadReport(null, "the body is empty");
            }
            return new Body(node, "");
        } catch (JsonProcessingException e) {
            // What is nested too deeply has no place.
            JsonLocation place = e.getLocation();
            throw new BadReport(
                    null,
                    "the body is not JSON"
                            + (place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr()));
        } catch (IOException e) {
            throw new BadReport(null, "the body cannot be read");
        }
    }

    Body at(String name) {
        return new Body(node.path(name), path.isEmpty() ? name : path + "." + name);
    }

    Body at(int index) {
        return new Body(node.path(index), path + "[" + index + "]");
    }

    boolean exists() {
        return !node.isMissingNode() && !node.isNull();
    }

    BadReport problem(String message) {
        return new BadReport(path.isEmpty() ? null : path, message);
    }

    Body object() {
        if (!node.isObject()) {
            throw problem("must be an object");
        }
        return this;
    }

    /** Its length. */
    int list(int most) {
        if (!node.isArray()) {
            throw problem("must be a list");
        }
        if (node.size() > most) {
            throw problem("must not be longer than " + most);
        }
        return node.size();
    }

    /** A text that must be there. */
    String text() {
        if (!node.isTextual() || node.asText().isBlank()) {
            throw problem("must be a text that is not empty");
        }
        return node.asText();
    }

    /** A text, or null where there is none. */
    @Nullable
    String textOrNull() {
        if (!exists() || node.isTextual() && node.asText().isBlank()) {
            return null;
        }
        return text();
    }

    /** Texts by name; one that is empty counts as not there. */
    Map<String, String> texts(int most) {
        Map<String, String> texts = new TreeMap<>();
        if (!exists()) {
            return texts;
        }
        object();
        if (node.size() > most) {
            throw problem("must not have more than " + most + " names");
        }
        node.fieldNames().forEachRemaining(name -> {
            Body value = at(name);
            if (!value.node.isTextual()) {
                throw value.problem("must be a text");
            }
            if (name.isBlank()) {
                throw problem("must not have an empty name");
            }
            if (!value.node.asText().isEmpty()) {
                texts.put(name, value.node.asText());
            }
        });
        return texts;
    }

    /** What of it is a single value, as texts by name. */
    Map<String, String> scalars(int most) {
        Map<String, String> texts = new TreeMap<>();
        node.properties().stream()
                .filter(one -> one.getValue().isValueNode() && !one.getValue().isNull())
                .filter(one ->
                        !one.getKey().isBlank() && !one.getValue().asText().isBlank())
                .limit(most)
                .forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }

    /** An RFC 3339 time, null where there is none or it is the zero time of the language Go. */
    @Nullable
    Instant time() {
        String text = textOrNull();
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(Instant.EPOCH) ? null : time;
        } catch (DateTimeException e) {
            throw problem("must be a time like 2026-03-01T09:48:00Z");
        }
    }

    /** The same time where it may be kept as one. */
    static Instant within(Instant time, Instant now) {
        Instant least = now.minus(MOST_AGE);
        Instant most = now.plus(MOST_AGE);
        return time.isBefore(least) ? least : time.isAfter(most) ? most : time;
    }

    /** What a word for a severity means; a warning when nobody knows. */
    static Severity severity(@Nullable String word) {
        return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "error" -> Severity.CRITICAL;
            case "info" -> Severity.INFO;
            default -> Severity.WARNING;
        };
    }
}
