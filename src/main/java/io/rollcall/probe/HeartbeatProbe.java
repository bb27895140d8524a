package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.heartbeat.HeartbeatCall;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.heartbeat.Rhythm;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.Integration;
import io.rollcall.integration.ParameterType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Did a job call in when it was expected, and did it succeed? Parameters {@code every} or {@code schedule} with
 * {@code timezone}, {@code grace} and {@code token}. Looks at the last call only. Thread-safe.
 */
public final class HeartbeatProbe {
    static final Kind KIND = new Kind(
            "heartbeat",
            Map.of(
                    "every",
                    ParameterType.DURATION::complaint,
                    "schedule",
                    Rhythm::complaint,
                    "timezone",
                    Rhythm::complaintAboutZone,
                    "grace",
                    ParameterType.DURATION::complaint),
            Vocabulary.empty()
                    .with("since_call", Type.DURATION)
                    .with("job_duration", Type.DURATION)
                    .with("log", Type.TEXT));

    private final Heartbeats heartbeats;
    private final Judgement judgement;

    public HeartbeatProbe(Heartbeats heartbeats, Judgement judgement) {
        this.heartbeats = heartbeats;
        this.judgement = judgement;
    }

    /** Judges the last call. */
    public CheckResult run(Check check) {
        Integration job = check.integration();
        Instant now = check.startedAt();
        Rhythm rhythm = Rhythm.of(job);
        HeartbeatCall last = heartbeats.last(job.key()).orElse(null);
        Instant since = last == null ? heartbeats.awaitedSince(job.key(), now) : last.at();
        Duration grace = DurationText.parse(new Parameters(job).text("grace", "5m"));
        boolean late = rhythm.next(since).isBefore(now.minus(grace));
        if (last == null) {
            String waiting = "No heartbeat yet, expected " + rhythm;
            return late ? check.failed(waiting, Map.of()) : check.unknown(waiting);
        }
        Map<String, Object> evidence = evidence(last, job, now);
        if (late) {
            return check.failed("No heartbeat since " + last.at() + ", expected " + rhythm, evidence);
        }
        if (last.exitStatus() != 0) {
            return check.failed("The job reported failure: exit status " + last.exitStatus(), evidence);
        }
        return judgement.judge(check, findings(last, now, evidence));
    }

    private static Findings findings(HeartbeatCall last, Instant now, Map<String, Object> evidence) {
        Findings findings = new Findings()
                .metric("since_call", "s", Duration.between(last.at(), now).toMillis() / 1e3)
                .fact("log", last.log());
        if (last.durationMs() != null) {
            findings.metric("job_duration", "s", last.durationMs() / 1e3);
        }
        evidence.forEach(findings::detail);
        return findings;
    }

    /** With the job's log only while its call is new: it would stand in each outcome until the next one. */
    private static Map<String, Object> evidence(HeartbeatCall last, Integration job, Instant now) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("lastCall", last.at().toString());
        evidence.put("exitStatus", last.exitStatus());
        if (last.log() != null && last.at().plus(job.cadence().interval()).isAfter(now)) {
            evidence.put("log", last.log());
        }
        return evidence;
    }
}
