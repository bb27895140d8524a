package io.rollcall.playback;

import io.rollcall.alert.Severity;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Status;
import io.rollcall.playback.RuleTest.Expected;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file of rule tests, and says at which line it is wrong. */
final class RuleTestReader {
    /** A Monday at noon, when nobody sleeps. */
    private static final Instant USUAL_START = Instant.parse("2026-01-05T12:00:00Z");
    /** More would be a slip of the pen. */
    private static final int MOST_REPEATS = 100_000;

    private final String file;
    private final List<Problem> problems;

    /** @param problems takes what is wrong; a test with a mistake is not among those that are read */
    RuleTestReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    List<RuleTest> read(String text) {
        List<RuleTest> tests = new ArrayList<>();
        try {
            Node root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .orElse(null);
            for (Node node : Entry.items(root)) {
                one(node, tests);
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(new Problem(file, line, null, e.getProblem()));
        } catch (EntryException e) {
            problems.add(e.problem(file));
        }
        return tests;
    }

    private void one(Node node, List<RuleTest> tests) {
        try {
            tests.add(test(Entry.of(node, Set.of("test", "rules", "start", "outcomes", "alerts"))));
        } catch (EntryException e) {
            problems.add(e.problem(file));
        }
    }

    private RuleTest test(Entry entry) {
        List<CheckResult> outcomes = new ArrayList<>();
        Instant start = entry.has("start") ? entry.read("start", RuleTestReader::time) : USUAL_START;
        for (Node node : entry.items("outcomes")) {
            outcomes.addAll(outcomes(
                    Entry.of(
                            node,
                            Set.of("at", "every", "until", "integration", "status", "latency", "message", "metrics")),
                    start));
        }
        outcomes.sort(Comparator.comparing(CheckResult::at));
        List<Expected> expected = new ArrayList<>();
        for (Node node : entry.items("alerts")) {
            expected.add(expected(Entry.of(node, Set.of("at", "integration", "fires", "ends", "severity"))));
        }
        Set<String> rules = new LinkedHashSet<>(entry.list("rules"));
        expected.forEach(one -> rules.add(one.rule()));
        if (rules.isEmpty()) {
            throw entry.mistake("rules", "name the rules that are tested, or an alert of theirs");
        }
        return new RuleTest(file, entry.line(), entry.text("test"), rules, start, outcomes, expected);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time; write 2026-01-05T12:00:00Z", e);
        }
    }

    private static List<CheckResult> outcomes(Entry entry, Instant start) {
        Duration first = entry.read("at", DurationText::parse);
        Duration last = entry.has("until") ? entry.read("until", DurationText::parse) : first;
        Duration every = entry.has("every") ? entry.read("every", DurationText::parse) : null;
        if ((every == null) == entry.has("until")) {
            throw entry.mistake("every", "every and until go together");
        }
        if (every != null && (every.isZero() || last.minus(first).dividedBy(every) > MOST_REPEATS)) {
            throw entry.mistake("every", "too often; at most " + MOST_REPEATS + " times");
        }
        List<CheckResult> outcomes = new ArrayList<>();
        Duration at = first;
        do {
            outcomes.add(outcome(entry, start.plus(at)));
            at = at.plus(every == null ? Duration.ofDays(1) : every);
        } while (every != null && at.compareTo(last) <= 0);
        return outcomes;
    }

    private static CheckResult outcome(Entry entry, Instant at) {
        Status status = entry.read("status", text -> word(Status.class, text));
        Duration latency = entry.has("latency") ? entry.read("latency", DurationText::parse) : null;
        List<Metric> metrics = entry.map("metrics").entrySet().stream()
                .map(metric -> metric(entry, metric))
                .toList();
        return new CheckResult(
                entry.text("integration"),
                at,
                status,
                false,
                status == Status.UNKNOWN ? null : latency == null ? Duration.ofMillis(20) : latency,
                entry.has("message") ? entry.text("message") : null,
                Map.of(),
                metrics,
                List.of());
    }

    /** A number, and perhaps its unit behind it. */
    private static Metric metric(Entry entry, Map.Entry<String, String> written) {
        String text = written.getValue().strip();
        String number = text.replaceFirst("[^\\d.]+$", "");
        try {
            String unit = text.substring(number.length()).strip();
            return Metric.of(written.getKey(), unit, Double.parseDouble(number));
        } catch (NumberFormatException e) {
            throw entry.mistake("metrics", written.getKey() + ": '" + text + "' is no number");
        }
    }

    private static Expected expected(Entry entry) {
        boolean firing = entry.has("fires");
        if (firing == entry.has("ends")) {
            throw entry.mistake(null, "either a rule fires or it ends: write fires: or ends:");
        }
        @Nullable
        Severity severity = entry.has("severity") ? entry.read("severity", text -> word(Severity.class, text)) : null;
        return new Expected(
                entry.line(),
                entry.read("at", DurationText::parse),
                entry.text("integration"),
                entry.text(firing ? "fires" : "ends"),
                firing,
                severity);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is none of " + java.util.Arrays.toString(type.getEnumConstants()), e);
        }
    }
}
