package io.rollcall.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.condition.Value.Absent;
import io.rollcall.condition.Value.Bool;
import io.rollcall.condition.Value.Entries;
import io.rollcall.condition.Value.Fields;
import io.rollcall.condition.Value.Null;
import io.rollcall.condition.Value.Quantity;
import io.rollcall.condition.Value.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what {@link Facts} give for the typed values that conditions compare. */
final class Reading {
    private Reading() {}

    static Value of(Object raw, Type type, String name) {
        if (type == Type.JSON) {
            return json(raw, name);
        }
        if (type == Type.TEXT && raw instanceof Document document) {
            return new Text(document.text());
        }
        if (type == Type.TEXT && (raw instanceof CharSequence || raw instanceof Enum<?>)) {
            return new Text(raw.toString());
        }
        if (type == Type.BOOLEAN && raw instanceof Boolean value) {
            return new Bool(value);
        }
        if (type == Type.DURATION && raw instanceof Duration value) {
            BigDecimal seconds = BigDecimal.valueOf(value.getSeconds());
            return new Quantity(seconds.movePointRight(9).add(BigDecimal.valueOf(value.getNano())), type);
        }
        if (type != Type.DURATION && type.ordered() && raw instanceof Number number) {
            return number(number, type, name);
        }
        throw new IllegalArgumentException(name + " is declared as " + type.label() + ", but its value is a "
                + raw.getClass().getName());
    }

    private static Value json(Object raw, String name) {
        if (raw instanceof JsonNode node) {
            return node(node, name);
        }
        if (raw instanceof Number number) {
            return number(number, Type.NUMBER, name);
        }
        if (raw instanceof Boolean value) {
            return new Bool(value);
        }
        if (raw instanceof Collection<?> list) {
            return new Entries(list, list.size());
        }
        return raw instanceof Map<?, ?> map ? new Fields(map.size()) : new Text(raw.toString());
    }

    private static Value node(JsonNode node, String name) {
        return switch (node.getNodeType()) {
            case NULL -> new Null();
            case MISSING -> new Absent(name + " is missing");
            case NUMBER -> number(node.numberValue(), Type.NUMBER, name);
            case BOOLEAN -> new Bool(node.booleanValue());
            case ARRAY -> new Entries(node, node.size());
            case OBJECT -> new Fields(node.size());
            case STRING, BINARY, POJO -> new Text(node.asText());
        };
    }

    private static Value number(Number number, Type type, String name) {
        if (number instanceof BigDecimal decimal) {
            return new Quantity(decimal, type);
        }
        if (number instanceof BigInteger integer) {
            return new Quantity(new BigDecimal(integer), type);
        }
        if (number instanceof Double || number instanceof Float) {
            // Through its text, so that a float of 0.1 is 0.1 and not the nearest double of it.
            return Double.isFinite(number.doubleValue())
                    ? new Quantity(new BigDecimal(number.toString()), type)
                    : new Absent(name + " is not a finite number");
        }
        return new Quantity(BigDecimal.valueOf(number.longValue()), type);
    }

    /** An entry of a JSON list; null stands for a JSON null. */
    static Value entry(@Nullable Object raw) {
        return raw == null ? new Null() : json(raw, "an entry");
    }
}
