package io.rollcall.playback;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRule;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.integration.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which alerts would have fired, had these rules been there? Holds the alerts and nothing of the outcomes. */
public final class Backtest {
    /** So long before its beginning it plays already: no rule looks back further, and counters are what they were. */
    public static final Duration RUN_UP = Duration.ofDays(1);

    private final Playback playback;
    private final Instant from;
    private final Set<String> known;
    private final Map<String, Fired> open = new LinkedHashMap<>();
    private final List<Fired> fired = new ArrayList<>();
    private final Set<String> strangers = new HashSet<>();
    private long outcomes;

    /** @param from what ended before is left out */
    public Backtest(
            Collection<Integration> integrations,
            Collection<AlertRule> rules,
            List<MaintenanceWindow> planned,
            Instant from) {
        this.from = from;
        this.known = integrations.stream().map(Integration::key).collect(Collectors.toSet());
        this.playback = new Playback(integrations, rules, from.minus(RUN_UP), this::take);
        playback.plan(planned);
    }

    /** The next outcome, which is not older than the one before. */
    public void play(CheckResult outcome) {
        if (!outcome.at().isBefore(from)) {
            outcomes++;
        }
        if (known.contains(outcome.integration())) {
            playback.play(outcome);
        } else {
            strangers.add(outcome.integration());
        }
    }

    /** All that would have fired until then, in the order in which it began. */
    public List<Fired> until(Instant to) {
        playback.passUntil(to);
        List<Fired> all = new ArrayList<>(fired);
        all.addAll(open.values());
        all.sort(Comparator.comparing(Fired::begin));
        return all;
    }

    /** How many outcomes there were since the beginning. */
    public long outcomes() {
        return outcomes;
    }

    /** Integrations whose outcomes are left out because no file declares them. */
    public Set<String> strangers() {
        return Set.copyOf(strangers);
    }

    private void take(Alert alert) {
        String key = alert.fingerprint();
        Fired before = open.get(key);
        if (alert.firing()) {
            // Told again because it got worse: it is the same one.
            Instant begin = before == null ? alert.at() : before.begin();
            String severity = alert.severity().word();
            open.put(key, new Fired(alert.rule(), alert.integration(), severity, begin, null));
        } else if (before != null) {
            open.remove(key);
            if (alert.at().isAfter(from)) {
                fired.add(
                        new Fired(before.rule(), before.integration(), before.severity(), before.begin(), alert.at()));
            }
        }
    }
}
