package io.rollcall.check;

import io.rollcall.condition.Type;
import java.time.Duration;
import java.util.Map;

/**
 * A number that a check found: kept with its outcome, usable in conditions and rules, and shown at {@code /metrics}.
 *
 * @param name lower-case words joined by underscores, such as {@code queue_size}
 * @param unit {@code %}, {@code s}, {@code B}, another word such as {@code EUR}, or empty for a plain number
 * @param value in that unit; 10.5 with {@code %} means 10.5 %
 * @param labels what tells it from others of its name, such as {@code queue=default}
 */
public record Metric(String name, String unit, double value, Map<String, String> labels) {
    public Metric {
        labels = Map.copyOf(labels);
    }

    public static Metric of(String name, String unit, double value) {
        return new Metric(name, unit, value, Map.of());
    }

    /** How conditions read numbers of that unit. */
    public static Type type(String unit) {
        return switch (unit) {
            case "%" -> Type.PERCENT;
            case "s" -> Type.DURATION;
            case "B" -> Type.SIZE;
            default -> Type.NUMBER;
        };
    }

    /** The value as a condition takes it: a duration for seconds, a number otherwise. */
    public Object fact() {
        return unit.equals("s") ? Duration.ofNanos(Math.round(value * 1e9)) : (Object) value;
    }

    /** The name with the labels, such as {@code queue_size{queue=default}}: unique within one outcome. */
    public String key() {
        return labels.isEmpty()
                ? name
                : name + new java.util.TreeMap<>(labels).toString().replace(", ", ",");
    }
}
