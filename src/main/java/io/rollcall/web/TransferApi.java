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
import io.rollcall.mute.Matchers;
import io.rollcall.mute.Silence;
import io.rollcall.mute.Silences;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    static MaintenanceApi.Wanted wanted(MaintenanceStore.Work work) {
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
            Takeover.Plan plan = new Planning(settings, keepers, request.author()).of(document);
            if (dryRun) {
                keepers.takeover().rehearse(plan);
            } else {
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
}
