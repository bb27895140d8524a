package io.rollcall.check;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Secrets;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of an integration's check: what is checked, when it began, and how much time is left over all its tries
 * (requirements 003-16, 004-01). Confined to the thread that runs the check.
 */
public final class Check {
    private final Integration integration;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private long tryStartedNanos = startedNanos;
    private final Map<String, Object> notes = new LinkedHashMap<>();
    private final Alarm alarm = new Alarm();
    private int tries = 1;
    private @Nullable Duration measured;
    private @Nullable Secrets secrets;

    public Check(Integration integration, Instant startedAt) {
        this.integration = integration;
        this.startedAt = startedAt;
    }

    public Integration integration() {
        return integration;
    }

    /** When the first try began. */
    public Instant startedAt() {
        return startedAt;
    }

    /** How many tries have begun. */
    public int tries() {
        return tries;
    }

    /** Marks the beginning of another try: {@link #latency()} counts from here. The first begins with the check itself. */
    public void beginNextTry() {
        tries++;
        measured = null;
        tryStartedNanos = System.nanoTime();
        alarm.reset(tryTimeout());
    }

    /** What ends a try that takes too long, for kinds that have nothing better. */
    public Alarm alarm() {
        return alarm;
    }

    /** Evidence as a JSON value, without secrets, that every outcome of this check carries, also one that broke off. */
    public void note(String name, Object value) {
        notes.put(name, value);
    }

    /** A secret that this check was given on its way, such as an access token: never shown from now on. */
    public void learn(String secret) {
        secrets().register(secret);
    }

    /** The text without the integration's secrets. */
    public String redact(String text) {
        return secrets().redact(text);
    }

    private Secrets secrets() {
        Secrets known = secrets == null ? OwnSecrets.of(integration) : secrets;
        secrets = known;
        return known;
    }

    /** How long the current try has taken so far, or what was said to count. */
    public Duration latency() {
        Duration said = measured;
        return said == null ? Duration.ofNanos(System.nanoTime() - tryStartedNanos) : said;
    }

    /** Says which latency counts, where the time of the whole try does not: of several calls, the slowest. */
    public void measured(Duration latency) {
        measured = latency;
    }

    /** What is left of the deadline over all tries; zero or negative when it has passed. */
    public Duration remaining() {
        return integration.cadence().deadline().minusNanos(System.nanoTime() - startedNanos);
    }

    /** How long the current try may take: the timeout per try, cut at the deadline, at least one millisecond. */
    public Duration tryTimeout() {
        Duration timeout = integration.cadence().timeout();
        Duration left = remaining();
        Duration least = Duration.ofMillis(1);
        Duration shorter = left.compareTo(timeout) < 0 ? left : timeout;
        return shorter.compareTo(least) < 0 ? least : shorter;
    }

    /** The outcome of an answer that was right: healthy, or degraded when it was slower than the integration allows. */
    public CheckResult succeeded(Map<String, Object> details) {
        Findings findings = new Findings();
        details.forEach(findings::detail);
        return judged(Status.HEALTHY, List.of(), findings, List.of());
    }

    /** The outcome of a wrong answer or none. */
    public CheckResult failed(String error, Map<String, Object> details) {
        return result(Status.DOWN, latency(), error, details);
    }

    /**
     * The outcome of an answer that was looked at: of that status, or degraded when it was slower than the integration
     * allows and nothing worse is wrong.
     *
     * @param complaints one sentence on each thing that is wrong
     */
    public CheckResult judged(Status status, List<String> complaints, Findings findings, List<SubCheck> subChecks) {
        Duration latency = latency();
        Duration limit = integration.thresholds().degradedAbove();
        List<String> all = new ArrayList<>(complaints);
        Status worse = status;
        if (latency.compareTo(limit) > 0 && status != Status.DOWN) {
            all.add("Slow response: " + latency.toMillis() + " ms (limit " + limit.toMillis() + " ms)");
            worse = Status.DEGRADED;
        }
        CheckResult plain = result(worse, latency, all.isEmpty() ? null : String.join("; ", all), findings.details());
        return new CheckResult(
                plain.integration(),
                plain.at(),
                plain.status(),
                false,
                latency,
                plain.message(),
                plain.details(),
                findings.metrics(),
                subChecks.stream().map(this::redacted).toList());
    }

    /** The outcome when nothing could be measured, such as for want of a credential. */
    public CheckResult unknown(String reason) {
        return result(Status.UNKNOWN, null, reason, Map.of());
    }

    /** The outcome when the open breaker kept the call from being made. */
    public CheckResult shortCircuited() {
        return new CheckResult(
                integration.key(),
                startedAt,
                Status.UNKNOWN,
                true,
                null,
                "Not called: the circuit breaker is open",
                Map.of(),
                List.of(),
                List.of());
    }

    private CheckResult result(
            Status status, @Nullable Duration latency, @Nullable String message, Map<String, Object> details) {
        String clean = message == null ? null : redact(message);
        Map<String, Object> all = new LinkedHashMap<>(notes);
        all.putAll(details);
        return new CheckResult(integration.key(), startedAt, status, false, latency, clean, all, List.of(), List.of());
    }

    private SubCheck redacted(SubCheck one) {
        Secrets secrets = secrets();
        return new SubCheck(
                one.name(),
                one.status(),
                one.value() == null ? null : secrets.redact(one.value()),
                one.threshold(),
                one.message() == null ? null : secrets.redact(one.message()),
                one.informational());
    }
}
