package io.rollcall.camel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integration.BreakerSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.camel.Exchange;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of each integration (requirement 000-26), which its check route names as {@code breaker-<key>}. It
 * outlives a reload of the route. Half-open, it closes with the required successes and opens again as soon as the permitted
 * trials can no longer bring them, which Resilience4j's failure rate alone cannot express.
 */
public final class Breakers implements BeanRepository {
    private static final String PREFIX = "breaker-";

    private final Clock clock;
    private final ConcurrentMap<String, Entry> byKey = new ConcurrentHashMap<>();

    public Breakers(Clock clock) {
        this.clock = clock;
    }

    /** Makes the integration's breaker, or replaces it when its settings have changed. True when it was replaced. */
    public boolean put(Integration integration) {
        Entry old = byKey.get(integration.key());
        if (old != null && old.settings.equals(integration.breaker())) {
            return false;
        }
        byKey.put(integration.key(), new Entry(integration.key(), integration.breaker(), clock));
        return old != null;
    }

    public void remove(String key) {
        byKey.remove(key);
    }

    /**
     * Holds the breaker open until it is closed here again, or closes it whatever happened before. Lasts until a restart, and
     * until its settings change. False for an integration without one.
     */
    public boolean force(String key, boolean open) {
        Entry entry = byKey.get(key);
        if (entry == null) {
            return false;
        }
        if (open) {
            entry.breaker.transitionToForcedOpenState();
        } else {
            entry.breaker.reset();
        }
        return true;
    }

    /** CLOSED, OPEN, HALF_OPEN or FORCED_OPEN; empty for an integration without a breaker. */
    public Optional<CircuitBreaker.State> state(String key) {
        return Optional.ofNullable(byKey.get(key)).map(entry -> entry.breaker.getState());
    }

    /** When the open breaker permits its first trial, or null while it is not open. */
    public @Nullable Instant openUntil(String key) {
        Entry entry = byKey.get(key);
        return entry == null || entry.breaker.getState() != CircuitBreaker.State.OPEN ? null : entry.openUntil;
    }

    @Override
    public @Nullable Object lookupByName(String name) {
        if (!name.startsWith(PREFIX)) {
            return null;
        }
        Entry entry = byKey.get(name.substring(PREFIX.length()));
        return entry == null ? null : entry.breaker;
    }

    @Override
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        Object found = lookupByName(name);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    /** Empty: a scan of thousands of breakers for each route would make the start quadratic. */
    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
    }

    /** Empty, see {@link #findByTypeWithName}. */
    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
    }

    private static final class Entry {
        private final BreakerSettings settings;
        private final CircuitBreaker breaker;
        private volatile @Nullable Instant openUntil;
        private int successes;
        private int failures;

        Entry(String key, BreakerSettings settings, Clock clock) {
            this.settings = settings;
            CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(settings.failures())
                    .minimumNumberOfCalls(settings.failures())
                    .failureRateThreshold(100)
                    .waitDurationInOpenState(settings.open())
                    .permittedNumberOfCallsInHalfOpenState(settings.trials())
                    .recordResult(Entry::isFailure)
                    .writableStackTraceEnabled(false)
                    .clock(clock)
                    .build();
            this.breaker = CircuitBreaker.of(PREFIX + key, config);
            breaker.getEventPublisher()
                    .onStateTransition(event -> begin(event.getStateTransition().getToState(), clock.instant()))
                    .onSuccess(event -> count(true))
                    .onError(event -> count(false));
        }

        /** A failed outcome is a value; it still counts as a failed call. */
        private static boolean isFailure(Object answer) {
            return answer instanceof Exchange exchange
                    && exchange.getMessage().getBody() instanceof CheckResult result
                    && result.failed();
        }

        private synchronized void begin(CircuitBreaker.State state, Instant now) {
            successes = 0;
            failures = 0;
            openUntil = state == CircuitBreaker.State.OPEN ? now.plus(settings.open()) : null;
        }

        private void count(boolean success) {
            if (breaker.getState() != CircuitBreaker.State.HALF_OPEN) {
                return;
            }
            boolean close;
            boolean open;
            synchronized (this) {
                successes += success ? 1 : 0;
                failures += success ? 0 : 1;
                close = successes >= settings.successes();
                open = failures > settings.trials() - settings.successes();
            }
            if (close) {
                breaker.transitionToClosedState();
            } else if (open) {
                breaker.transitionToOpenState();
            }
        }
    }
}
