package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.integration.Integration;
import io.rollcall.provision.Provisions;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Begins checks whether the things that an integration declares exist at its vendor as declared, and where it may, sets them
 * up (requirements 004-04, 004-05, 004-10). Thread-safe.
 */
public final class Provisionings {
    private final Judgement judgement;
    private final Provisions provisions;
    private final Clock clock;
    private final boolean changing;
    /** What each integration declares, read once; replaced when its settings change. */
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();
    /** Until when a vendor has asked to be left alone. */
    private final ConcurrentMap<String, Instant> resting = new ConcurrentHashMap<>();

    private record Known(Integration integration, Things things) {}

    /** @param changing false when it only looks, and changes nothing at a vendor */
    public Provisionings(Judgement judgement, Provisions provisions, Clock clock, boolean changing) {
        this.judgement = judgement;
        this.provisions = provisions;
        this.clock = clock;
        this.changing = changing;
    }

    /** True for an integration that declares things at a vendor. */
    public static boolean concerns(Integration integration) {
        return integration.parameter(Things.PARAMETER) != null;
    }

    /** A check at its first call. */
    public Provisioning begin(Check check) {
        return new Provisioning(check, things(check.integration()), this);
    }

    private Things things(Integration integration) {
        Known last = known.get(integration.key());
        if (last == null || last.integration() != integration) {
            last = new Known(integration, Things.parse(integration.parameters().getOrDefault(Things.PARAMETER, "")));
            known.put(integration.key(), last);
        }
        return last.things();
    }

    Judgement judgement() {
        return judgement;
    }

    Provisions provisions() {
        return provisions;
    }

    boolean changing() {
        return changing;
    }

    Instant now() {
        return clock.instant();
    }

    void rest(String key, Instant until) {
        resting.put(key, until);
    }

    /** Until when nothing may be called, or null. */
    @Nullable
    Instant restsUntil(String key) {
        Instant until = resting.get(key);
        return until != null && until.isAfter(now()) ? until : null;
    }
}
