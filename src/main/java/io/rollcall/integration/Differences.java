package io.rollcall.integration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which parameters differ between an integration before and after a change: by name, never by value, as values may be secrets. */
public final class Differences {
    private static final Map<String, Function<Integration, @Nullable Object>> TYPED = new LinkedHashMap<>();

    static {
        TYPED.put("name", Integration::name);
        TYPED.put("kind", Integration::kind);
        TYPED.put("group", Integration::group);
        TYPED.put("enabled", one -> one.cadence().enabled());
        TYPED.put("interval", one -> one.cadence().interval());
        TYPED.put("recheck", one -> one.cadence().recheck());
        TYPED.put("timeout", one -> one.cadence().timeout());
        TYPED.put("deadline", one -> one.cadence().deadline());
        TYPED.put("cron", one -> one.cadence().timetable());
        TYPED.put("concurrency-group", one -> one.cadence().quotaGroup());
        TYPED.put("degraded-above", one -> one.thresholds().degradedAbove());
        TYPED.put("threshold", one -> one.thresholds().failures());
        TYPED.put("recovery", one -> one.thresholds().recoveries());
        TYPED.put("breaker-failures", one -> one.breaker().failures());
        TYPED.put("breaker-open", one -> one.breaker().open());
        TYPED.put("breaker-trials", one -> one.breaker().trials());
        TYPED.put("breaker-successes", one -> one.breaker().successes());
        TYPED.put("alert-on-failure", one -> one.alerting().onFailure());
        TYPED.put("alert-email", one -> one.alerting().emails());
        TYPED.put("quiet-hours", one -> one.alerting().quietHours());
        TYPED.put("flap-high", one -> one.alerting().flapping().high());
        TYPED.put("flap-low", one -> one.alerting().flapping().low());
        TYPED.put("depends-on", Integration::dependsOn);
        TYPED.put("runbook", Integration::runbook);
    }

    private Differences() {}

    /** The names in alphabetical order; empty when nothing that is declared differs. */
    public static List<String> between(Integration before, Integration now) {
        Set<String> names = new TreeSet<>(before.parameters().keySet());
        names.addAll(now.parameters().keySet());
        names.removeIf(name ->
                Objects.equals(before.parameters().get(name), now.parameters().get(name)));
        TYPED.forEach((name, value) -> {
            if (!Objects.equals(value.apply(before), value.apply(now))) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }
}
