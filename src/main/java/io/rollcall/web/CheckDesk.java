package io.rollcall.web;

import io.rollcall.integration.Integration;
import io.rollcall.judge.Judged;
import io.rollcall.judge.NextOutcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Has checks made at once, and waits for what they find: on the caller's thread, which only a few callers may hold at a time.
 * Thread-safe.
 */
public final class CheckDesk {
    /** Those who call jobs over HTTP commonly give up after a minute. */
    static final Duration LONGEST = Duration.ofSeconds(50);

    /** Over a check's deadline: for those before it, and for its judgement. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    /** Fewer than there are threads for requests, so that pages answer while services that hang are checked. */
    private static final int MOST_WAITING = 8;

    private final Semaphore chairs = new Semaphore(MOST_WAITING);
    private final Predicate<String> requests;
    private final NextOutcomes outcomes;
    private final Clock clock;

    /** @param requests makes an integration due at once by its key; false when it is not watched or not enabled */
    public CheckDesk(Predicate<String> requests, NextOutcomes outcomes, Clock clock) {
        this.requests = requests;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** Has one checked at once, and does not wait for what is found. */
    void request(String key) {
        // Where it is paused there is nothing to wait for, either.
        boolean unused = requests.test(key);
    }

    /**
     * What checks of these find, as far as they end in time; those that are not enabled are not checked.
     *
     * @throws Refused while as many wait as may
     */
    List<Judged> check(Collection<Integration> integrations) {
        if (!chairs.tryAcquire()) {
            throw Refused.of(503, "Others wait for checks already; ask again in a few seconds")
                    .with("Retry-After", "5");
        }
        try {
            return checked(integrations);
        } finally {
            chairs.release();
        }
    }

    private List<Judged> checked(Collection<Integration> integrations) {
        // As fine as the times of outcomes are.
        Instant from = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Duration patience = Duration.ZERO;
        List<CompletableFuture<Judged>> awaited = new ArrayList<>();
        for (Integration integration : integrations) {
            CompletableFuture<Judged> outcome = outcomes.after(integration.key(), from);
            if (requests.test(integration.key())) {
                awaited.add(outcome);
                Duration most = integration.cadence().deadline().plus(LATENESS);
                patience = most.compareTo(patience) > 0 ? most : patience;
            } else {
                outcome.cancel(false);
            }
        }
        return await(awaited, patience.compareTo(LONGEST) > 0 ? LONGEST : patience);
    }

    private static List<Judged> await(List<CompletableFuture<Judged>> awaited, Duration patience) {
        try {
            CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What has come counts.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Judged> found = new ArrayList<>();
        for (CompletableFuture<Judged> outcome : awaited) {
            Judged judged = outcome.getNow(null);
            if (judged == null) {
                outcome.cancel(false);
            } else {
                found.add(judged);
            }
        }
        return found;
    }
}
