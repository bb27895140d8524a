package io.rollcall.judge;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import org.jspecify.annotations.Nullable;

/**
 * An outcome and what it made of its integration's state.
 *
 * @param integration as it was watched when judged
 * @param result the outcome
 * @param before the state before it
 * @param state the state after it
 */
public record Judged(Integration integration, CheckResult result, IntegrationState before, IntegrationState state) {

    /** The change of status that this outcome brought about, or null. The very first status is no change. */
    public @Nullable StatusChange change() {
        boolean first = before.lastOutcome() == null && before.status() == Status.UNKNOWN;
        if (before.status() == state.status() || first && state.status() == Status.HEALTHY) {
            return null;
        }
        return new StatusChange(integration.key(), result.at(), before.status(), state.status(), result.message());
    }
}
