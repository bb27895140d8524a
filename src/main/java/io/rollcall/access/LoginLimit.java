package io.rollcall.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often somebody may try to log in. Counts for each address and each name: after some wrong passwords the pause doubles
 * with each further one. For a name from everywhere together it stays short, since otherwise anybody could keep its owner
 * out. An attempt counts as wrong from its beginning, so that many at the same time help nobody. Thread-safe.
 */
public final class LoginLimit {
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Counter pairs = new Counter(5, Duration.ofMinutes(1));
    private final Counter addresses = new Counter(20, Duration.ofMinutes(1));
    private final Counter names = new Counter(20, Duration.ofSeconds(5));

    public LoginLimit(Clock clock) {
        this.clock = clock;
    }

    /** Counts an attempt, or answers how long to wait before the next one, which then does not count. */
    public synchronized Optional<Duration> begin(String name, String address) {
        Instant now = clock.instant();
        Duration wait = longest(
                longest(pairs.wait(pair(name, address), now), addresses.wait(address, now)), names.wait(name, now));
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        pairs.count(pair(name, address), now);
        addresses.count(address, now);
        names.count(name, now);
        return Optional.empty();
    }

    /** The password was right: forgets what was wrong from there for that name, but not what was tried for other names. */
    public synchronized void succeeded(String name, String address) {
        pairs.forget(pair(name, address));
        addresses.takeBack(address);
        names.takeBack(name);
    }

    private static String pair(String name, String address) {
        return address + " " + name;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private record Tries(int count, Instant last) {}

    /** Attempts by a key. Holds so many keys that whoever would push one out has been slowed down long before. */
    private static final class Counter {
        private final int free;
        private final Duration longest;
        private final Cache<String, Tries> tries =
                Caffeine.newBuilder().maximumSize(MOST).build();

        Counter(int free, Duration longest) {
            this.free = free;
            this.longest = longest;
        }

        Duration wait(String key, Instant now) {
            Tries known = known(key, now);
            if (known == null || known.count() < free) {
                return Duration.ZERO;
            }
            long seconds = 1L << Math.min(10, known.count() - free);
            Duration pause = Duration.ofSeconds(Math.min(seconds, longest.toSeconds()));
            Duration left = Duration.between(now, known.last().plus(pause));
            return left.isNegative() ? Duration.ZERO : left;
        }

        void count(String key, Instant now) {
            Tries known = known(key, now);
            tries.put(key, new Tries(known == null ? 1 : known.count() + 1, now));
        }

        void takeBack(String key) {
            tries.asMap()
                    .computeIfPresent(key, (name, known) -> new Tries(Math.max(0, known.count() - 1), known.last()));
        }

        void forget(String key) {
            tries.invalidate(key);
        }

        private @Nullable Tries known(String key, Instant now) {
            Tries known = tries.getIfPresent(key);
            return known == null || known.last().plus(FORGOTTEN).isBefore(now) ? null : known;
        }
    }
}
