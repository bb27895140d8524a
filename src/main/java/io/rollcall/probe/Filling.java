package io.rollcall.probe;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rollcall.integration.DurationText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills the <code>${…}</code> in a step's texts: with a parameter of the integration, with a value of an earlier answer
 * ({@code body.login.token}), or with the time.
 *
 * @param parameters of the integration
 * @param answers so far, by the names of their steps
 */
record Filling(Map<String, String> parameters, JsonNode answers, Instant now) {
    static final Pattern PLACE = Pattern.compile("\\$\\{\\s*([^}]*?)\\s*}");
    static final Pattern TIME = Pattern.compile("(time|date|seconds|millis)(?:([+-])(\\d+(?:ms|s|m|h|d)))?");
    static final String ANSWER = "body.";

    /** A place has no value. */
    static final class Unfilled extends Exception {
        private static final long serialVersionUID = 1L;

        Unfilled(String place) {
            super("${" + place + "} has no value");
        }
    }

    /** As part of an address: what was answered is encoded, what the integration's author wrote is not. */
    String address(String text) throws Unfilled {
        return fill(text, UnaryOperator.identity(), Filling::encoded);
    }

    /** As a form: each value stays within its field. */
    String form(String text) throws Unfilled {
        return fill(text, Filling::encoded, Filling::encoded);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** As a header's value: one line. */
    String header(String text) throws Unfilled {
        UnaryOperator<String> line = value -> value.replaceAll("[\\r\\n]+", " ");
        return fill(text, line, line);
    }

    /** As a request body: a value inside JSON stays inside its quotes. */
    String body(String text) throws Unfilled {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return plain(text);
        }
        UnaryOperator<String> quoted =
                value -> new String(JsonStringEncoder.getInstance().quoteAsString(value));
        return fill(text, quoted, quoted);
    }

    String plain(String text) throws Unfilled {
        return fill(text, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private String fill(String text, UnaryOperator<String> own, UnaryOperator<String> found) throws Unfilled {
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String place = places.group(1);
            String parameter = parameters.get(place);
            boolean written = parameter != null && !parameter.isBlank();
            String value = written ? parameter : found(place);
            if (value == null) {
                throw new Unfilled(place);
            }
            String fitting = written ? own.apply(value) : found.apply(value);
            places.appendReplacement(filled, Matcher.quoteReplacement(fitting));
        }
        return places.appendTail(filled).toString();
    }

    private @Nullable String found(String place) {
        if (place.startsWith(ANSWER)) {
            ArrayNode values = Figure.find(answers, "$." + place.substring(ANSWER.length()));
            return values.isEmpty()
                            || values.get(0).isContainerNode()
                            || values.get(0).isNull()
                    ? null
                    : values.get(0).asText();
        }
        Matcher time = TIME.matcher(place);
        return time.matches() ? written(time.group(1), moved(time.group(2), time.group(3))) : null;
    }

    private Instant moved(@Nullable String sign, @Nullable String by) {
        if (sign == null || by == null) {
            return now;
        }
        return sign.equals("+") ? now.plus(DurationText.parse(by)) : now.minus(DurationText.parse(by));
    }

    private static String written(String form, Instant at) {
        return switch (form) {
            case "seconds" -> String.valueOf(at.getEpochSecond());
            case "millis" -> String.valueOf(at.toEpochMilli());
            case "date" -> at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
            default -> at.truncatedTo(ChronoUnit.SECONDS).toString();
        };
    }
}
