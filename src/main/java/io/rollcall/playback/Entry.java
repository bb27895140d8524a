package io.rollcall.playback;

import io.rollcall.spelling.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping in a YAML file, of which each mistake is known by its line. */
final class Entry {
    private final int line;
    private final Map<String, Node> fields;

    private Entry(int line, Map<String, Node> fields) {
        this.line = line;
        this.fields = fields;
    }

    /**
     * The mapping, whose fields have these names.
     *
     * @throws EntryException when it is something else or has other fields
     */
    static Entry of(Node node, Collection<String> names) {
        Map<String, Node> fields = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            throw new EntryException(
                    line(node), null, "names and values are expected here: " + String.join(", ", names));
        }
        for (NodeTuple tuple : map.getValue()) {
            String name = scalar(tuple.getKeyNode());
            if (!names.contains(name)) {
                throw new EntryException(line(tuple.getKeyNode()), name, "no such field" + Nearest.hint(name, names));
            }
            fields.put(name, tuple.getValueNode());
        }
        return new Entry(line(node), fields);
    }

    /** The entries of a list; none when there is nothing. */
    static List<Node> items(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        throw new EntryException(line(node), null, "a list is expected here");
    }

    int line() {
        return line;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        Node node = fields.get(name);
        if (node == null || scalar(node).isBlank()) {
            throw mistake(name, "is missing");
        }
        return scalar(node).strip();
    }

    /** The value as its reader understands it, whose complaints get their line. */
    <T> T read(String name, Function<String, T> reader) {
        try {
            return reader.apply(text(name));
        } catch (IllegalArgumentException e) {
            throw mistake(name, String.valueOf(e.getMessage()));
        }
    }

    List<Node> items(String name) {
        return items(fields.get(name));
    }

    /** A list of texts, or one with commas. */
    List<String> list(String name) {
        Node node = fields.get(name);
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(Entry::scalar).toList();
        }
        return node == null
                ? List.of()
                : Arrays.stream(scalar(node).split(",")).map(String::strip).toList();
    }

    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        if (fields.get(name) instanceof MappingNode written) {
            written.getValue().forEach(tuple -> map.put(scalar(tuple.getKeyNode()), scalar(tuple.getValueNode())));
        } else if (has(name)) {
            throw mistake(name, "names and numbers are expected here");
        }
        return map;
    }

    EntryException mistake(@Nullable String name, String message) {
        Node node = name == null ? null : fields.get(name);
        return new EntryException(node == null ? line : line(node), name, message);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
