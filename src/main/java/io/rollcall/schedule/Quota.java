package io.rollcall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often one upstream may be called by all that check it, and who waits for that. Guarded by the schedule's lock.
 *
 * <p>A rate holds in every second (or minute) there is, not only on average; a number of concurrent checks holds at any time.
 */
public final class Quota {
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,5})\\s*/\\s*([sm])");
    private static final Pattern CONCURRENT = Pattern.compile("([1-9]\\d{0,5})\\s+concurrent");

    private final int most;
    /** In which at most so many may begin; zero when it is not their beginning that counts but how many run. */
    private final Duration window;

    private final Deque<Instant> begun = new ArrayDeque<>();
    private int running;

    /** Those that are due and over the quota, in the order in which they came to be. */
    final Deque<Slot> waiting = new ArrayDeque<>();

    private Quota(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /** {@code 10/s}, {@code 100/m} or {@code 5 concurrent}. Throws IllegalArgumentException saying what would be right. */
    public static Quota parse(String text) {
        Matcher rate = RATE.matcher(text);
        if (rate.matches()) {
            return new Quota(
                    Integer.parseInt(rate.group(1)),
                    Duration.ofSeconds(rate.group(2).equals("s") ? 1 : 60));
        }
        Matcher concurrent = CONCURRENT.matcher(text);
        if (concurrent.matches()) {
            return new Quota(Integer.parseInt(concurrent.group(1)), Duration.ZERO);
        }
        throw new IllegalArgumentException("'" + text + "' is no quota; write 10/s, 100/m or 5 concurrent");
    }

    /** Whether one more may begin. */
    boolean permits(Instant now) {
        if (window.isZero()) {
            return running < most;
        }
        while (!begun.isEmpty() && !begun.peekFirst().plus(window).isAfter(now)) {
            begun.removeFirst();
        }
        return begun.size() < most;
    }

    void begin(Instant now) {
        running++;
        if (!window.isZero()) {
            begun.addLast(now);
        }
    }

    void end() {
        running--;
    }
}
