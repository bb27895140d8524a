package io.rollcall.group;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The escalations by name, as they are declared now. Thread-safe. */
public final class Escalations {
    private volatile Map<String, Escalation> named = Map.of();

    /** Takes over those that are declared now. */
    public void take(Map<String, Escalation> now) {
        named = Map.copyOf(now);
    }

    /**
     * The one of that name; empty when there is no name, or none of it.
     *
     * @param isOn over which channels alone
     */
    public Optional<Escalation> find(@Nullable String name, Predicate<String> isOn) {
        return Optional.ofNullable(name).map(named::get).map(declared -> over(isOn, declared));
    }

    private static Escalation over(Predicate<String> isOn, Escalation declared) {
        List<Escalation.Step> steps = declared.steps().stream()
                .map(step -> new Escalation.Step(
                        step.after(), step.channels().stream().filter(isOn).toList(), step.to()))
                .toList();
        return new Escalation(steps, declared.repeat());
    }
}
