package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.integration.Integration;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Begins checks of several HTTP calls, by what parameter {@code steps} of an integration says. Thread-safe. */
public final class Journeys {
    private final Judgement judgement;
    private final AnswerCache cache;
    private final Clock clock;
    /** What each integration does, read once; replaced when its settings change. */
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Integration integration, Steps steps) {}

    public Journeys(Judgement judgement, AnswerCache cache, Clock clock) {
        this.judgement = judgement;
        this.cache = cache;
        this.clock = clock;
    }

    /** A check at its first call. */
    public Journey begin(Check check) {
        return new Journey(check, steps(check.integration()), judgement, cache, clock.instant());
    }

    private Steps steps(Integration integration) {
        Known last = known.get(integration.key());
        if (last == null || last.integration() != integration) {
            last = new Known(integration, Steps.parse(integration.parameters().getOrDefault("steps", "")));
            known.put(integration.key(), last);
        }
        return last.steps();
    }
}
