package io.rollcall.judge;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is what an integration needs to blame for its trouble? One that needs something that is down is not called at all. One
 * that fails while the verdict about what it needs is still open raises no alert before that verdict. Thread-safe.
 */
public final class Upstream {
    private final Integrations integrations;
    private final Judge judge;

    public Upstream(Integrations integrations, Judge judge) {
        this.integrations = integrations;
        this.judge = judge;
    }

    /** What it needs and what is down, of several the farthest, which is the cause of the others; empty when nothing is. */
    public Optional<Integration> down(Integration integration) {
        return integrations.neededFor(integration).stream()
                .filter(needed -> judge.state(needed.key()).status() == Status.DOWN)
                .reduce((nearer, farther) -> farther);
    }

    /** Keys of what it needs and what was not checked since it began to fail. */
    public List<String> unasked(Integration integration) {
        Instant since = judge.state(integration.key()).failingSince();
        return integrations.neededFor(integration).stream()
                .filter(needed -> isUnasked(needed, since))
                .map(Integration::key)
                .toList();
    }

    /** True while something it needs fails without being down yet, or was not checked since it began to fail itself. */
    public boolean undecided(Integration integration) {
        Instant since = judge.state(integration.key()).failingSince();
        return integrations.neededFor(integration).stream()
                .anyMatch(needed -> isFailing(needed) || isUnasked(needed, since));
    }

    /** Whom to check at once because this outcome decides about the integration they need: it went down, or came back. */
    public List<String> concerned(Judged judged) {
        boolean fell = judged.before().status() != Status.DOWN && judged.state().status() == Status.DOWN;
        boolean rose = isTrouble(judged.before()) && !isTrouble(judged.state());
        if (!fell && !rose) {
            return List.of();
        }
        return integrations.neededBy(judged.integration()).stream()
                .map(Integration::key)
                .filter(key ->
                        fell || isTrouble(judge.state(key)) || judge.state(key).status() == Status.UNKNOWN)
                .toList();
    }

    private boolean isFailing(Integration needed) {
        int failures = judge.state(needed.key()).failures();
        return failures > 0 && failures < needed.thresholds().failures();
    }

    private boolean isUnasked(Integration needed, @Nullable Instant since) {
        Instant asked = judge.state(needed.key()).lastCheckAt();
        return since != null && needed.problem() == null && (asked == null || asked.isBefore(since));
    }

    private static boolean isTrouble(IntegrationState state) {
        return state.status() == Status.DOWN || state.failures() > 0;
    }
}
