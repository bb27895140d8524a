package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.camel.Definitions;
import io.rollcall.integration.Declaration;
import io.rollcall.integration.Problem;
import io.rollcall.routefile.RouteFileReader;
import io.rollcall.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inhibitions, time intervals and schedules as they stand in files. */
class DefinitionsTest {
    @TempDir
    private static Path nowhere;

    private final MuteParts parts =
            new MuteParts(Settings.load(nowhere, Map.of(), new Properties()), Clock.systemUTC(), entries -> {});
    private final EscalationParts escalations = new EscalationParts(parts.calendars, Words.english());
    private final Definitions definitions = parts.definitions(text -> text);

    DefinitionsTest() {
        escalations.define(definitions);
    }

    private List<String> problems(String text) {
        List<Declaration> declarations =
                RouteFileReader.read("mine.camel.yaml", text).declarations();
        List<Problem> problems = new ArrayList<>();
        definitions.inspect(declarations, problems);
        if (problems.isEmpty()) {
            definitions.take(declarations);
        }
        return problems.stream().map(Problem::toString).toList();
    }

    private static String entry(String kind, String... parameters) {
        StringBuilder entry = new StringBuilder(
                "- templatedRoute:\n    routeTemplateRef: " + kind + "\n    routeId: mine\n    parameters:\n");
        for (String parameter : parameters) {
            String[] parts = parameter.split(": ", 2);
            entry.append("      - { name: ")
                    .append(parts[0])
                    .append(", value: '")
                    .append(parts[1])
                    .append("' }\n");
        }
        return entry.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/silences.md", "docs/on-call.md", "docs/escalation.md", "docs/channels/languages.md"})
    void the_examples_of_the_pages_are_right(String page) throws IOException {
        String text = Files.readString(Path.of(page));
        String yaml = text.substring(text.indexOf("```yaml\n") + 8);

        assertThat(problems(yaml.substring(0, yaml.indexOf("```")))).isEmpty();
    }

    @Test
    void what_is_declared_is_handed_out_by_its_name() {
        assertThat(problems(entry("time-interval", "times: mon-fri 09:00-17:00", "timezone: Europe/Berlin")))
                .isEmpty();
        assertThat(parts.calendars.intervals("mine").orElseThrow().contains(Instant.parse("2026-06-01T08:00:00Z")))
                .isTrue();
        assertThat(problems(entry(
                        "on-call",
                        "layers: anna weekly from 2026-01-05 09:00",
                        "overrides: ben from 2026-06-01 00:00 to 2026-06-02 00:00",
                        "timezone: Europe/Berlin")))
                .isEmpty();
        assertThat(parts.calendars.schedule("mine").orElseThrow().who(Instant.parse("2026-06-01T08:00:00Z")))
                .contains("ben");
        assertThat(parts.calendars.intervals("mine"))
                .as("it is declared no more")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inhibit | source: severity=critical   | mine.camel.yaml:1: target: 'mine': 'inhibit' needs this parameter; add it",
                "inhibit | sources: severity=critical  | mine.camel.yaml:5: sources: 'mine': 'inhibit' has no such parameter; did you mean 'source'?",
                "inhibit | target: team!=x             | mine.camel.yaml:5: target: 'mine': column 1: 'team!=x' would match",
                "inhibit | equal: integration=x        | mine.camel.yaml:5: equal: 'mine': 'integration=x' are no names of labels",
                "time-interval | times: sometimes      | mine.camel.yaml:5: times: 'mine': 'sometimes' is no part of a time interval",
                "time-interval | timezone: Berlin      | mine.camel.yaml:5: timezone: 'mine': 'Berlin' is no time zone",
                "person | phone: 0151 12345            | mine.camel.yaml:5: phone: 'mine': '0151 12345' is no phone number; write one like",
                "person | email: anna                  | mine.camel.yaml:5: email: 'mine': 'anna' is no email address; write one like",
                "person | language: fr                 | mine.camel.yaml:5: language: 'mine': 'fr' is no language; write en or de",
                "escalation | repeat: 2                | mine.camel.yaml:1: steps: 'mine': 'escalation' needs this parameter",
                "escalation | repeat: often            | mine.camel.yaml:5: repeat: 'mine': 'often' is no number",
                "escalation | steps: soon sms          | mine.camel.yaml:5: steps: 'mine': 'soon sms' is no step; write one like",
                "on-call | overrides: x                | mine.camel.yaml:1: layers: 'mine': 'on-call' needs this parameter",
            })
    void a_mistake_is_named_with_its_line(String kind, String parameter, String problem) {
        assertThat(problems(entry(kind, parameter)))
                .anySatisfy(found -> assertThat(found).startsWith(problem));
    }
}
