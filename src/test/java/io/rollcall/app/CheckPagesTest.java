package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.integration.CommonParameters;
import io.rollcall.integration.Template;
import io.rollcall.integration.Template.Parameter;
import io.rollcall.routefile.RouteFileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages on kinds of checks say what the templates take, no more and no less. */
class CheckPagesTest {
    private static final Path PAGES = Path.of("docs/checks");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");

    private final Map<String, Template> templates = read();

    /** A row of a table of parameters. */
    private record Row(List<String> names, String defaultValue) {}

    @Test
    void every_kind_has_a_page_that_the_list_of_kinds_leads_to() throws IOException {
        String list = Files.readString(Path.of("docs/integrations.md"));
        assertThat(templates).isNotEmpty().allSatisfy((kind, template) -> {
            assertThat(page(kind)).as(kind).exists();
            assertThat(list).contains("(checks/" + page(kind).getFileName() + ")");
        });
    }

    @Test
    void every_parameter_on_a_page_exists_and_is_required_where_the_page_says_so() {
        List<String> wrong = new ArrayList<>();
        templates.forEach((kind, template) -> {
            for (Row row : rows(text(page(kind)))) {
                // A page on several kinds says which of them takes a parameter.
                List<Template> takers = sharing(kind).stream()
                        .filter(one -> takes(one, row.names()))
                        .toList();
                if (takers.isEmpty()) {
                    wrong.add(kind + ": no such parameter " + row.names());
                } else if (takers.contains(template)) {
                    complainAboutDefault(template, row, wrong);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_parameter_of_a_kind_stands_on_its_page() {
        List<String> missing = new ArrayList<>();
        templates.forEach((kind, template) -> {
            String page = text(page(kind));
            template.parameters().keySet().stream()
                    .filter(name -> !page.contains("`" + name + "`"))
                    .forEach(name -> missing.add(kind + ": " + name));
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void the_parameters_of_every_kind_are_those_of_the_page_on_integrations() {
        String page = text(Path.of("docs/integrations.md"));
        List<String> written =
                rows(page).stream().flatMap(row -> row.names().stream()).toList();
        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(CommonParameters.all().keySet());
        for (Row row : rows(page)) {
            row.names().stream()
                    .map(name -> CommonParameters.all().get(name).defaultValue())
                    .filter(Objects::nonNull)
                    .forEach(expected -> assertThat(row.defaultValue()).startsWith("`" + expected + "`"));
        }
    }

    private static boolean takes(Template template, List<String> names) {
        return names.stream()
                .allMatch(name -> template.parameters().containsKey(name)
                        || CommonParameters.all().containsKey(name));
    }

    private static void complainAboutDefault(Template template, Row row, List<String> wrong) {
        boolean required = row.names().stream()
                .map(template.parameters()::get)
                .anyMatch(parameter -> parameter != null && parameter.required());
        if (required != CODE.matcher(row.defaultValue()).replaceAll("").contains("required")) {
            wrong.add(template.id() + ": " + row.names() + " is required: " + required);
        }
        String written = row.defaultValue().matches("`[^`]+`")
                ? row.defaultValue().substring(1, row.defaultValue().length() - 1)
                : null;
        if (written != null) {
            row.names().stream()
                    .filter(name -> !written.equals(defaultOf(template, name)))
                    .forEach(name -> wrong.add(template.id() + ": the default of " + name + " is "
                            + defaultOf(template, name) + ", not " + written));
        }
    }

    private static String defaultOf(Template template, String name) {
        Parameter own = template.parameters().get(name);
        String found = own == null ? CommonParameters.all().get(name).defaultValue() : own.defaultValue();
        return String.valueOf(found).strip();
    }

    /** The rows of all tables of parameters on a page. */
    private static List<Row> rows(String page) {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : page.lines().toList()) {
            inside = line.startsWith("| Parameter |") || inside && line.startsWith("|");
            if (inside && line.startsWith("| `")) {
                String[] cells = line.split(" \\| ", 3);
                List<String> names = CODE.matcher(cells[0])
                        .results()
                        .map(code -> code.group(1))
                        .filter(code -> NAME.matcher(code).matches())
                        .toList();
                rows.add(new Row(
                        names,
                        line.substring(line.lastIndexOf(" | ") + 3, line.length() - 1)
                                .strip()));
            }
        }
        return rows;
    }

    private static Path page(String kind) {
        Path own = PAGES.resolve(kind + ".md");
        return Files.exists(own) ? own : PAGES.resolve(kind.replaceFirst("-.*", "") + ".md");
    }

    private List<Template> sharing(String kind) {
        return templates.entrySet().stream()
                .filter(one -> page(one.getKey()).equals(page(kind)))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Map<String, Template> read() {
        Map<String, Template> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("routes/checks"))) {
            files.forEach(file -> RouteFileReader.read(file.toString(), text(file))
                    .templates()
                    .forEach(template -> templates.put(template.id(), template)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
