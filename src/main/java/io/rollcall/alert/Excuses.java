package io.rollcall.alert;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import io.rollcall.judge.Upstream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why may no alert about an integration begin now? It is quiet, people work on it, or something else may be to blame. */
final class Excuses {
    private final Integrations integrations;
    private final Upstream upstream;
    private final Clock clock;

    Excuses(Integrations integrations, Judge judge, Clock clock) {
        this.integrations = integrations;
        this.upstream = new Upstream(integrations, judge);
        this.clock = clock;
    }

    /** True while no alert may begin: a rule that holds meanwhile waits, and fires when it still holds afterwards. */
    boolean has(Subject subject) {
        return subject.integration() != null && has(subject.integration());
    }

    private boolean has(Integration integration) {
        return known(integration).isPresent() || upstream.undecided(integration);
    }

    /** The excuse that waiting would not refute, in words; empty when there is none. */
    Optional<String> known(Integration integration) {
        if (integration.alerting().quietHours().contains(clock.instant())) {
            return Optional.of("these are its quiet hours");
        }
        return isWorkedOn(integration)
                ? Optional.of("people work on it or on what it needs")
                : upstream.down(integration).map(needed -> needed.name() + " is down, which it needs");
    }

    /** True when the outcome is unknown because nothing was called: then nothing about it is news. */
    boolean wasNotCalled(Judged judged) {
        CheckResult result = judged.result();
        return result.status() == Status.UNKNOWN
                && !result.shortCircuited()
                && (isWorkedOn(judged.integration())
                        || upstream.down(judged.integration()).isPresent());
    }

    /** True when something was measured and nobody worked on it, so that it says something about how things are. */
    boolean counts(Judged judged) {
        CheckResult result = judged.result();
        return !result.shortCircuited()
                && result.status() != Status.UNKNOWN
                && integrations.maintenance(judged.integration(), result.at()).isEmpty();
    }

    /** The integration of an outcome of the past that counts; null when it is gone or was being worked on. */
    @Nullable
    Integration counted(Sample past) {
        return integrations
                .find(past.integration())
                .filter(one -> integrations.maintenance(one, past.at()).isEmpty())
                .orElse(null);
    }

    /** True while there is maintenance of it or of something it needs. */
    private boolean isWorkedOn(Integration integration) {
        Instant now = clock.instant();
        return !integrations.underWay(now).isEmpty()
                && (integrations.maintenance(integration, now).isPresent()
                        || integrations.neededFor(integration).stream()
                                .anyMatch(needed ->
                                        integrations.maintenance(needed, now).isPresent()));
    }
}
