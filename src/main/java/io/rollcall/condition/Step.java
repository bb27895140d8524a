package io.rollcall.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step into JSON: the value of a key, or the entry of a list. */
sealed interface Step {
    /** What is there, a null node for a JSON null, or null when nothing is. */
    @Nullable
    Object from(Object parent);

    void write(StringBuilder out);

    record Key(String key) implements Step {
        @Override
        public @Nullable Object from(Object parent) {
            if (parent instanceof JsonNode node) {
                return node.get(key);
            }
            if (parent instanceof Map<?, ?> map && map.containsKey(key)) {
                Object value = map.get(key);
                return value == null ? NullNode.getInstance() : value;
            }
            return null;
        }

        @Override
        public void write(StringBuilder out) {
            if (!key.isEmpty() && key.chars().allMatch(Lexer::isNamePart)) {
                out.append(out.isEmpty() ? "" : ".").append(key);
            } else {
                Lexer.quote(key, out.append('[')).append(']');
            }
        }
    }

    record Index(int index) implements Step {
        @Override
        public @Nullable Object from(Object parent) {
            if (parent instanceof JsonNode node) {
                return node.get(index);
            }
            if (parent instanceof List<?> list && index < list.size()) {
                Object value = list.get(index);
                return value == null ? NullNode.getInstance() : value;
            }
            return null;
        }

        @Override
        public void write(StringBuilder out) {
            out.append('[').append(index).append(']');
        }
    }
}
