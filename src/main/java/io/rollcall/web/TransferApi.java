package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.CustomRule;
import io.rollcall.mute.Draft;
import io.rollcall.mute.Matchers;
import io.rollcall.mute.Silence;
import io.rollcall.mute.Silences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * All that people set here, as one YAML text: to keep it, and to have it elsewhere. Taking it in adds and changes, and removes
 * nothing; as a trial it only says what it would do.
 */
public final class TransferApi {
    private static final int VERSION = 1;
    private static final List<String> TYPES = List.of("application/yaml", "application/x-yaml", "text/yaml");

    private final Frame frame;
    private final SettingsDesk settings;
    private final Keepers keepers;
    private final YAMLMapper yaml;

    /** Who keeps what beside the settings, and who makes plans true. */
    public record Keepers(
            Silences silences,
            SilenceApi silenceApi,
            MaintenanceApi maintenance,
            CustomRules rules,
            AlertRules allRules,
            Takeover takeover) {}

    public TransferApi(Frame frame, SettingsDesk settings, Keepers keepers) {
        this.frame = frame;
        this.settings = settings;
        this.keepers = keepers;
        this.yaml = Strict.reading(YAMLMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build());
    }

    /** The whole; what is missing changes nothing. */
    record Document(
            int rollcall,
            @Nullable List<ControlApi.Addition> integrations,
            @Nullable List<SilenceApi.Wanted> silences,
            @Nullable List<MaintenanceApi.Wanted> maintenance,
            @Nullable List<CustomRule> rules) {}

    /** @param action add or change */
    record Step(String kind, String id, String action, Map<String, SettingsDesk.Difference> fields) {}

    record Done(boolean dryRun, List<Step> changes) {}

    /** Everything, without secrets. */
    public void write(Exchange exchange) {
        frame.answer(exchange, request -> {
            try {
                return Reply.text("application/yaml", yaml.writeValueAsString(document()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Settings can always be written", e);
            }
        });
    }

    private Document document() {
        return new Document(
                VERSION,
                settings.all(),
                keepers.silences().all().stream().map(TransferApi::wanted).toList(),
                keepers.maintenance().current().stream()
                        .map(TransferApi::wanted)
                        .toList(),
                List.copyOf(keepers.rules().all().values()));
    }

    private static SilenceApi.Wanted wanted(Silence silence) {
        return new SilenceApi.Wanted(
                silence.matchers().stream().map(Matchers::toString).toList(),
                silence.startsAt(),
                silence.endsAt(),
                null,
                silence.comment(),
                silence.recurrence() == null ? null : silence.recurrence().toString(),
                silence.deliverEnd());
    }

    private static MaintenanceApi.Wanted wanted(MaintenanceStore.Work work) {
        return new MaintenanceApi.Wanted(
                work.integration(),
                work.group(),
                work.startsAt(),
                work.endsAt(),
                null,
                work.note(),
                work.keepChecking(),
                work.announced(),
                work.recurrence());
    }

    /** Takes it in, or says what that would do. Nothing is done when anything of it is wrong. */
    public void read(Exchange exchange) {
        frame.answer(exchange, request -> {
            boolean dryRun = request.word("dryRun", List.of("true", "false"))
                    .orElse("false")
                    .equals("true");
            Document document = parse(request.text(TYPES));
            if (document.rollcall() != VERSION) {
                throw Refused.field("rollcall", String.valueOf(VERSION));
            }
            Takeover.Plan plan = plan(document, request.author());
            if (!dryRun) {
                keepers.takeover().carryOut(plan);
            }
            return Reply.ok(new Done(dryRun, plan.steps()));
        });
    }

    private Document parse(String text) {
        try {
            Document document = yaml.readValue(text, Document.class);
            return Objects.requireNonNullElseGet(document, () -> new Document(0, null, null, null, null));
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            throw Refused.field(field.replaceFirst("^\\.", ""), e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw Refused.of(400, "The body is no YAML" + place + ": " + e.getOriginalMessage());
        }
    }

    private Takeover.Plan plan(Document document, String author) {
        Takeover.Plan plan = new Takeover.Plan();
        List<Problem.Fault> faults = new ArrayList<>();
        Map<String, SettingsStore.Row> rows = settings.rows();
        each("integrations", document.integrations(), faults, one -> integration(plan, one, rows, author));
        Set<String> held =
                keepers.silences().all().stream().map(TransferApi::identity).collect(Collectors.toSet());
        each("silences", document.silences(), faults, one -> silence(plan, one, held, author));
        Set<String> planned = keepers.maintenance().current().stream()
                .map(work -> id(wanted(work)))
                .collect(Collectors.toSet());
        each("maintenance", document.maintenance(), faults, one -> maintenance(plan, one, planned, author));
        Map<String, CustomRule> rules = keepers.rules().all();
        each("rules", document.rules(), faults, one -> rule(plan, one, rules));
        if (!faults.isEmpty()) {
            throw Refused.fields(faults);
        }
        return plan;
    }

    private static <T> void each(String name, @Nullable List<T> all, List<Problem.Fault> faults, Consumer<T> planning) {
        for (int i = 0; all != null && i < all.size(); i++) {
            T one = all.get(i);
            gather(name + "[" + i + "]", faults, () -> planning.accept(one));
        }
    }

    private static void gather(String place, List<Problem.Fault> faults, Runnable planning) {
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

    private void integration(
            Takeover.Plan plan, ControlApi.Addition one, Map<String, SettingsStore.Row> rows, String author) {
        String key = Objects.requireNonNullElse(one.key(), "");
        String kind = Objects.requireNonNullElse(one.type(), "");
        SettingsStore.Row row = rows.get(key);
        Map<String, SettingsDesk.Difference> fields = settings.differences(key, kind, one.settings(), row);
        if (row == null) {
            plan.steps().add(new Step("integration", key, "add", fields));
            plan.rows().add(books -> books.settings().add(key, kind, one.settings(), author));
        } else if (!fields.isEmpty()) {
            plan.steps().add(new Step("integration", key, "change", fields));
            plan.rows().add(books -> books.settings().change(key, one.settings(), null, author));
        }
    }

    private void silence(Takeover.Plan plan, SilenceApi.Wanted one, Set<String> held, String author) {
        if (keepers.silenceApi().isOver(one.endsAt())) {
            return;
        }
        Draft draft = keepers.silenceApi().draft(one, author);
        if (!held.contains(SilenceApi.identity(draft.matchers(), draft.endsAt(), draft.recurrence()))) {
            plan.steps().add(new Step("silence", String.join("; ", draft.matchers()), "add", Map.of()));
            plan.silences().add(draft);
        }
    }

    private void maintenance(Takeover.Plan plan, MaintenanceApi.Wanted one, Set<String> planned, String author) {
        if (!keepers.silenceApi().isOver(one.endsAt()) && !planned.contains(id(one))) {
            MaintenanceStore.Work work = keepers.maintenance().work(one, null, author);
            String about =
                    Objects.requireNonNullElse(one.integration(), Objects.requireNonNullElse(one.group(), "all"));
            plan.steps().add(new Step("maintenance", about, "add", Map.of()));
            plan.rows().add(books -> books.maintenance().add(work));
        }
    }

    private void rule(Takeover.Plan plan, CustomRule one, Map<String, CustomRule> rules) {
        CustomRule rule = RuleApi.checked(one);
        CustomRule before = rules.get(rule.id());
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
        plan.steps().add(new Step("rule", rule.id(), before == null ? "add" : "change", fields));
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
