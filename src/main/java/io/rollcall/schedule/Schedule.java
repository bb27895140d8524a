package io.rollcall.schedule;

import io.rollcall.integration.Integration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows which integration is due when. One check per integration is in flight at a time, so a slow one falls behind its own
 * beat only; every beat it misses is counted. Thread-safe.
 */
public final class Schedule {
    /** The first round of checks is spread over this long, so that a start is seen soon and does not burst. */
    static final Duration FIRST_ROUND = Duration.ofSeconds(5);
    /** How long after its deadline a check that gave no outcome counts as lost, and its integration is due again. */
    static final Duration GRACE = Duration.ofSeconds(60);

    private final Clock clock;
    private final Map<String, Slot> slots = new HashMap<>();
    private final TreeSet<Slot> queue =
            new TreeSet<>(Comparator.comparing((Slot slot) -> slot.next).thenComparing(slot -> slot.integration.key()));
    private final Map<String, Quota> quotas;
    private long numbers;
    private long overQuota;
    private long missed;
    private long lost;
    private int inFlight;

    /** One without quotas. */
    public Schedule(Clock clock) {
        this(clock, Map.of());
    }

    /** One in which each group of integrations keeps to its quota. */
    public Schedule(Clock clock, Map<String, Quota> quotas) {
        this.clock = clock;
        this.quotas = Map.copyOf(quotas);
    }

    /** Adds an integration, or takes its changed settings. A disabled one is not due. */
    public synchronized void put(Integration integration) {
        Slot slot = slots.get(integration.key());
        if (slot == null) {
            long number = numbers++;
            long offset = (long) (FIRST_ROUND.toMillis() * ((number * 0.6180339887498949) % 1.0));
            slot = new Slot(integration, number, clock.instant().plusMillis(offset));
            slots.put(integration.key(), slot);
        } else {
            takeOut(slot);
            slot.integration = integration;
            if (slot.inFlight == null) {
                slot.next = clock.instant();
            }
        }
        if (slot.inFlight == null && integration.cadence().timetable() != null) {
            slot.next = slot.beatAfter(clock.instant());
        }
        if (integration.cadence().enabled()) {
            queue.add(slot);
        }
    }

    public synchronized void remove(String key) {
        Slot slot = slots.remove(key);
        if (slot != null) {
            takeOut(slot);
            land(slot);
        }
    }

    /** Makes it due at once, or as soon as the check of it that runs has ended. False when it is not watched or not enabled. */
    public synchronized boolean requestNow(String key) {
        Slot slot = slots.get(key);
        if (slot == null || !slot.integration.cadence().enabled()) {
            return false;
        }
        if (slot.inFlight == null && !isWaiting(slot)) {
            move(slot, clock.instant());
        } else {
            slot.again = true;
        }
        return true;
    }

    /** Those that are due by now, each once. They stay in flight until {@link #finished} or until they count as lost. */
    public synchronized List<CheckRequest> due() {
        Instant now = clock.instant();
        List<CheckRequest> due = new ArrayList<>();
        for (Quota quota : quotas.values()) {
            while (!quota.waiting.isEmpty() && quota.permits(now)) {
                due.add(launch(quota.waiting.removeFirst(), quota, now));
            }
        }
        while (!queue.isEmpty() && !queue.first().next.isAfter(now)) {
            Slot slot = queue.pollFirst();
            if (slot.inFlight != null) {
                lost++;
                land(slot);
            }
            String group = slot.integration.cadence().quotaGroup();
            Quota quota = group == null ? null : quotas.get(group);
            if (quota == null || quota.waiting.isEmpty() && quota.permits(now)) {
                due.add(launch(slot, quota, now));
            } else {
                slot.quota = quota;
                quota.waiting.addLast(slot);
                overQuota++;
            }
        }
        return due;
    }

    private CheckRequest launch(Slot slot, @Nullable Quota quota, Instant now) {
        CheckRequest request = new CheckRequest(slot.integration.key(), slot.next);
        slot.quota = quota;
        if (quota != null) {
            quota.begin(now);
        }
        slot.inFlight = slot.next;
        inFlight++;
        slot.next = now.plus(slot.integration.cadence().deadline()).plus(GRACE);
        queue.add(slot);
        return request;
    }

    /**
     * Takes note that a check ended and decides when the next is due: at the next beat, sooner while a change waits to be
     * confirmed, and when an open breaker permits a trial.
     *
     * @param settling whether a change waits to be confirmed
     * @param barredUntil until when nothing may be called, such as when an open breaker permits the next trial, or null
     */
    public synchronized void finished(String key, boolean settling, @Nullable Instant barredUntil) {
        Slot slot = slots.get(key);
        if (slot == null || slot.inFlight == null) {
            return;
        }
        Instant now = clock.instant();
        Instant next = slot.beatAfter(now);
        Instant wasDue = slot.inFlight;
        Duration interval = slot.integration.cadence().interval();
        long beats = Duration.between(wasDue, now).toMillis() / interval.toMillis();
        missed += Math.max(0, beats);
        land(slot);
        Instant recheck = now.plus(slot.integration.cadence().recheck());
        if (settling && barredUntil == null && recheck.isBefore(next)) {
            next = recheck;
        }
        if (barredUntil != null && barredUntil.isBefore(next)) {
            // The open time may have ended while the check that it kept from calling was being judged.
            next = barredUntil.isAfter(now) ? barredUntil : now;
        }
        move(slot, slot.again ? now : next);
        slot.again = false;
    }

    /** Beats that passed while an earlier check of the same integration still waited or ran. */
    public synchronized long missed() {
        return missed;
    }

    /** Checks that never gave an outcome. */
    public synchronized long lost() {
        return lost;
    }

    /** Checks that were due while the quota of their group was used up, and waited. */
    public synchronized long overQuota() {
        return overQuota;
    }

    /** Checks that wait for a thread or run. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** When the integration is due next, or null when it is not watched, not enabled or being checked. */
    public synchronized @Nullable Instant nextDue(String key) {
        Slot slot = slots.get(key);
        return slot == null
                        || slot.inFlight != null
                        || !slot.integration.cadence().enabled()
                ? null
                : slot.next;
    }

    private static boolean isWaiting(Slot slot) {
        return slot.inFlight == null && slot.quota != null;
    }

    /** Out of the queue, or of those that wait for a quota; costs the length of the latter, and happens on changes only. */
    private void takeOut(Slot slot) {
        queue.remove(slot);
        if (isWaiting(slot) && slot.quota != null) {
            slot.quota.waiting.remove(slot);
            slot.quota = null;
        }
    }

    private void move(Slot slot, Instant next) {
        queue.remove(slot);
        slot.next = next;
        if (slot.integration.cadence().enabled()) {
            queue.add(slot);
        }
    }

    private void land(Slot slot) {
        if (slot.inFlight != null) {
            slot.inFlight = null;
            inFlight--;
            if (slot.quota != null) {
                slot.quota.end();
                slot.quota = null;
            }
        }
    }
}
