package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What should a thing at a vendor look like, and in what does one that is there differ from that? */
final class Wanted {
    private static final JsonMapper JSON = new JsonMapper();

    private Wanted() {}

    /**
     * The state that YAML describes, with every place filled. A field whose place has no value is left out; an object of the
     * one key {@code yaml} is its text, read as YAML.
     *
     * @throws IllegalArgumentException when such a text is no YAML
     */
    static JsonNode of(Object described, Filling filling) {
        if (described instanceof Map<?, ?> map) {
            if (map.size() == 1 && map.get("yaml") instanceof String text) {
                return read(text, filling);
            }
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((name, value) -> {
                JsonNode filled = value == null ? object.nullNode() : of(value, filling);
                if (!filled.isMissingNode()) {
                    object.set(String.valueOf(name), filled);
                }
            });
            return object;
        }
        if (described instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.stream()
                    .map(each -> of(each, filling))
                    .filter(each -> !each.isMissingNode())
                    .forEach(array::add);
            return array;
        }
        return described instanceof String text ? text(text, filling) : JSON.valueToTree(described);
    }

    private static JsonNode text(String text, Filling filling) {
        try {
            return JsonNodeFactory.instance.textNode(filling.plain(text).strip());
        } catch (Filling.Unfilled left) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static JsonNode read(String text, Filling filling) {
        JsonNode filled = text(text, filling);
        if (filled.isMissingNode()) {
            return filled;
        }
        try {
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(filled.asText()));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(text + ": not YAML: " + e.getMessage(), e);
        }
    }

    /** Names of the fields that are not as they should be. What the vendor holds beside them does not matter. */
    static List<String> differences(JsonNode wanted, JsonNode actual) {
        List<String> names = new ArrayList<>();
        wanted.properties().forEach(field -> {
            if (!holds(actual.path(field.getKey()), field.getValue())) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    private static boolean holds(JsonNode actual, JsonNode wanted) {
        if (wanted.isNull()) {
            return actual.isNull() || actual.isMissingNode();
        }
        if (wanted.isObject()) {
            return actual.isObject() && differences(wanted, actual).isEmpty();
        }
        if (wanted.isArray()) {
            return actual.isArray() && wanted.size() == actual.size() && sameEntries(actual, wanted);
        }
        if (wanted.isNumber()) {
            return actual.isNumber() && actual.decimalValue().compareTo(wanted.decimalValue()) == 0;
        }
        return wanted.isTextual()
                ? actual.isTextual() && actual.asText().strip().equals(wanted.asText())
                : wanted.equals(actual);
    }

    /** The order of plain values tells nothing, such as that of events. */
    private static boolean sameEntries(JsonNode actual, JsonNode wanted) {
        List<JsonNode> there = entries(actual);
        List<JsonNode> should = entries(wanted);
        if (should.stream().allMatch(JsonNode::isValueNode)) {
            there.sort(Comparator.comparing(JsonNode::asText));
            should.sort(Comparator.comparing(JsonNode::asText));
        }
        return IntStream.range(0, should.size()).allMatch(i -> holds(there.get(i), should.get(i)));
    }

    private static List<JsonNode> entries(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }

    /** The fields of the vendor's that stand for those that are wanted. */
    static JsonNode counterpart(JsonNode wanted, JsonNode actual) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        wanted.properties().forEach(field -> part.set(field.getKey(), actual.path(field.getKey())));
        return part;
    }

    /** SHA-256 of a text, in hexadecimal. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
