package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.check.OwnSecrets;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What does a script of one's own find (requirement 002-35b)? Exit status and performance data as Nagios plugins have
 * them. Parameters {@code command}, {@code directory} and {@code environment}. Thread-safe.
 */
public final class ExecProbe {
    static final Kind KIND = new Kind(
            "exec",
            Map.of("environment", ExecProbe::complaint),
            Vocabulary.empty().with("output", Type.TEXT).withPrefix("perf.", Type.NUMBER));

    private static final int MOST_EVIDENCE = 4096;

    private final boolean enabled;
    private final Judgement judgement;

    /** @param enabled whether commands may be run at all: setting {@code rollcall.exec.enabled} */
    public ExecProbe(boolean enabled, Judgement judgement) {
        this.enabled = enabled;
        this.judgement = judgement;
    }

    /** Runs the command once. */
    public CheckResult run(Check check) throws InterruptedException {
        Parameters parameters = new Parameters(check.integration());
        if (!enabled) {
            return check.unknown("Scripts are off; set rollcall.exec.enabled=true to run them");
        }
        List<String> command = parameters
                .text("command")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Map<String, String> environment = environment(parameters.text("environment", ""));
        try (Script script = new Script(command, check.integration().parameter("directory"), environment)) {
            Optional<Integer> status = script.await(check.tryTimeout());
            String output = redacted(check.integration(), script.output());
            return status.isEmpty()
                    ? check.failed("Did not end within " + check.latency().toMillis() + " ms", evidence(output))
                    : judged(check, status.get(), output);
        } catch (IOException notStarted) {
            return check.unknown("Cannot run " + command.get(0) + ": " + notStarted.getMessage());
        }
    }

    private CheckResult judged(Check check, int status, String output) {
        String first =
                output.lines().findFirst().orElse("").replaceAll("\\|.*", "").strip();
        String said = first.isEmpty() ? "Exit status " + status : first;
        Findings findings = new Findings().fact("output", output);
        PerformanceData.in(output)
                .forEach(metric -> findings.metric(metric).fact("perf." + metric.name(), metric.value()));
        if (!output.isBlank()) {
            findings.detail("output", output);
        }
        return switch (status) {
            case 0 -> judgement.judge(check, findings);
            case 1 -> judgement.judge(check, findings, Status.DEGRADED, said);
            case 2 -> judgement.judge(check, findings, Status.DOWN, said);
            default ->
                check.unknown(status == 3 ? said : "Exit status " + status + (first.isEmpty() ? "" : ": " + first));
        };
    }

    /** Redacted before it is cut, so that no half of a secret is left. */
    private static String redacted(Integration integration, String output) {
        String clean = OwnSecrets.of(integration).redact(output);
        return clean.length() <= MOST_EVIDENCE ? clean : clean.substring(0, MOST_EVIDENCE);
    }

    private static Map<String, Object> evidence(String output) {
        return output.isBlank() ? Map.of() : Map.of("output", output);
    }

    private static Map<String, String> environment(String lines) {
        Map<String, String> environment = new LinkedHashMap<>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int equals = line.indexOf('=');
            environment.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        });
        return environment;
    }

    private static Optional<String> complaint(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank() && !line.strip().matches("[A-Za-z_][A-Za-z0-9_]*\\s*=.*"))
                .findFirst()
                .map(wrong -> "write NAME=value, one a line");
    }
}
