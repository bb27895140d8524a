package io.rollcall.playback;

import io.rollcall.alert.Severity;
import io.rollcall.check.CheckResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules must make of a sequence of outcomes.
 *
 * @param file where it is written
 * @param line where it begins there
 * @param name what it is about, in a sentence
 * @param rules names of the rules that it is about: no alert of theirs but the expected ones may be raised
 * @param start when it plays, which quiet hours may depend on
 * @param outcomes in the order of their times
 * @param expected in the order in which they are written
 */
record RuleTest(
        String file,
        int line,
        String name,
        Set<String> rules,
        Instant start,
        List<CheckResult> outcomes,
        List<Expected> expected) {
    RuleTest {
        rules = Set.copyOf(rules);
        outcomes = List.copyOf(outcomes);
        expected = List.copyOf(expected);
    }

    /**
     * An alert that begins or ends.
     *
     * @param after the start of the test
     * @param severity or null when it does not matter
     */
    record Expected(
            int line, Duration after, String integration, String rule, boolean firing, @Nullable Severity severity) {}
}
