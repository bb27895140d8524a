package io.rollcall.alert;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who a rule's subjects are, and how they are now. */
final class Subjects {
    /** A group is as bad as its worst member; that nothing is known of one is worse than that all is well. */
    private static final List<Status> WORST_LAST =
            List.of(Status.HEALTHY, Status.UNKNOWN, Status.DEGRADED, Status.DOWN);

    private final Integrations integrations;
    private final Judge judge;
    private final Windows windows;
    private final Function<String, String> breakers;

    Subjects(Integrations integrations, Judge judge, Windows windows, Function<String, String> breakers) {
        this.integrations = integrations;
        this.judge = judge;
        this.windows = windows;
        this.breakers = breakers;
    }

    /** The subject that a rule knows by that key, or null when there is none any more. */
    @Nullable
    Subject find(AlertRule rule, String key) {
        RuleScope.Per per = rule.scope().per();
        if (per == RuleScope.Per.INTEGRATION) {
            return integrations.find(key).map(Subject::of).orElse(null);
        }
        String group = Subject.groupOf(key);
        Subject subject = group == null ? Subject.SYSTEM : Subject.group(group);
        boolean fits = subject.key().equals(key) && (group != null) == (per == RuleScope.Per.GROUP);
        return fits && !members(subject).isEmpty() ? subject : null;
    }

    /** Whether a rule is about a subject, now that either may have changed. */
    boolean concerns(AlertRule rule, Subject subject) {
        return members(subject).stream().anyMatch(rule::concerns);
    }

    private List<Integration> members(Subject subject) {
        return subject.integration() != null
                ? List.of(subject.integration())
                : integrations.all().stream().filter(subject::has).toList();
    }

    /** How the subject is that an outcome tells something about. */
    Sighting sighting(AlertRule rule, Judged judged, Instant now) {
        Subject subject = rule.scope().subject(judged.integration());
        if (subject == null) {
            throw new IllegalStateException("rule " + rule.name() + " does not concern " + judged.integration());
        }
        Evidence evidence = new Evidence(rule, subject, judged, windows, breakers, now);
        boolean single = subject.integration() != null;
        return new Sighting(
                subject,
                single ? judged::state : () -> worst(subject),
                judged.result().at(),
                evidence);
    }

    /** How a subject is without a new outcome. */
    Sighting sighting(AlertRule rule, Subject subject, Instant now) {
        Evidence evidence = new Evidence(rule, subject, null, windows, breakers, now);
        boolean single = subject.integration() != null;
        return new Sighting(subject, () -> single ? judge.state(subject.key()) : worst(subject), now, evidence);
    }

    private IntegrationState worst(Subject subject) {
        Status worst = members(subject).stream()
                .map(member -> judge.state(member.key()).status())
                .max(Comparator.comparingInt(WORST_LAST::indexOf))
                .orElse(Status.UNKNOWN);
        return new IntegrationState(subject.key(), worst, null, null, 0, 0, 0, null, null, null, null, false);
    }

    /** The subject and whoever is part of it. */
    List<String> keysWithin(AlertRule rule, Subject subject) {
        List<String> keys = new ArrayList<>();
        keys.add(subject.key());
        if (subject.integration() == null) {
            members(subject).stream()
                    .filter(rule::concerns)
                    .map(Integration::key)
                    .forEach(keys::add);
        }
        return keys;
    }

    /** Since when there may be outcomes in the windows of a rule. */
    Instant lookBack(AlertRule rule, Instant now) {
        Duration longest =
                rule.needs().stream().map(Need::length).max(Duration::compareTo).orElse(Duration.ZERO);
        // And the slice that is still full when its beginning is past the window's.
        return now.minus(longest).minus(longest.dividedBy(Slices.PARTS));
    }

    /** Names of those that need it. */
    List<String> dependents(Subject subject) {
        return subject.integration() == null
                ? List.of()
                : integrations.neededBy(subject.integration()).stream()
                        .map(Integration::name)
                        .sorted()
                        .toList();
    }
}
