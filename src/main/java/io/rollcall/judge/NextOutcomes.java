package io.rollcall.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Lets somebody wait for the outcome of a check that has yet to begin. Thread-safe; costs nothing while nobody waits. */
public final class NextOutcomes {
    private final Map<String, List<Waiting>> waiting = new ConcurrentHashMap<>();

    private record Waiting(Instant from, CompletableFuture<Judged> outcome) {}

    /** The first outcome of a check of that integration that begins then or later. Whoever waits no longer cancels it. */
    public CompletableFuture<Judged> after(String key, Instant from) {
        CompletableFuture<Judged> outcome = new CompletableFuture<>();
        Waiting one = new Waiting(from, outcome);
        waiting.compute(key, (name, others) -> {
            List<Waiting> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
            all.add(one);
            return all;
        });
        return outcome.whenComplete((judged, failure) -> forget(key, one));
    }

    /** Takes a batch of outcomes. */
    public void take(List<Judged> batch) {
        if (waiting.isEmpty()) {
            return;
        }
        for (Judged judged : batch) {
            List<Waiting> those = waiting.getOrDefault(judged.integration().key(), List.of());
            for (Waiting one : List.copyOf(those)) {
                if (!judged.result().at().isBefore(one.from())) {
                    one.outcome().complete(judged);
                }
            }
        }
    }

    private void forget(String key, Waiting one) {
        waiting.computeIfPresent(key, (name, all) -> {
            List<Waiting> others = new ArrayList<>(all);
            others.remove(one);
            return others.isEmpty() ? null : others;
        });
    }
}
