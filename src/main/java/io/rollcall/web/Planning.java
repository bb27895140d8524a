package io.rollcall.web;

import io.rollcall.alert.CustomRule;
import io.rollcall.mute.Draft;
import io.rollcall.mute.Matchers;
import io.rollcall.mute.Silence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do, and all that is wrong with it: whatever the import itself would refuse is refused here, so that a
 * trial tells the same. For one document.
 */
final class Planning {
    private final SettingsDesk settings;
    private final TransferApi.Keepers keepers;
    private final String author;
    private final Takeover.Plan plan = new Takeover.Plan();
    private final List<Problem.Fault> faults = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> rules = new HashSet<>();

    Planning(SettingsDesk settings, TransferApi.Keepers keepers, String author) {
        this.settings = settings;
        this.keepers = keepers;
        this.author = author;
    }

    /** Throws Refused with every fault found. */
    Takeover.Plan of(TransferApi.Document document) {
        Map<String, SettingsStore.Row> rows = settings.rows();
        each("integrations", document.integrations(), one -> integration(one, rows));
        Set<String> held = keepers.silences().all().stream()
                .map(Planning::identity)
                .collect(Collectors.toCollection(HashSet::new));
        each("silences", document.silences(), one -> silence(one, held));
        Set<String> planned = keepers.maintenance().current().stream()
                .map(work -> id(TransferApi.wanted(work)))
                .collect(Collectors.toCollection(HashSet::new));
        each("maintenance", document.maintenance(), one -> maintenance(one, planned));
        Map<String, CustomRule> known = keepers.rules().all();
        each("rules", document.rules(), one -> rule(one, known));
        if (!faults.isEmpty()) {
            throw Refused.fields(faults);
        }
        return plan;
    }

    private <T> void each(String name, @Nullable List<T> all, Consumer<T> planning) {
        for (int i = 0; all != null && i < all.size(); i++) {
            T one = all.get(i);
            gather(name + "[" + i + "]", () -> planning.accept(one));
        }
    }

    private void gather(String place, Runnable planning) {
        try {
            planning.run();
        } catch (Refused e) {
            if (e.problem().faults().isEmpty()) {
                faults.add(new Problem.Fault(place, String.valueOf(e.problem().detail())));
            }
            e.problem()
                    .faults()
                    .forEach(fault -> faults.add(new Problem.Fault(place + "." + fault.field(), fault.expected())));
        }
    }

    private void integration(ControlApi.Addition one, Map<String, SettingsStore.Row> rows) {
        String key = Objects.requireNonNullElse(one.key(), "");
        String kind = Objects.requireNonNullElse(one.type(), "");
        if (!keys.add(key)) {
            throw Refused.field("key", "another one than before: '" + key + "' stands here twice");
        }
        String group = one.settings().changes().get("group");
        if (group != null) {
            groups.add(group);
        }
        SettingsStore.Row row = rows.get(key);
        Map<String, SettingsDesk.Difference> fields = settings.differences(key, kind, one.settings(), row);
        if (row == null) {
            plan.steps().add(new TransferApi.Step("integration", key, "add", fields));
            plan.rows().add(books -> books.settings().add(key, kind, one.settings(), author));
        } else if (!fields.isEmpty()) {
            plan.steps().add(new TransferApi.Step("integration", key, "change", fields));
            plan.rows().add(books -> books.settings().change(key, one.settings(), null, author));
        }
    }

    private void silence(SilenceApi.Wanted one, Set<String> held) {
        if (keepers.silenceApi().isOver(one.endsAt())) {
            return;
        }
        Draft draft = keepers.silenceApi().draft(one, author);
        if (held.add(SilenceApi.identity(draft.matchers(), draft.endsAt(), draft.recurrence()))) {
            plan.silences().add(keepers.silenceApi().checked(draft));
            plan.steps().add(new TransferApi.Step("silence", String.join("; ", draft.matchers()), "add", Map.of()));
        }
    }

    private void maintenance(MaintenanceApi.Wanted one, Set<String> planned) {
        if (!keepers.silenceApi().isOver(one.endsAt()) && planned.add(id(one))) {
            MaintenanceStore.Work work = comes(one)
                    ? keepers.maintenance().workAnywhere(one, null, author)
                    : keepers.maintenance().work(one, null, author);
            String about =
                    Objects.requireNonNullElse(one.integration(), Objects.requireNonNullElse(one.group(), "all"));
            plan.steps().add(new TransferApi.Step("maintenance", about, "add", Map.of()));
            plan.rows().add(books -> books.maintenance().add(work));
        }
    }

    /** Whether it is about something that this import brings. */
    private boolean comes(MaintenanceApi.Wanted one) {
        return one.integration() != null && keys.contains(one.integration())
                || one.group() != null && groups.contains(one.group());
    }

    private void rule(CustomRule one, Map<String, CustomRule> known) {
        CustomRule rule = RuleApi.checked(one);
        CustomRule before = known.get(rule.id());
        // Both would be routes of that name.
        if (!rules.add(rule.id()) || before == null && keys.contains(rule.id())) {
            throw Refused.field("id", "another one than before: '" + rule.id() + "' stands here twice");
        }
        if (before != null && before.json().equals(rule.json())) {
            return;
        }
        boolean fixed = before == null
                && keepers.allRules().all().stream()
                        .anyMatch(other -> other.name().equals(rule.id()));
        if (fixed) {
            throw Refused.of(409, "Rule '" + rule.id() + "' stands in a file; change it there");
        }
        keepers.rules().inspect(rule);
        Map<String, SettingsDesk.Difference> fields = new TreeMap<>();
        fields.put("rule", new SettingsDesk.Difference(before == null ? null : before.json(), rule.json()));
        plan.steps().add(new TransferApi.Step("rule", rule.id(), before == null ? "add" : "change", fields));
        plan.rules().add(rule);
    }

    private static String identity(Silence silence) {
        List<String> matchers =
                silence.matchers().stream().map(Matchers::toString).toList();
        return SilenceApi.identity(matchers, silence.endsAt(), silence.recurrence());
    }

    private static String id(MaintenanceApi.Wanted one) {
        return one.integration() + " " + one.group() + " " + one.startsAt() + " " + one.endsAt() + " "
                + one.recurrence();
    }
}
