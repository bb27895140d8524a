package io.rollcall.playback;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRule;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Problem;
import io.rollcall.playback.RuleTest.Expected;
import io.rollcall.spelling.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Do the rules what the tests beside them say? A test file is called {@code <name>.test.yaml}. */
public final class RuleTests {
    private static final String ENDING = ".test.yaml";

    private final Map<String, AlertRule> rules;
    private final Map<String, Integration> integrations;

    /** Tests of these rules. An integration that a test names and that is not among these is one with all defaults. */
    public RuleTests(Collection<AlertRule> rules, Collection<Integration> integrations) {
        this.rules = rules.stream().collect(Collectors.toMap(AlertRule::name, Function.identity(), (a, b) -> b));
        this.integrations = integrations.stream().collect(Collectors.toMap(Integration::key, Function.identity()));
    }

    /**
     * What came of it.
     *
     * @param tests how many there are
     * @param problems every mismatch and every mistake in a test, with its file and line
     */
    public record Report(int tests, List<Problem> problems) {}

    /** Runs every test in these folders and below. */
    public Report run(List<Path> folders) {
        List<Problem> problems = new ArrayList<>();
        List<RuleTest> tests = new ArrayList<>();
        for (Path file : files(folders, problems)) {
            try {
                tests.addAll(new RuleTestReader(file.toString(), problems).read(Files.readString(file)));
            } catch (IOException e) {
                problems.add(new Problem(file.toString(), 0, null, "cannot be read: " + e.getMessage()));
            }
        }
        tests.forEach(test -> problems.addAll(run(test)));
        return new Report(tests.size(), problems);
    }

    private static List<Path> files(List<Path> folders, List<Problem> problems) {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(path -> path.toString().endsWith(ENDING) && !isHidden(folder.relativize(path)))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                problems.add(new Problem(folder.toString(), 0, "rollcall.routes", "cannot be read: " + e.getMessage()));
            }
        }
        return files;
    }

    private static boolean isHidden(Path path) {
        for (Path name : path) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    List<Problem> run(RuleTest test) {
        Set<String> unknown =
                test.rules().stream().filter(name -> !rules.containsKey(name)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            return unknown.stream()
                    .map(name -> new Problem(
                            test.file(),
                            test.line(),
                            "rules",
                            "no rule '" + name + "'" + Nearest.hint(name, rules.keySet())))
                    .toList();
        }
        return compare(test, play(test));
    }

    private List<Alert> play(RuleTest test) {
        List<Alert> raised = new ArrayList<>();
        Set<String> keys =
                test.outcomes().stream().map(outcome -> outcome.integration()).collect(Collectors.toSet());
        List<Integration> watched = keys.stream()
                .map(key -> integrations.getOrDefault(key, AnyIntegration.called(key)))
                .toList();
        List<AlertRule> applied = rules.values().stream()
                .filter(rule -> test.rules().contains(rule.name()))
                .toList();
        Playback playback = new Playback(watched, applied, test.start(), raised::add);
        test.outcomes().forEach(playback::play);
        test.expected().stream()
                .map(expected -> test.start().plus(expected.after()))
                .max(Instant::compareTo)
                .ifPresent(playback::passUntil);
        return raised;
    }

    private static List<Problem> compare(RuleTest test, List<Alert> raised) {
        List<Problem> problems = new ArrayList<>();
        List<Alert> left = new ArrayList<>(raised);
        List<Expected> missing = new ArrayList<>();
        for (Expected expected : test.expected()) {
            Alert found = left.stream()
                    .filter(alert ->
                            isAbout(expected, alert) && after(test, alert).equals(expected.after()))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                missing.add(expected);
            } else {
                left.remove(found);
            }
        }
        for (Expected expected : missing) {
            Alert other = left.stream()
                    .filter(alert -> isAlike(expected, alert))
                    .findFirst()
                    .orElse(null);
            left.remove(other);
            String instead = other == null ? "it does not" : what(other) + " at " + text(after(test, other));
            problems.add(new Problem(
                    test.file(),
                    expected.line(),
                    what(expected),
                    "expected at " + text(expected.after()) + ", but " + instead));
        }
        left.forEach(alert -> problems.add(new Problem(
                test.file(),
                test.line(),
                test.name(),
                what(alert) + " at " + text(after(test, alert)) + ", which is not expected")));
        return problems;
    }

    private static boolean isAbout(Expected expected, Alert alert) {
        return isAlike(expected, alert) && (expected.severity() == null || expected.severity() == alert.severity());
    }

    private static boolean isAlike(Expected expected, Alert alert) {
        return alert.rule().equals(expected.rule())
                && alert.integration().equals(expected.integration())
                && alert.firing() == expected.firing();
    }

    private static Duration after(RuleTest test, Alert alert) {
        return Duration.between(test.start(), alert.at());
    }

    private static String what(Expected expected) {
        String severity =
                expected.severity() == null ? "" : " (" + expected.severity().word() + ")";
        return expected.rule() + (expected.firing() ? " fires" : " ends") + " for " + expected.integration() + severity;
    }

    private static String what(Alert alert) {
        return alert.rule() + (alert.firing() ? " fires" : " ends") + " for " + alert.integration() + " ("
                + alert.severity().word() + ")";
    }

    private static String text(Duration after) {
        return DurationText.format(after);
    }
}
