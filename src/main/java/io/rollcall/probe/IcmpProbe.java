package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;

/**
 * Does a host answer echo requests? Parameters {@code host} and {@code count}. Without the right to send them the platform
 * asks TCP port 7 instead, where a refusal is an answer as well. Thread-safe.
 */
public final class IcmpProbe {
    static final Kind KIND = new Kind(
            "icmp",
            Map.of("count", ParameterType.COUNT::complaint),
            Vocabulary.empty().with("packet_loss", Type.PERCENT).with("round_trip", Type.DURATION));

    private final Judgement judgement;

    public IcmpProbe(Judgement judgement) {
        this.judgement = judgement;
    }

    /** Sends them one after the other, each with its share of the time. Throws when the host is not known. */
    public CheckResult run(Check check) throws IOException {
        Parameters parameters = new Parameters(check.integration());
        InetAddress host = InetAddress.getByName(parameters.text("host"));
        int count = Integer.parseInt(parameters.text("count", "3"));
        long share = check.tryTimeout().minus(check.latency()).toMillis() / count;
        int wait = Math.toIntExact(Math.max(1, Math.min(share, Integer.MAX_VALUE)));
        int answers = 0;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            if (host.isReachable(wait)) {
                answers++;
                best = Math.min(best, System.nanoTime() - begin);
            }
        }
        if (answers == 0) {
            return check.failed("None of " + count + " echo requests was answered", Map.of());
        }
        return judgement.judge(
                check,
                new Findings()
                        .metric("packet_loss", "%", 100.0 * (count - answers) / count)
                        .metric("round_trip", "s", best / 1e9));
    }
}
