package io.rollcall.probe;

import io.rollcall.condition.Vocabulary;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of check that comes with the engine.
 *
 * @param id of its route template
 * @param rules how its parameters must look: each says what is wrong with a text, if anything is
 * @param vocabulary what its conditions can speak of beside {@code latency}
 */
record Kind(String id, Map<String, Rule> rules, Vocabulary vocabulary) {

    /** How one parameter must look. */
    @FunctionalInterface
    interface Rule extends Function<String, Optional<String>> {
        /** A text that matches the pattern as a whole, or "write" what is right. */
        static Rule matching(String pattern, String right) {
            return value -> value.matches(pattern) ? Optional.empty() : Optional.of("write " + right);
        }
    }
}
