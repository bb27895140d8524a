package io.rollcall.probe;

import io.rollcall.check.SubCheck;
import io.rollcall.condition.Condition;
import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Measured;
import io.rollcall.condition.Verdict;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Status;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of parameter {@code sub-checks}: {@code connection pool: connections_used < 80%}, or with words of its own:
 * {@code credit: balance > 10 => Only {balance} left}.
 *
 * @param level what the check is when the condition does not hold
 * @param informational true when it decides nothing
 * @param ifMeasured true when it decides nothing as long as what it speaks of is missing: {@code credit?: balance > 10}
 * @param saying what is said then, or null for the condition with the values found
 */
record SubCheckRule(
        String name,
        Status level,
        boolean informational,
        Condition condition,
        boolean ifMeasured,
        @Nullable Saying saying) {
    private static final Pattern LINE =
            Pattern.compile("([^:()]+?)\\s*(?:\\((\\w+)\\))?\\s*:\\s*(.+?)(?:\\s+=>\\s+([^\"]+))?");
    private static final List<String> LEVELS = List.of("degraded", "down", "info");

    static SubCheckRule parse(String line, Vocabulary vocabulary) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new ConditionException(1, "'" + line.strip() + "' is no sub-check; write name: condition");
        }
        String level = parts.group(2) == null ? "degraded" : parts.group(2);
        if (!LEVELS.contains(level)) {
            throw new ConditionException(
                    parts.start(2) + 1, "'" + level + "' is no level; write degraded, down or info, or leave it out");
        }
        Condition condition = Condition.parse(parts.group(3), vocabulary);
        Status status = level.equals("down") ? Status.DOWN : Status.DEGRADED;
        Saying saying = parts.group(4) == null ? null : Saying.parse(parts.group(4), vocabulary);
        boolean ifMeasured = parts.group(1).endsWith("?");
        String name = ifMeasured ? parts.group(1).replaceFirst("\\s*\\?$", "") : parts.group(1);
        return new SubCheckRule(name, status, level.equals("info"), condition, ifMeasured, saying);
    }

    SubCheck look(Facts facts) {
        Verdict verdict = condition.holds(facts);
        if (ifMeasured && !verdict.decided()) {
            return new SubCheck(name, Status.UNKNOWN, null, null, null, informational);
        }
        Measured measured = condition.measured(facts);
        return new SubCheck(
                name,
                verdict.holds() ? Status.HEALTHY : level,
                measured.value(),
                measured.threshold(),
                verdict.holds() ? null : complaint(verdict, facts),
                informational);
    }

    private String complaint(Verdict verdict, Facts facts) {
        // Where a value is missing, which one is what matters.
        return saying == null || !verdict.decided() ? name + ": " + verdict.explanation() : saying.with(facts);
    }
}
