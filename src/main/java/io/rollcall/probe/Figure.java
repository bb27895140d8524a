package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number worked out from the answers of several calls, for conditions have no arithmetic: an entry of parameter
 * {@code steps} without an address.
 *
 * @param name under which conditions find it
 * @param path a JSONPath (RFC 9535) into the answers by their names
 * @param among of a share the whole, as a JSONPath or a plain number; else null
 */
record Figure(String name, Form form, String path, @Nullable String among) {
    /** The call that a path looks into. */
    private static final Pattern CALL = Pattern.compile("^\\$\\.(\\w+)");

    private static final Configuration JSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    /** What is worked out. */
    enum Form {
        /** How many the path finds. */
        COUNT,
        /** How many hundredths of the whole the path finds. */
        SHARE,
        /** The first that the path finds, a text of digits too. */
        NUMBER
    }

    /** What the path finds; empty when it finds nothing. */
    static ArrayNode find(JsonNode answers, String path) {
        return JsonPath.using(JSON).parse(answers).read(path, ArrayNode.class);
    }

    /** Null when it cannot be known: the call was not answered with JSON, there is no such number, or it is a share of nothing. */
    @Nullable
    BigDecimal of(JsonNode answers, Filling filling) throws Filling.Unfilled {
        Matcher call = CALL.matcher(path);
        if (call.find() && !answers.path(call.group(1)).isContainerNode()) {
            return null;
        }
        ArrayNode found = find(answers, filling.plain(path));
        BigDecimal count = BigDecimal.valueOf(found.size());
        return switch (form) {
            case COUNT -> count;
            case NUMBER -> number(found.isEmpty() ? "" : found.get(0).asText());
            case SHARE -> share(count, whole(answers, filling));
        };
    }

    private @Nullable BigDecimal whole(JsonNode answers, Filling filling) throws Filling.Unfilled {
        String text = filling.plain(String.valueOf(among));
        return text.startsWith("$") ? BigDecimal.valueOf(find(answers, text).size()) : number(text);
    }

    private static @Nullable BigDecimal share(BigDecimal part, @Nullable BigDecimal whole) {
        return whole == null || whole.signum() == 0
                ? null
                : part.movePointRight(2).divide(whole, MathContext.DECIMAL32);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
