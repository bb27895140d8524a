package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Vocabulary;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does this machine reach anything at all? Parameter {@code targets}: it is enough that one of them takes a connection.
 * What is on another machine depends on this check without saying so. Thread-safe.
 */
public final class ConnectivityProbe {
    private static final String TARGET = "(\\[[0-9A-Fa-f:.]+]|[^\\s:,\\[\\]]+):([1-9]\\d{0,4})";

    static final Kind KIND =
            new Kind("connectivity", Map.of("targets", ConnectivityProbe::complaint), Vocabulary.empty());

    private final Watchdog watchdog;
    private final Judgement judgement;

    public ConnectivityProbe(Watchdog watchdog, Judgement judgement) {
        this.watchdog = watchdog;
        this.judgement = judgement;
    }

    /** Connects to one after the other until one answers. That none does is an answer, and not tried again. */
    public CheckResult run(Check check) throws Exception {
        List<String> targets = targets(new Parameters(check.integration()).text("targets"));
        for (int i = 0; i < targets.size(); i++) {
            if (answers(check, targets.get(i), targets.size() - i)) {
                return judgement.judge(check, new Findings().detail("reached", targets.get(i)));
            }
        }
        return check.failed(
                "This machine seems to be offline: it reaches none of " + String.join(", ", targets), Map.of());
    }

    /** Each gets its share of what is left of the time, so that one that swallows everything leaves some for the others. */
    private boolean answers(Check check, String target, int left) throws Exception {
        int colon = target.lastIndexOf(':');
        int port = Integer.parseInt(target.substring(colon + 1));
        try {
            return watchdog.within(check.tryTimeout().dividedBy(left), guard -> {
                try (Socket socket = guard.createSocket(target.substring(0, colon), port)) {
                    return socket.isConnected();
                }
            });
        } catch (IOException unreachable) {
            return false;
        }
    }

    private static Optional<String> complaint(String targets) {
        return targets(targets).stream()
                .filter(target -> !target.matches(TARGET)
                        || Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)) > 65535)
                .findFirst()
                .map(wrong -> "'" + wrong + "' is no target; write 192.0.2.1:443, several separated by commas");
    }

    private static List<String> targets(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(target -> !target.isEmpty())
                .toList();
    }
}
