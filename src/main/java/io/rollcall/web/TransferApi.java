package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.alert.CustomRule;
import io.rollcall.mute.Matchers;
import io.rollcall.mute.Silence;
import io.rollcall.mute.Silences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Who keeps what beside the settings. */
    public record Keepers(
            Silences silences,
            SilenceApi silenceApi,
            MaintenanceStore maintenance,
            MaintenanceApi maintenanceApi,
            CustomRules rules) {}

    public TransferApi(Frame frame, SettingsDesk settings, Keepers keepers) {
        this.frame = frame;
        this.settings = settings;
        this.keepers = keepers;
        this.yaml = YAMLMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
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

    private record Planned(Step step, Runnable work) {}

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
                keepers.maintenance().list().stream().map(TransferApi::wanted).toList(),
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
            List<Planned> plan = plan(document, request.author());
            if (!dryRun) {
                plan.forEach(planned -> planned.work().run());
            }
            return Reply.ok(new Done(dryRun, plan.stream().map(Planned::step).toList()));
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
            throw Refused.of(
                    400, "The body is no YAML at line " + e.getLocation().getLineNr());
        }
    }

    private List<Planned> plan(Document document, String author) {
        List<Planned> plan = new ArrayList<>();
        List<Problem.Fault> faults = new ArrayList<>();
        Map<String, SettingsStore.Row> rows = settings.rows();
        List<ControlApi.Addition> watched = list(document.integrations());
        for (int i = 0; i < watched.size(); i++) {
            ControlApi.Addition one = watched.get(i);
            gather("integrations[" + i + "]", faults, () -> integration(one, rows, author)
                    .forEach(plan::add));
        }
        Set<String> held = keepers.silences().all().stream()
                .map(silence -> id(wanted(silence)))
                .collect(Collectors.toSet());
        List<SilenceApi.Wanted> silences = list(document.silences());
        for (int i = 0; i < silences.size(); i++) {
            SilenceApi.Wanted one = silences.get(i);
            gather("silences[" + i + "]", faults, () -> silence(one, held, author)
                    .forEach(plan::add));
        }
        Set<String> planned = keepers.maintenance().list().stream()
                .map(work -> id(wanted(work)))
                .collect(Collectors.toSet());
        List<MaintenanceApi.Wanted> works = list(document.maintenance());
        for (int i = 0; i < works.size(); i++) {
            MaintenanceApi.Wanted one = works.get(i);
            gather("maintenance[" + i + "]", faults, () -> maintenance(one, planned, author)
                    .forEach(plan::add));
        }
        Map<String, CustomRule> rules = keepers.rules().all();
        List<CustomRule> made = list(document.rules());
        for (int i = 0; i < made.size(); i++) {
            CustomRule one = made.get(i);
            gather("rules[" + i + "]", faults, () -> rule(one, rules).forEach(plan::add));
        }
        if (!faults.isEmpty()) {
            throw Refused.fields(faults);
        }
        return plan;
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
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

    private Stream<Planned> integration(ControlApi.Addition one, Map<String, SettingsStore.Row> rows, String author) {
        String key = Objects.requireNonNullElse(one.key(), "");
        String kind = Objects.requireNonNullElse(one.type(), "");
        SettingsStore.Row row = rows.get(key);
        Map<String, SettingsDesk.Difference> fields = settings.differences(key, kind, one.settings(), row);
        if (row == null) {
            return Stream.of(new Planned(
                    new Step("integration", key, "add", fields),
                    () -> settings.add(key, kind, one.settings(), author)));
        }
        return fields.isEmpty()
                ? Stream.empty()
                : Stream.of(new Planned(
                        new Step("integration", key, "change", fields),
                        () -> settings.change(key, one.settings(), null, author)));
    }

    private Stream<Planned> silence(SilenceApi.Wanted one, Set<String> held, String author) {
        if (held.contains(id(one))) {
            return Stream.empty();
        }
        list(one.matchers()).forEach(set -> SilenceApi.mend("matchers", () -> Matchers.parseSelective(set)));
        var draft = keepers.silenceApi().draft(one, author);
        return Stream.of(new Planned(
                new Step("silence", String.join("; ", draft.matchers()), "add", Map.of()),
                () -> SilenceApi.mend("silence", () -> keepers.silences().add(draft))));
    }

    private Stream<Planned> maintenance(MaintenanceApi.Wanted one, Set<String> planned, String author) {
        if (planned.contains(id(one))) {
            return Stream.empty();
        }
        MaintenanceStore.Work work = keepers.maintenanceApi().work(one, author);
        String about = Objects.requireNonNullElse(one.integration(), Objects.requireNonNullElse(one.group(), "all"));
        return Stream.of(new Planned(new Step("maintenance", about, "add", Map.of()), () -> keepers.maintenanceApi()
                .plan(work)));
    }

    private Stream<Planned> rule(CustomRule one, Map<String, CustomRule> rules) {
        CustomRule rule = RuleApi.checked(one);
        CustomRule before = rules.get(rule.id());
        if (before != null && before.json().equals(rule.json())) {
            return Stream.empty();
        }
        keepers.rules().inspect(rule);
        Map<String, SettingsDesk.Difference> fields = new TreeMap<>();
        fields.put("rule", new SettingsDesk.Difference(before == null ? null : before.json(), rule.json()));
        return Stream.of(new Planned(
                new Step("rule", rule.id(), before == null ? "add" : "change", fields),
                () -> keepers.rules().put(rule)));
    }

    private static String id(SilenceApi.Wanted one) {
        return one.matchers() + " " + one.endsAt() + " " + one.recurrence();
    }

    private static String id(MaintenanceApi.Wanted one) {
        return one.integration() + " " + one.group() + " " + one.startsAt() + " " + one.endsAt();
    }
}
