package io.rollcall.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Map;

/**
 * How often a caller may ask (draft-ietf-httpapi-ratelimit-headers): so many requests in each period, for each name, or each
 * address of those without one. Thread-safe.
 */
public final class CallerLimits {
    /** Callers that are remembered; beyond that those who have been quiet for longest start anew. */
    private static final int CALLERS = 10_000;

    private final int requests;
    private final Duration period;
    private final Cache<String, RateLimiter> callers;
    private final RateLimiterConfig config;

    public CallerLimits(int requests, Duration period) {
        this.requests = requests;
        this.period = period;
        this.config = RateLimiterConfig.custom()
                .limitForPeriod(requests)
                .limitRefreshPeriod(period)
                .timeoutDuration(Duration.ZERO)
                .build();
        this.callers = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(period.multipliedBy(2))
                .build();
    }

    /**
     * Whether a caller may ask now.
     *
     * @param seconds until it may for certain
     */
    record Turn(boolean permitted, long seconds, Map<String, String> headers) {}

    Turn turn(String caller) {
        RateLimiter limiter = callers.get(caller, name -> RateLimiter.of(name, config));
        boolean permitted = limiter.acquirePermission();
        int left = Math.max(0, limiter.getMetrics().getAvailablePermissions());
        long seconds = Math.max(1, period.toSeconds());
        return new Turn(
                permitted,
                seconds,
                Map.of(
                        "RateLimit-Policy", "\"caller\";q=" + requests + ";w=" + seconds,
                        "RateLimit", "\"caller\";r=" + left + ";t=" + seconds));
    }
}
