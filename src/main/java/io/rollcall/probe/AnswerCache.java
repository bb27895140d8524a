package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers that are good for a while, so that a dear question is not asked at each check (requirement 004-07). Each has its own
 * time to live; the least used go when there are too many. Thread-safe.
 */
public final class AnswerCache {
    private final Cache<String, Kept> answers;
    private final Clock clock;

    private record Kept(JsonNode answer, Instant since, Duration timeToLive) {}

    /** An answer, and how long ago it was given. */
    record Found(JsonNode answer, Duration age) {}

    /** @param most how many answers it keeps */
    public AnswerCache(long most, Clock clock) {
        this.clock = clock;
        Instant start = clock.instant();
        this.answers = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<String, Kept>writing((key, kept) -> kept.timeToLive()))
                .ticker(() -> Duration.between(start, clock.instant()).toNanos())
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** What is kept under the key and still good. */
    Optional<Found> find(String key) {
        return Optional.ofNullable(answers.getIfPresent(key))
                .map(kept -> new Found(kept.answer(), Duration.between(kept.since(), clock.instant())));
    }

    void keep(String key, JsonNode answer, Duration timeToLive) {
        answers.put(key, new Kept(answer, clock.instant(), timeToLive));
    }

    /** How often an answer was at hand. */
    public long hits() {
        return answers.stats().hitCount();
    }

    /** How often none was. */
    public long misses() {
        return answers.stats().missCount();
    }

    /** The hits among all look-ups, from 0 to 1; 1 while there was none. */
    public double hitRate() {
        return answers.stats().hitRate();
    }

    /** How many answers it holds. */
    public long size() {
        return answers.estimatedSize();
    }
}
