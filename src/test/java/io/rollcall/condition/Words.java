package io.rollcall.condition;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The vocabulary and the facts that the tests share. */
final class Words {
    static final Vocabulary VOCABULARY = Vocabulary.empty()
            .with("latency", Type.DURATION)
            .with("error_rate", Type.PERCENT)
            .with("memory", Type.PERCENT)
            .with("conversion_rate", Type.PERCENT)
            .with("queue_depth", Type.NUMBER)
            .with("consecutive_failures", Type.NUMBER)
            .with("code", Type.NUMBER)
            .with("heap", Type.SIZE)
            .with("short_circuited", Type.BOOLEAN)
            .with("name", Type.TEXT)
            .with("details", Type.JSON)
            .withWords("status", List.of("HEALTHY", "DEGRADED", "DOWN", "UNKNOWN"))
            .withWords("service.status", List.of("HEALTHY", "DEGRADED", "DOWN", "UNKNOWN"))
            .withPrefix("header.", Type.TEXT)
            .withDocument("body");

    static final Facts NOTHING = name -> null;

    private Words() {}

    static Facts body(String json) {
        Document body = new Document(json);
        return name -> name.equals("body") ? body : null;
    }

    /** Facts of a check that went well, around the body. */
    static Facts check(String json) {
        Map<String, Object> values = Map.of(
                "body",
                new Document(json),
                "latency",
                Duration.ofMillis(120),
                "error_rate",
                10.5,
                "queue_depth",
                1000,
                "code",
                200,
                "heap",
                6L << 20,
                "short_circuited",
                false,
                "name",
                "Stripe",
                "status",
                State.DOWN,
                "header.content-type",
                "application/json");
        return values::get;
    }

    static Condition condition(String text) {
        return Condition.parse(text, VOCABULARY);
    }

    private enum State {
        DOWN
    }
}
